-- AlterTable
ALTER TABLE "answer" ADD COLUMN     "deadline" TEXT;

-- AlterTable
ALTER TABLE "answer_report" ADD COLUMN     "accepted_at" TIMESTAMPTZ(3),
ADD COLUMN     "accepted_by_id" TEXT,
ADD COLUMN     "accepted_by_name" TEXT,
ADD COLUMN     "place_ags" TEXT,
ADD COLUMN     "place_name" TEXT,
ADD COLUMN     "reply" TEXT,
ADD COLUMN     "reporter_id" TEXT,
ADD COLUMN     "resolution" TEXT,
ADD COLUMN     "resolved_by_name" TEXT;

-- CreateTable
CREATE TABLE "answer_version" (
    "id" TEXT NOT NULL,
    "service_slug" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "base_revision" INTEGER NOT NULL,
    "edit" INTEGER NOT NULL DEFAULT 0,
    "content" JSONB NOT NULL,
    "released_from" DATE,
    "released_until" DATE,
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "contributor_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by_id" TEXT,
    "updated_by_name" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewer_id" TEXT,
    "reviewer_name" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_version_step" (
    "id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT,
    "user_name" TEXT NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "content" JSONB,

    CONSTRAINT "answer_version_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_presence" (
    "service_slug" TEXT NOT NULL,
    "section" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "answer_presence_pkey" PRIMARY KEY ("service_slug","section","user_id")
);

-- CreateIndex
CREATE INDEX "answer_version_status_idx" ON "answer_version"("status");

-- CreateIndex
CREATE UNIQUE INDEX "answer_version_service_slug_section_revision_key" ON "answer_version"("service_slug", "section", "revision");

-- CreateIndex
CREATE INDEX "answer_version_step_version_id_at_idx" ON "answer_version_step"("version_id", "at");

-- CreateIndex
CREATE INDEX "answer_report_resolved_at_administration_id_idx" ON "answer_report"("resolved_at", "administration_id");

-- CreateIndex
CREATE INDEX "answer_report_reporter_id_created_at_idx" ON "answer_report"("reporter_id", "created_at");

-- AddForeignKey
ALTER TABLE "answer_version_step" ADD CONSTRAINT "answer_version_step_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "answer_version"("id") ON DELETE CASCADE ON UPDATE CASCADE;
