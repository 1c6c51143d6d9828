-- CreateTable
CREATE TABLE "search_choice" (
    "terms" TEXT NOT NULL,
    "service_slug" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "search_choice_pkey" PRIMARY KEY ("terms","service_slug")
);

-- CreateTable
CREATE TABLE "search_reset" (
    "id" TEXT NOT NULL,
    "reset_at" TIMESTAMPTZ(3) NOT NULL,
    "reset_by_id" TEXT NOT NULL,
    "reset_by_name" TEXT NOT NULL,
    "terms" TEXT,
    "service_slug" TEXT,
    "count" INTEGER NOT NULL,

    CONSTRAINT "search_reset_pkey" PRIMARY KEY ("id")
);
