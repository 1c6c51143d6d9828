-- AlterTable
ALTER TABLE "answer_report" ADD COLUMN     "reported_for_id" TEXT,
ADD COLUMN     "version_id" TEXT;

-- CreateTable
CREATE TABLE "answer_report_hand_over" (
    "id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_name" TEXT NOT NULL,
    "from_id" TEXT,
    "to_id" TEXT,

    CONSTRAINT "answer_report_hand_over_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "answer_report_hand_over_report_id_idx" ON "answer_report_hand_over"("report_id");

-- CreateIndex
CREATE INDEX "answer_report_version_id_idx" ON "answer_report"("version_id");

-- AddForeignKey
ALTER TABLE "answer_report" ADD CONSTRAINT "answer_report_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "answer_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "answer_report_hand_over" ADD CONSTRAINT "answer_report_hand_over_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "answer_report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A report was shown to the editors of the administration whose callers it concerns.
UPDATE "answer_report" SET "reported_for_id" = "administration_id" WHERE "kind" <> 'review';

-- What had been taken on before a version was released for later is settled when it begins.
UPDATE "answer_report" AS report SET "version_id" = version."id"
FROM "answer_version" AS version
WHERE report."resolved_at" IS NULL
  AND report."service_slug" = version."service_slug"
  AND coalesce(report."administration_id", 'shared') = version."section"
  AND (report."kind" = 'review' OR report."accepted_at" <= version."decided_at")
  AND version."status" = 'released' AND version."reviewer_id" IS NOT NULL
  AND version."released_from" > version."decided_at";
