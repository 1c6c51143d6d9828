import type { PrismaClient } from "../../database/generated/client.ts";
import type { Ranked } from "./ranking.ts";
import {
  addChoice,
  forgetChoices,
  listChoices,
  listResets,
  type ChoiceRow,
  type Forgetting,
} from "./choices-store.ts";
import type { SearchReset } from "./choices-schema.ts";

/** Choices older than this count half. */
const halfLifeDays = 90;
/** What all choices together may add to a score: less than a typing error costs. */
const bonusMax = 0.06;
/** From so many choices on half of it is added. */
const halfFrom = 4;
const fadedBelow = 0.1;
const dayMilliseconds = 86_400_000;

/** What agents chose for a query moves the order a little. Everything is answered from memory. */
export interface SearchChoices {
  /** Reads again what all processes have learnt. */
  read(): Promise<void>;
  /**
   * Learns a choice; of one person and day the same one counts once, without being kept.
   * @param terms as `ServiceSearch.termsOf` gives them
   */
  add(terms: string, serviceSlug: string, userId: string): Promise<void>;
  /** Forgets what was learnt of a query, of a service, or everything; notes who wanted it. */
  forget(what: Forgetting, by: { id: string; name: string }, at: number): Promise<SearchReset>;
  resets(): Promise<SearchReset[]>;
  /** What is known, faded to today; the strongest first. */
  list(): { terms: string; serviceSlug: string; weight: number; lift: number }[];
  /** 0 … `bonusMax` for each service that was chosen for these terms. */
  bonuses(terms: string): ReadonlyMap<string, number>;
}

/** @param today ISO day; without it nothing is ever learnt */
export function createSearchChoices(
  database: PrismaClient,
  today: (() => string) | undefined,
): SearchChoices {
  let rows: readonly ChoiceRow[] = [];
  let byTerms = new Map<string, ChoiceRow[]>();
  let seen = { day: "", keys: new Set<string>() };

  async function read(): Promise<void> {
    rows = await listChoices(database);
    const fresh = new Map<string, ChoiceRow[]>();
    for (const row of rows) fresh.set(row.terms, [...(fresh.get(row.terms) ?? []), row]);
    byTerms = fresh;
  }

  const weightOf = (row: ChoiceRow) => {
    const days =
      today === undefined ? 0 : (Date.parse(today()) - Date.parse(row.day)) / dayMilliseconds;
    return row.weight * 0.5 ** (Math.max(0, days) / halfLifeDays);
  };

  /** 0 … 1 for each service that was chosen for these terms. */
  const liftsOf = (terms: string) => {
    const known = byTerms.get(terms) ?? [];
    const sum = known.reduce((total, row) => total + weightOf(row), 0);
    return new Map(known.map((row) => [row.serviceSlug, weightOf(row) / (sum + halfFrom)]));
  };

  return {
    read,
    async add(terms, serviceSlug, userId) {
      if (today === undefined) return;
      const day = today();
      if (seen.day !== day) seen = { day, keys: new Set() };
      const key = JSON.stringify([userId, terms, serviceSlug]);
      if (seen.keys.has(key)) return;
      seen.keys.add(key);
      await addChoice(database, { terms, serviceSlug, day }, halfLifeDays);
      await read();
    },
    async forget(what, by, at) {
      const reset = await forgetChoices(database, what, by, at);
      await read();
      return reset;
    },
    resets: () => listResets(database),
    list: () =>
      rows
        .map((row) => ({
          terms: row.terms,
          serviceSlug: row.serviceSlug,
          weight: weightOf(row),
          lift: liftsOf(row.terms).get(row.serviceSlug) ?? 0,
        }))
        .filter(({ weight }) => weight >= fadedBelow)
        .toSorted((a, b) => b.weight - a.weight),
    bonuses: (terms) => new Map([...liftsOf(terms)].map(([slug, lift]) => [slug, bonusMax * lift])),
  };
}

/**
 * Lets a chosen service pass the one before it when both fit about equally: one rank at the most,
 * and nothing comes in that was no hit.
 * @returns the new order, with the services that moved up
 */
export function reorder(
  ranked: readonly Ranked[],
  bonusOf: (service: number) => number,
): { ranked: Ranked[]; lifted: ReadonlySet<number> } {
  const order = [...ranked];
  const lifted = new Set<number>();
  for (let at = 1; at < order.length; at += 1) {
    const [before, it] = [order[at - 1]!, order[at]!];
    if (it.score + bonusOf(it.service) <= before.score + bonusOf(before.service)) continue;
    [order[at - 1], order[at]] = [it, before];
    lifted.add(it.service);
    at += 1;
  }
  return { ranked: order, lifted };
}
