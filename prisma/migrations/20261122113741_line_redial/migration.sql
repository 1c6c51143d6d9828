-- AlterTable
ALTER TABLE "line" ADD COLUMN     "redial_seconds" INTEGER NOT NULL DEFAULT 300;
