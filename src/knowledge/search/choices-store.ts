import { randomUUID } from "node:crypto";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { SearchReset } from "./choices-schema.ts";

export interface ChoiceRow {
  /** Stems of the query that are known words, sorted. */
  terms: string;
  serviceSlug: string;
  /** Choices as of `day`. */
  weight: number;
  /** ISO day of the last one. */
  day: string;
}

/** Which choices are to be forgotten; null: of all. */
export interface Forgetting {
  terms: string | null;
  serviceSlug: string | null;
}

/** Further choices of the same change nothing. */
const weightMax = 50;
const listedMax = 20_000;
const keptDaysMax = 730;

export async function listChoices(database: PrismaClient): Promise<ChoiceRow[]> {
  const rows = await database.searchChoice.findMany({
    orderBy: [{ day: "desc" }, { terms: "asc" }, { serviceSlug: "asc" }],
    take: listedMax,
  });
  return rows.map((row) => ({ ...row, day: row.day.toISOString().slice(0, 10) }));
}

/** Adds one to what is left of the earlier choices; drops what has faded long ago. */
export async function addChoice(
  database: PrismaClient,
  { terms, serviceSlug, day }: Omit<ChoiceRow, "weight">,
  halfLifeDays: number,
): Promise<void> {
  await database.$executeRaw`
    INSERT INTO search_choice AS known (terms, service_slug, weight, day)
    VALUES (${terms}, ${serviceSlug}, 1, ${day}::date)
    ON CONFLICT (terms, service_slug) DO UPDATE SET
      weight = least(${weightMax}::float8, 1 + known.weight *
        power(0.5, greatest(0, EXCLUDED.day - known.day) / ${halfLifeDays}::float8)),
      day = greatest(known.day, EXCLUDED.day)`;
  await database.$executeRaw`
    DELETE FROM search_choice WHERE day < ${day}::date - ${keptDaysMax}::int`;
}

export async function forgetChoices(
  database: PrismaClient,
  { terms, serviceSlug }: Forgetting,
  by: { id: string; name: string },
  at: number,
): Promise<SearchReset> {
  return database.$transaction(async (transaction) => {
    const { count } = await transaction.searchChoice.deleteMany({
      where: {
        ...(terms === null ? {} : { terms }),
        ...(serviceSlug === null ? {} : { serviceSlug }),
      },
    });
    const id = randomUUID();
    const row = { id, terms, serviceSlug, count, resetById: by.id, resetByName: by.name };
    await transaction.searchReset.create({ data: { ...row, resetAt: new Date(at) } });
    return { id, terms, serviceSlug, count, resetAt: new Date(at).toISOString(), resetBy: by.name };
  });
}

/** Newest first, at most 100. */
export async function listResets(database: PrismaClient): Promise<SearchReset[]> {
  const rows = await database.searchReset.findMany({ orderBy: { resetAt: "desc" }, take: 100 });
  return rows.map(({ id, terms, serviceSlug, count, resetAt, resetByName }) => {
    return { id, terms, serviceSlug, count, resetAt: resetAt.toISOString(), resetBy: resetByName };
  });
}
