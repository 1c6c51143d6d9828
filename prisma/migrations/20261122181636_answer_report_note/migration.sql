-- AlterTable
ALTER TABLE "answer_report" ADD COLUMN     "note" TEXT;
