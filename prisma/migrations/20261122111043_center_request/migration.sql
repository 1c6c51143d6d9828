-- CreateTable
CREATE TABLE "center_request" (
    "number" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "command" JSONB NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" JSONB,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "center_request_pkey" PRIMARY KEY ("number")
);

-- CreateIndex
CREATE UNIQUE INDEX "center_request_id_key" ON "center_request"("id");

-- CreateIndex
CREATE INDEX "center_request_answered_at_number_idx" ON "center_request"("answered_at", "number");
