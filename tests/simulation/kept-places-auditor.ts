import { fullNumber } from "../../src/routing/callback-number.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type { CenterData } from "../../src/routing/state.ts";

interface Left {
  contactId: string;
  lineId: string;
  callerNumber: string;
  queuedAt: number;
  until: number;
}

/** R12 with eyes of its own: a list of everybody who left unanswered, searched at every arrival. */
export class KeptPlacesAuditor {
  #left: Left[] = [];

  follow(event: CenterEvent, { contacts, lines }: CenterData, now: number): void {
    if (event.type === "placeForgotten") {
      const left = this.#left.find(({ contactId }) => contactId === event.contactId);
      if (left !== undefined && now < left.until) {
        throw new Error(`R12 the place of ${event.contactId} was forgotten too early`);
      }
    }
    if (event.type !== "contactEnded") return;
    const { id: contactId, lineId, callerNumber, queuedAt } = contacts[event.contactId]!;
    const { state, answeredAt } = contacts[event.contactId]!;
    if (contacts[event.contactId]!.callback !== null) return;
    const unanswered = ["waiting", "offered", "connecting"].includes(state) && answeredAt === null;
    if (!unanswered || callerNumber === null) return;
    const until = now + (lines[lineId]!.redialSeconds ?? 300) * 1000;
    this.#left.push({ contactId, lineId, callerNumber, queuedAt, until });
  }

  /** The place is one that was kept, or that of a callback of the same number (R11). */
  check(
    event: Extract<CenterEvent, { type: "contactArrived" }>,
    { contacts }: CenterData,
    now: number,
  ): void {
    this.#left = this.#left.filter(({ until }) => now < until);
    const { lineId, callerNumber, resumes } = event;
    const mine = this.#left.filter(
      (left) => event.offered && left.lineId === lineId && left.callerNumber === callerNumber,
    );
    const callbacks = Object.values(contacts).filter(
      ({ callback, queuedAt, state }) =>
        event.offered &&
        callback?.number === fullNumber(callerNumber ?? "") &&
        !callback.reached &&
        callback.ownContactId === null &&
        state !== "confirming" &&
        queuedAt <= now,
    );
    const places = [...mine, ...callbacks].map(({ queuedAt }) => queuedAt);
    const earliest = places.length === 0 ? undefined : Math.min(...places);
    if (resumes?.queuedAt !== earliest) throw new Error(`R12 ${event.contactId} has a wrong place`);
    this.#left = this.#left.filter(({ contactId }) => contactId !== resumes?.contactId);
  }
}
