import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";

import type { Command } from "../routing/commands.ts";
import type { CenterEvent } from "../routing/events.ts";
import { contactOf } from "../routing/events.ts";
import type { LineSettings, OriginHint } from "../routing/state.ts";
import { CallBook, type BookedCall, type KnownState } from "./call-book.ts";
import { deviationOf } from "./deviation.ts";
import type { ActualCall, Telephony, TelephonyEvent } from "./telephony.ts";

/** What the door needs of the live centre. */
export interface CenterBehindDoor {
  readonly state: KnownState;
  submit(command: Command): Promise<{ ok: boolean; rejection?: { code: string } }>;
  /** Tells every decision once it is durable. */
  onEntry(listener: (entry: { events: readonly CenterEvent[] }) => void): () => void;
}

export interface DoorParts {
  telephony: Telephony;
  center: CenterBehindDoor;
  guessOrigin: (callerNumber: string | null) => OriginHint[];
  /** German words of a line for callers outside its hours. */
  closedAnnouncementOf: (lineId: string) => string;
  clock: Clock;
  log: Logger;
  /** How often desired and actual are compared (DESIGN 5). */
  reconcileSeconds?: number;
  /** Left out: a random UUID. */
  newContactId?: () => string;
}

type Arrived = Pick<ActualCall, "callId" | "dialled" | "callerNumber">;

const reconcileSecondsDefault = 3;

/**
 * Between switch and centre: turns what the switch reports into commands, makes true on the line
 * what was decided, and heals by comparison what got lost on either way. It decides nothing.
 */
export class TelephonyDoor {
  private readonly parts: DoorParts;
  private book: CallBook;
  private unsubscribe: () => void = () => {};
  private cancelReconcile: () => void = () => {};
  private reconciling: Promise<void> = Promise.resolve();
  /** After a new connection the switch is told everything again. */
  private mustDirectAll = false;
  private stopped = true;

  constructor(parts: DoorParts) {
    this.parts = parts;
    this.book = new CallBook(parts.clock, parts.closedAnnouncementOf);
  }

  /** Opens the door, also again; the centre has recovered and its lines are known. */
  async start(): Promise<void> {
    this.stopped = false;
    const { center, telephony, clock, closedAnnouncementOf } = this.parts;
    // What was known before is out of date: another process may have served meanwhile.
    this.book = new CallBook(clock, closedAnnouncementOf);
    this.unsubscribe = center.onEntry(({ events }) => this.onDecided(events));
    this.book.open(center.state);
    await telephony.start((event) => this.onReported(event));
    this.reconcileLater();
  }

  /** Leaves the switch; calls on it live on. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe();
    this.cancelReconcile();
    await this.parts.telephony.stop();
    await this.reconciling;
  }

  /** The contact of a call that has arrived; null when it was not taken in. */
  contactOf(callId: string): Promise<string | null> {
    return this.book.contactOf(callId);
  }

  /** Compares what was decided with what the switch has, and heals the difference. */
  reconcile(): Promise<void> {
    this.reconciling = this.reconciling
      .then(() => this.compare())
      // A comparison that fails is repeated by the next one, and never the last.
      .catch((error: unknown) => this.parts.log.error({ error }, "calls could not be compared"));
    return this.reconciling;
  }

  private reconcileLater(): void {
    const seconds = this.parts.reconcileSeconds ?? reconcileSecondsDefault;
    this.cancelReconcile = this.parts.clock.after(seconds * 1000, () => {
      void this.reconcile().finally(() => {
        if (!this.stopped) this.reconcileLater();
      });
    });
  }

  private onDecided(events: readonly CenterEvent[]): void {
    const changed = new Set(events.map(contactOf).filter((id) => id !== null));
    if (events.some((event) => event.type === "linesChanged")) {
      // What who waits is told depends on the line's settings.
      for (const { contactId, desired } of this.book.all()) {
        if (desired.kind === "wait") changed.add(contactId);
      }
    }
    for (const contactId of changed) {
      for (const { callId, desired } of this.book.update(contactId, this.parts.center.state)) {
        this.parts.telephony.direct(callId, desired);
      }
    }
  }

  private onReported(event: TelephonyEvent): void {
    if (event.type === "connection") {
      this.parts.log.info({ up: event.up }, "connection to the switch");
      if (!event.up) return;
      this.mustDirectAll = true;
      void this.reconcile();
      return;
    }
    if (event.type === "callArrived") return this.arrive(event);
    const contactId = this.book.contactIdOf(event.callId);
    if (event.type === "callEnded") this.book.close(event.callId);
    if (contactId) this.submit(commandFor(contactId, event));
  }

