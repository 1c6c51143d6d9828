-- CreateTable
CREATE TABLE "knowledge_file" (
    "path" TEXT NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "knowledge_file_pkey" PRIMARY KEY ("path")
);

-- CreateTable
CREATE TABLE "exchange_run" (
    "id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by_id" TEXT,
    "created_by_name" TEXT NOT NULL,
    "summary" JSONB NOT NULL,

    CONSTRAINT "exchange_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_proposal" (
    "id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "section" TEXT,
    "title" TEXT NOT NULL,
    "conflict" BOOLEAN NOT NULL,
    "fields" JSONB NOT NULL,
    "links" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" TEXT,
    "decided_by_name" TEXT,
    "outcome" TEXT,

    CONSTRAINT "exchange_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "exchange_link" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "digests" JSONB NOT NULL,

    CONSTRAINT "exchange_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "exchange_run_created_at_idx" ON "exchange_run"("created_at");

-- CreateIndex
CREATE INDEX "exchange_proposal_state_target_idx" ON "exchange_proposal"("state", "target");

-- CreateIndex
CREATE UNIQUE INDEX "exchange_proposal_run_id_position_key" ON "exchange_proposal"("run_id", "position");

-- CreateIndex
CREATE INDEX "exchange_link_kind_target_idx" ON "exchange_link"("kind", "target");

-- AddForeignKey
ALTER TABLE "exchange_proposal" ADD CONSTRAINT "exchange_proposal_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "exchange_run"("id") ON DELETE CASCADE ON UPDATE CASCADE;
