-- CreateTable
CREATE TABLE "hsds_revision" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "modified_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "hsds_revision_pkey" PRIMARY KEY ("id")
);
