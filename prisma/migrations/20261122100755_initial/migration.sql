-- CreateTable
CREATE TABLE "administration" (
    "id" TEXT NOT NULL,
    "ags" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "answers_115_since" DATE,
    "answers_115_until" DATE,
    "switchboard_joined_since" DATE,
    "switchboard_joined_until" DATE,
    "knowledge_provided_since" DATE,
    "knowledge_provided_until" DATE,
    "closures" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "administration_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "line" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "administration_id" TEXT,
    "greeting" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "closed_announcement" TEXT NOT NULL,
    "night_target" TEXT,
    "answer_target_seconds" INTEGER NOT NULL,
    "offer_seconds_max" INTEGER NOT NULL,
    "ring_seconds_max" INTEGER NOT NULL,
    "transfer_seconds_max" INTEGER NOT NULL,
    "wrap_up_seconds_max" INTEGER NOT NULL,
    "recall_reserved_seconds_max" INTEGER NOT NULL,
    "required_skills" TEXT[],
    "position" INTEGER NOT NULL,

    CONSTRAINT "line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agent" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "administration_id" TEXT NOT NULL,
    "extension" TEXT NOT NULL,
    "line_ids" TEXT[],
    "skills" TEXT[],

    CONSTRAINT "agent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory_entry" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT,
    "unit_key" TEXT,
    "task" TEXT,
    "keywords" TEXT[],
    "room" TEXT,
    "extension" TEXT,
    "public_number" TEXT,
    "email" TEXT,
    "address" TEXT,
    "administration_id" TEXT,
    "authority_id" TEXT,
    "deputy_id" TEXT,
    "hours" JSONB NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "directory_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "district" (
    "ags" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "short_name" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "licence_plates" TEXT[],

    CONSTRAINT "district_pkey" PRIMARY KEY ("ags")
);

-- CreateTable
CREATE TABLE "association" (
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "seat" TEXT NOT NULL,
    "district_ags" TEXT NOT NULL,

    CONSTRAINT "association_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "municipality" (
    "ags" TEXT NOT NULL,
    "ars" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "association_key" TEXT,
    "district_ags" TEXT NOT NULL,
    "postal_codes" TEXT[],
    "area_codes" TEXT[],
    "population" INTEGER,
    "valid_from" DATE,
    "valid_until" DATE,
    "successor_ags" TEXT,

    CONSTRAINT "municipality_pkey" PRIMARY KEY ("ags")
);

-- CreateTable
CREATE TABLE "locality" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "municipality_ags" TEXT NOT NULL,
    "postal_codes" TEXT[],
    "certainty" TEXT NOT NULL,

    CONSTRAINT "locality_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "area_code" (
    "code" TEXT NOT NULL,
    "exchange_name" TEXT NOT NULL,
    "municipality_ags" TEXT[],
    "district_ags" TEXT[],
    "other_municipality_count" INTEGER NOT NULL,
    "certainty" TEXT NOT NULL,

    CONSTRAINT "area_code_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "authority" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "administration_id" TEXT,
    "association_key" TEXT,
    "municipality_ags" TEXT,
    "district_ags" TEXT[],
    "address" TEXT,
    "phone" TEXT,
    "website" TEXT,
    "sample" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "authority_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "leika_key" TEXT,
    "level" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "responsible_unit" TEXT NOT NULL,
    "unit_key" TEXT NOT NULL,
    "related" TEXT[],
    "synonyms" TEXT[],
    "legal_basis" TEXT[],
    "responsibility" JSONB NOT NULL,
    "agent_hints" TEXT,
    "completeness" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "checked_at" DATE NOT NULL,
    "review_months" INTEGER NOT NULL,

    CONSTRAINT "service_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "answer" (
    "id" TEXT NOT NULL,
    "service_slug" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "administration_id" TEXT,
    "spoken" TEXT,
    "body" TEXT,
    "fee" TEXT,
    "duration" TEXT,
    "appointment" TEXT,
    "documents" TEXT[],
    "online_url" TEXT,
    "sample" BOOLEAN,
    "source" TEXT,
    "checked_at" DATE,
    "valid_from" DATE,
    "valid_until" DATE,

    CONSTRAINT "answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "answer_report" (
    "id" TEXT NOT NULL,
    "service_slug" TEXT,
    "administration_id" TEXT,
    "query" TEXT,
    "kind" TEXT NOT NULL,
    "line_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "answer_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "id" TEXT NOT NULL,
    "line_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "caller_number" TEXT,
    "number_cut" BOOLEAN NOT NULL DEFAULT false,
    "administration_id" TEXT,
    "place_ags" TEXT,
    "place_name" TEXT,
    "place_confirmed" BOOLEAN NOT NULL DEFAULT false,
    "arrived_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "end_cause" TEXT,
    "offered" BOOLEAN NOT NULL DEFAULT true,
    "agent_id" TEXT,
    "note" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "contact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "concern" (
    "id" TEXT NOT NULL,
    "contact_id" TEXT NOT NULL,
    "service_slug" TEXT,
    "title" TEXT NOT NULL,
    "place_ags" TEXT,
    "outcome" TEXT,
    "noted_by" TEXT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "concern_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "contact_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event" JSONB NOT NULL,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("contact_id","seq","index")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" TEXT NOT NULL,
    "contact_id" TEXT,
    "concern_id" TEXT,
    "service_slug" TEXT,
    "administration_id" TEXT NOT NULL,
    "authority_id" TEXT,
    "question" TEXT NOT NULL,
    "reply_channel" TEXT NOT NULL,
    "reply_to" TEXT NOT NULL,
    "consent" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal" (
    "seq" BIGINT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "command" JSONB NOT NULL,
    "events" JSONB NOT NULL,

    CONSTRAINT "journal_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "lease" (
    "name" TEXT NOT NULL,
    "holder" TEXT NOT NULL,
    "epoch" BIGINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lease_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "username" TEXT,
    "display_username" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "grant" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "administration_id" TEXT,

    CONSTRAINT "grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "setting_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "administration_ags_key" ON "administration"("ags");

-- CreateIndex
CREATE UNIQUE INDEX "administration_code_key" ON "administration"("code");

-- CreateIndex
CREATE UNIQUE INDEX "line_number_key" ON "line"("number");

-- CreateIndex
CREATE UNIQUE INDEX "agent_user_id_key" ON "agent"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "agent_extension_key" ON "agent"("extension");

-- CreateIndex
CREATE UNIQUE INDEX "municipality_ars_key" ON "municipality"("ars");

-- CreateIndex
CREATE INDEX "answer_service_slug_idx" ON "answer"("service_slug");

-- CreateIndex
CREATE INDEX "contact_arrived_at_idx" ON "contact"("arrived_at");

-- CreateIndex
CREATE INDEX "contact_caller_number_idx" ON "contact"("caller_number");

-- CreateIndex
CREATE INDEX "concern_contact_id_idx" ON "concern"("contact_id");

-- CreateIndex
CREATE INDEX "ticket_state_due_at_idx" ON "ticket"("state", "due_at");

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "user_username_key" ON "user"("username");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "grant_user_id_role_administration_id_key" ON "grant"("user_id", "role", "administration_id");

-- AddForeignKey
ALTER TABLE "answer" ADD CONSTRAINT "answer_service_slug_fkey" FOREIGN KEY ("service_slug") REFERENCES "service"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "concern" ADD CONSTRAINT "concern_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "grant" ADD CONSTRAINT "grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
