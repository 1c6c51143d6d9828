import type { ConcernOutcome, ConcernView, ContactRecord } from "../../src/contacts/schema.ts";

export interface NewConcern {
  serviceSlug: string | null;
  title: string;
  placeAgs: string | null;
}

export const emptyRecord: ContactRecord = { concerns: [], note: "" };

/** Adds a concern; the same service for the same place is not noted twice. */
export function withConcern(record: ContactRecord, concern: NewConcern, id: string): ContactRecord {
  const known = record.concerns.some(
    (other) =>
      other.serviceSlug !== null &&
      other.serviceSlug === concern.serviceSlug &&
      other.placeAgs === concern.placeAgs,
  );
  if (known) return record;
  const title = concern.title.slice(0, 200);
  return { ...record, concerns: [...record.concerns, { ...concern, title, id, outcome: null }] };
}

export function withoutConcern(record: ContactRecord, id: string): ContactRecord {
  return { ...record, concerns: record.concerns.filter((concern) => concern.id !== id) };
}

export function withOutcome(
  record: ContactRecord,
  id: string,
  outcome: ConcernOutcome,
): ContactRecord {
  const concerns = record.concerns.map((concern) =>
    concern.id === id ? { ...concern, outcome } : concern,
  );
  return { ...record, concerns };
}

/**
 * Concerns noted before the place was known belong to the place that is now confirmed.
 *
 * @param only slug of the one service that it was confirmed for: somebody's place of death is not
 *   where somebody else was born; null: it was confirmed for all of them
 */
export function withPlace(
  record: ContactRecord,
  placeAgs: string,
  only: string | null = null,
): ContactRecord {
  const concerns = record.concerns.map((concern) =>
    concern.placeAgs === null && (only === null || concern.serviceSlug === only)
      ? { ...concern, placeAgs }
      : concern,
  );
  return { ...record, concerns };
}

/**
 * After a transfer that worked, or a promised callback: it was for the concern whose answer is
 * open, or for the only one without an outcome. Where neither is clear, nothing is guessed.
 */
export function withKnownOutcome(
  record: ContactRecord,
  openSlug: string | null,
  outcome: "transferred" | "callback",
): ContactRecord {
  const open = record.concerns.filter((concern) => concern.outcome === null);
  const shown = open.find((concern) => openSlug !== null && concern.serviceSlug === openSlug);
  const meant = shown ?? (open.length === 1 ? open[0] : undefined);
  return meant ? withOutcome(record, meant.id, outcome) : record;
}

/** Of a callback that is promised anew: what the citizen wanted goes with it. */
export function withPromised(
  record: ContactRecord,
  promisedFor: readonly ConcernView[],
  newId: () => string,
): ContactRecord {
  const known = ({ serviceSlug, title }: ConcernView) =>
    record.concerns.some((own) => own.serviceSlug === serviceSlug && own.title === title);
  const added = promisedFor
    .filter((concern) => !known(concern))
    .map((concern) => ({ ...concern, id: newId(), outcome: "callback" as const }));
  return added.length === 0 ? record : { ...record, concerns: [...record.concerns, ...added] };
}

/** The concern that keeps a contact from being finished. */
export function firstWithoutOutcome(record: ContactRecord): ConcernView | null {
  return record.concerns.find((concern) => concern.outcome === null) ?? null;
}