  private arrive(call: Arrived): void {
    const { telephony, log } = this.parts;
    const booked = this.book.find(call.callId);
    if (booked) return telephony.direct(call.callId, booked.desired);
    if (this.book.contactIdOf(call.callId) || this.book.recentlyClosed(call.callId)) return;
    const line = this.lineOf(call.dialled);
    if (!line) {
      log.warn({ dialled: call.dialled }, "a call for a number that is no line was refused");
      return telephony.direct(call.callId, { kind: "end" });
    }
    const contactId = (this.parts.newContactId ?? randomUUID)();
    const arrival = this.takeIn({
      type: "contactArrives",
      contactId,
      callId: call.callId,
      lineId: line.id,
      callerNumber: call.callerNumber,
      origin: this.originOf(call.callerNumber),
    });
    this.book.expect(call.callId, contactId, arrival);
  }

  /** A hint, never more (R1): no caller is kept out because it cannot be had. */
  private originOf(callerNumber: string | null): OriginHint[] {
    try {
      return this.parts.guessOrigin(callerNumber);
    } catch (error) {
      this.parts.log.error({ error }, "the origin of a call could not be guessed");
      return [];
    }
  }

  private lineOf(dialled: string): LineSettings | undefined {
    return Object.values(this.parts.center.state.lines).find((line) => line.number === dialled);
  }

  /** A call that was let go, and whose end the switch has not heard of, is ended now. */
  private async takeIn(arrival: Extract<Command, { type: "contactArrives" }>): Promise<boolean> {
    const outcome = await this.submit(arrival);
    if (outcome?.rejection?.code === "call_over") {
      this.parts.telephony.direct(arrival.callId, { kind: "end" });
    }
    return outcome?.ok ?? false;
  }

  /** A refusal is no fault, for events may come twice. */
  private async submit(command: Command) {
    try {
      return await this.parts.center.submit(command);
    } catch (error) {
      this.parts.log.warn({ error, command: command.type }, "the centre took no report");
      return null;
    }
  }

  private async compare(): Promise<void> {
    const before = new Set(this.book.all());
    const calls = await this.parts.telephony.observe().catch(() => null);
    if (calls === null || this.stopped) return;
    const seen = new Set(calls.map((call) => call.callId));
    for (const booked of before) {
      if (seen.has(booked.callId) || this.book.find(booked.callId) !== booked) continue;
      this.missed(booked);
    }
    const healed = calls.map((call) => this.tryToHeal(call, before));
    if (healed.every(Boolean)) this.mustDirectAll = false;
  }

  /** The switch does not have the call. */
  private missed(booked: BookedCall): void {
    const { callId, contactId, desired } = booked;
    // It is the switch that makes this one: it may not have heard of it.
    if (desired.kind === "summon") return this.parts.telephony.direct(callId, desired);
    this.book.close(callId);
    if (desired.kind === "end") return;
    void this.submit(
      desired.kind === "dialOut"
        ? { type: "partyHangsUp", contactId, partyId: desired.party.id, lost: true }
        : { type: "callVanishes", contactId, callId },
    );
  }

  /** A call that cannot be healed does not keep the others from it. */
  private tryToHeal(call: ActualCall, before: ReadonlySet<BookedCall>): boolean {
    try {
      this.heal(call, before);
      return true;
    } catch (error) {
      this.parts.log.error({ error, callId: call.callId }, "a call could not be healed");
      return false;
    }
  }

  private heal(call: ActualCall, before: ReadonlySet<BookedCall>): void {
    if (this.book.recentlyClosed(call.callId)) return;
    const booked = this.book.find(call.callId);
    if (!booked && call.direction === "incoming") return this.arrive(call);
    // Of an attempt to call somebody back that was given up.
    if (!booked) return this.parts.telephony.direct(call.callId, { kind: "end" });
    const deviation = deviationOf(booked, call);
    // What was decided while the switch was asked is not in its answer.
    if (typeof deviation === "object" && before.has(booked)) void this.submit(deviation);
    if (deviation === "direct" || this.mustDirectAll) {
      this.parts.telephony.direct(call.callId, booked.desired);
    }
  }
}

function commandFor(
  contactId: string,
  event: Exclude<TelephonyEvent, { type: "callArrived" | "connection" }>,
): Command {
  switch (event.type) {
    case "callEnded":
      return { type: "callerHangsUp", contactId, callId: event.callId };
    case "partyAnswered":
      return { type: "partyAnswers", contactId, partyId: event.partyId };
    case "partyFailed": {
      const { partyId, failure } = event;
      return { type: "partyFails", contactId, partyId, failure };
    }
    case "partyHungUp": {
      const { partyId, lost } = event;
      return { type: "partyHangsUp", contactId, partyId, lost };
    }
    case "announcementEnded":
      return { type: "announcementEnds", contactId };
    case "callerAnswered":
      return { type: "callerAnswers", contactId, callId: event.callId };
    case "callerNotReached": {
      const { callId, failure } = event;
      return { type: "callerNotReached", contactId, callId, failure };
    }
    case "keyPressed":
      return { type: "callerPressesKey", contactId, key: event.key };
  }
}
