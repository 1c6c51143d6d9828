-- AlterTable
ALTER TABLE "service" ADD COLUMN     "question" TEXT;
