import { expect } from "vitest";
import { toData, createState } from "../../src/routing/center-state.ts";
import type { CenterState } from "../../src/routing/center-state.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import { evolve } from "../../src/routing/evolve.ts";
import { checkInvariants } from "../../src/routing/invariants.ts";
import type { Database } from "../../src/database/database.ts";
import { journalOf } from "./live-center.ts";

export interface Audited {
  /** What all decisions have made. */
  state: CenterState;
  seq: number;
  events: { event: CenterEvent; at: number }[];
  /** The contact of each call that ever arrived. */
  contactOf: Map<string, string>;
}

/**
 * Reads a whole journal that was never pruned, written by however many processes one after the
 * other, and expects of it: numbers without gaps, epochs that only rise, every call taken in once,
 * every offer ended at most once, and the invariants after every decision.
 * @param every with a thousand contacts it is enough to look after every so many
 */
export async function auditJournal(database: Database, every = 1): Promise<Audited> {
  const { rows } = await database.pool.query<{ epoch: string }>(
    "SELECT epoch FROM journal ORDER BY seq",
  );
  const epochs = rows.map(({ epoch }) => Number(epoch));
  expect(epochs).toEqual(epochs.toSorted((one, other) => one - other));

  const audited: Audited = { state: createState(), seq: 0, events: [], contactOf: new Map() };
  const openOffers = new Set<string>();
  const offers = new Set<string>();
  const journal = journalOf(database);
  for await (const entry of journal.entriesAfter(0)) {
    expect(entry.seq).toBe(audited.seq + 1);
    audited.seq = entry.seq;
    for (const event of entry.events) {
      if (event.type === "contactArrived") {
        expect(audited.contactOf.get(event.callId), `call ${event.callId} twice`).toBeUndefined();
        audited.contactOf.set(event.callId, event.contactId);
      }
      if (event.type === "offerMade") {
        const { id } = event.offer;
        expect(offers.has(id), `offer ${id} made twice`).toBe(false);
        offers.add(id);
        openOffers.add(id);
      }
      if (event.type === "offerEnded") {
        expect(openOffers.delete(event.offerId), `offer ${event.offerId} ended twice`).toBe(true);
      }
      evolve(audited.state, event, entry.at);
      audited.events.push({ event, at: entry.at });
    }
    if (entry.seq % every !== 0) continue;
    const broken = checkInvariants(audited.state);
    if (broken.length > 0) throw new Error(`decision ${entry.seq}: ${broken.join("; ")}`);
  }
  await journal.close();
  expect(new Set(Object.keys(audited.state.offers))).toEqual(openOffers);
  // From a snapshot and the rest it is the same (I6).
  expect(toData(createState(toData(audited.state)))).toEqual(toData(audited.state));
  return audited;
}
