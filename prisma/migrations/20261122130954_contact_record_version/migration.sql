-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "record_version" INTEGER NOT NULL DEFAULT 0;
