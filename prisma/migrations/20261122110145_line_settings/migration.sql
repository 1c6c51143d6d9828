-- AlterTable
ALTER TABLE "line" ADD COLUMN     "changed_settings" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "closed_today" JSONB,
ADD COLUMN     "closures" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "lending" JSONB,
ADD COLUMN     "recall_seconds" INTEGER NOT NULL DEFAULT 60,
ADD COLUMN     "rest_seconds_first" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "rest_seconds_max" INTEGER NOT NULL DEFAULT 60,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "widening" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "line_change" (
    "id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "from" JSONB NOT NULL,
    "to" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "line_change_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "line_change_line_id_at_idx" ON "line_change"("line_id", "at");
