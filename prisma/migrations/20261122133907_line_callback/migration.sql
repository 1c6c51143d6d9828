-- AlterTable
ALTER TABLE "line" ADD COLUMN     "callback" JSONB NOT NULL DEFAULT '{"byKey":true,"callsPerCallback":3,"retrySeconds":900,"attemptsMax":3,"dialSecondsMax":30}';
