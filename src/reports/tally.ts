import type { CenterEvent, EndCause } from "../routing/events.ts";
import type { LineFigures } from "./schema.ts";

/** A contact that can still change the figures of its day. */
export interface OpenContact {
  id: string;
  lineId: string;
  channel: "call" | "callback";
  arrivedAt: number;
  answered: boolean;
  offered: boolean;
}

/**
 * Today's figures of every line, counted from events as they happen. They equal what the store
 * counts from the contacts of the same day (I7).
 */
export class DayTally {
  private readonly dayOf: (at: number) => string;
  private readonly answerTargetSeconds: (lineId: string) => number;
  private day = "";
  private readonly figures = new Map<string, LineFigures>();
  private readonly open = new Map<string, OpenContact>();

  constructor(parts: { dayOf(at: number): string; answerTargetSeconds(lineId: string): number }) {
    this.dayOf = parts.dayOf;
    this.answerTargetSeconds = parts.answerTargetSeconds;
  }

  /** Starts from what is recorded already. */
  load(at: number, figures: readonly LineFigures[], open: readonly OpenContact[]): void {
    this.day = this.dayOf(at);
    this.figures.clear();
    this.open.clear();
    for (const line of figures) this.figures.set(line.lineId, { ...line });
    for (const contact of open) this.open.set(contact.id, { ...contact });
  }

  take(event: CenterEvent, at: number): void {
    this.turnDay(at);
    if (event.type === "contactArrived") {
      const { contactId: id, lineId, offered } = event;
      this.open.set(id, { id, lineId, channel: "call", arrivedAt: at, answered: false, offered });
      if (offered) this.of(lineId).offered += 1;
    } else if (event.type === "callbackPromised") {
      const { contactId: id, lineId } = event;
      const channel = "callback" as const;
      this.open.set(id, { id, lineId, channel, arrivedAt: at, answered: false, offered: true });
      this.of(lineId).callbacks += 1;
    } else if (event.type === "callbackAsked") {
      this.becomesCallback(event.contactId);
    } else if (event.type === "conversationStarted" && event.first) {
      this.answer(event.contactId, at);
    } else if (event.type === "contactEnded") {
      this.end(event.contactId, event.cause);
    }
  }

  /** The figures of the day that `at` lies in. */
  today(lineId: string, at: number): LineFigures {
    this.turnDay(at);
    return this.figures.get(lineId) ?? noFigures(lineId);
  }

  /** R11: from now on no call that is answered late, or never. */
  private becomesCallback(contactId: string): void {
    const contact = this.open.get(contactId);
    if (!contact) return;
    contact.channel = "callback";
    if (this.dayOf(contact.arrivedAt) !== this.day) return;
    const line = this.of(contact.lineId);
    if (contact.offered) line.offered -= 1;
    line.callbacks += 1;
  }

  private answer(contactId: string, at: number): void {
    const contact = this.open.get(contactId);
    if (!contact || contact.answered || !contact.offered) return;
    contact.answered = true;
    if (this.dayOf(contact.arrivedAt) !== this.day) return;
    const line = this.of(contact.lineId);
    if (contact.channel === "callback") {
      line.callbacksReached += 1;
      return;
    }
    line.answered += 1;
    const inTarget = at - contact.arrivedAt <= this.answerTargetSeconds(contact.lineId) * 1000;
    if (inTarget) line.answeredInTarget += 1;
  }

  private end(contactId: string, cause: EndCause): void {
    const contact = this.open.get(contactId);
    if (!contact) return;
    this.open.delete(contactId);
    if (contact.answered || !contact.offered) return;
    if (this.dayOf(contact.arrivedAt) !== this.day) return;
    const line = this.of(contact.lineId);
    if (contact.channel === "call") line.abandoned += 1;
    else if (cause === "callbackNotReached") line.callbacksNotReached += 1;
    else if (cause === "callbackReplaced") line.callbacks -= 1;
  }

  private turnDay(at: number): void {
    const day = this.dayOf(at);
    if (day === this.day) return;
    this.day = day;
    this.figures.clear();
  }

  private of(lineId: string): LineFigures {
    let line = this.figures.get(lineId);
    if (!line) this.figures.set(lineId, (line = noFigures(lineId)));
    return line;
  }
}

/** The figures of a line that nobody has called. */
export function noFigures(lineId: string): LineFigures {
  return {
    lineId,
    offered: 0,
    answered: 0,
    answeredInTarget: 0,
    abandoned: 0,
    callbacks: 0,
    callbacksReached: 0,
    callbacksNotReached: 0,
  };
}
