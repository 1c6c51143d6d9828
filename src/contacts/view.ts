import { explain, type Names } from "../routing/explain.ts";
import type { CenterEvent } from "../routing/events.ts";
import { concernView, type StoredContact } from "./store.ts";
import type { ContactView } from "./schema.ts";

/** What the view needs from the rest of the house. */
export interface ContactSurroundings {
  names: Names;
  line(id: string): { id: string; name: string; number: string } | null;
  /** The state now; null once the contact has left the centre. */
  liveState(id: string): string | null;
}

/** A contact as it is told to people: its life, and the reason of every decision (R13). */
export function contactView(row: StoredContact, around: ContactSurroundings): ContactView {
  const agent = row.agentId;
  return {
    id: row.id,
    line: around.line(row.lineId) ?? { id: row.lineId, name: row.lineId, number: "" },
    channel: row.channel === "callback" ? "callback" : "call",
    callerNumber: row.callerNumber,
    place: row.placeAgs
      ? { ags: row.placeAgs, name: row.placeName ?? row.placeAgs, confirmed: row.placeConfirmed }
      : null,
    state: around.liveState(row.id) ?? "ended",
    arrivedAt: row.arrivedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    endCause: row.endCause,
    offered: row.offered,
    agent: agent ? { id: agent, name: around.names.agent(agent) } : null,
    concerns: row.concerns.map(concernView),
    note: row.note,
    life: row.decisions.map((decision) => {
      const event = decision.event as unknown as CenterEvent;
      return {
        at: decision.at.toISOString(),
        type: event.type,
        text: explain(event, around.names),
        reasons: event.type === "offerMade" ? { ...event.offer.reasons } : null,
      };
    }),
  };
}
