-- AlterTable
ALTER TABLE "service" ADD COLUMN     "shared_revision" INTEGER;

-- What holds today has been carried over on its day.
UPDATE "service" SET "shared_revision" = (
  SELECT "revision" FROM "answer_version" AS version, LATERAL (
    SELECT (now() AT TIME ZONE 'Europe/Berlin')::date AS today) AS clock
  WHERE version."service_slug" = "service"."slug" AND version."section" = 'shared'
    AND version."status" = 'released' AND coalesce(version."released_from", today) <= today
    AND coalesce(version."released_until", today) >= today
  ORDER BY version."released_from" DESC NULLS LAST, version."revision" DESC LIMIT 1);
