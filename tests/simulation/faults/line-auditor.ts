import { nextDueAt } from "../../../src/routing/deadlines.ts";
import type { Contact } from "../../../src/routing/state.ts";
import { desiredCall } from "../../../src/telephony/desired.ts";
import type { SimulatedSwitch } from "../../../src/telephony/simulated/switch.ts";
import type { ActualCall, DesiredCall } from "../../../src/telephony/telephony.ts";
import type { JournalAuditor, Report } from "./journal-auditor.ts";

/** What callers hear, compared with what was durably decided. */
export class LineAuditor {
  private readonly exchange: SimulatedSwitch;
  private readonly journal: JournalAuditor;
  private readonly report: Report;

  constructor(exchange: SimulatedSwitch, journal: JournalAuditor, report: Report) {
    this.exchange = exchange;
    this.journal = journal;
    this.report = report;
  }

  /** An effect leaves a process: its event must be durable by then (DESIGN 5). */
  onDirect(callId: string, desired: DesiredCall): void {
    this.journal.readOn();
    if (desired.kind === "end" && this.belongsToSomebody(callId)) {
      this.report(`${callId} was let go though nobody decided it`);
    }
    if (!("party" in desired)) return;
    const { id, extension } = desired.party;
    if (!this.journal.wasDecided(callId, id, extension)) {
      this.report(`${desired.kind} of ${extension} left before it was durable`);
    }
  }

  /** At any moment: nobody talks with two, and nobody with somebody who was never decided. */
  checkConnections(): void {
    const { exchange, journal } = this;
    const taken = new Set<string>();
    for (const { callId } of exchange.list()) {
      const heard = exchange.heard(callId);
      if (heard === null || typeof heard === "string") continue;
      const { extension } = heard;
      if (taken.has(extension)) this.report(`I1 ${extension} talks with two callers`);
      taken.add(extension);
      if (!journal.everRang(callId, extension)) {
        this.report(`${callId} hears ${extension}, which nobody decided`);
      }
    }
  }

  /** When nothing has been disturbed for a while: every caller hears what was decided, no other. */
  checkCalm(now: number): void {
    const { exchange, journal } = this;
    const { state } = journal;
    const calls = new Map(exchange.list().map((call) => [call.callId, call]));
    const onTheLine = Object.values(state.contacts).filter(({ callId }) => callId !== null);
    const byCall = new Map(onTheLine.map((each) => [each.callId, each]));
    for (const contact of byCall.values()) {
      if (!calls.has(contact.callId ?? "")) {
        this.report(`F4 contact ${contact.id} is ${contact.state} though its call is gone`);
      }
    }
    for (const call of calls.values()) {
      const contact = byCall.get(call.callId);
      if (contact === undefined) this.report(`I3 nobody knows of call ${call.callId}`);
      else this.compare(contact, call);
    }
    const due = nextDueAt(state);
    if (due !== null && due < now - 1_000) {
      this.report(`F5 nothing happens since ${now - due} ms`);
    }
  }

  private belongsToSomebody(call: string): boolean {
    return Object.values(this.journal.state.contacts).some(({ callId }) => callId === call);
  }

  private compare(contact: Contact, call: ActualCall): void {
    const line = this.journal.state.lines[contact.lineId];
    const desired = desiredCall(contact, line, "");
    const heard = this.exchange.heard(call.callId);
    const hears = heard !== null && typeof heard === "object" ? heard.extension : heard;
    const party = call.party === null ? "nobody" : `${call.party.id} ${call.party.state}`;
    const is = `${hears}, ${party}`;
    const shouldBe = expectation(desired);
    if (!shouldBe.includes(is)) {
      const words = `${contact.state} hears and has ${is} instead of ${shouldBe.join(" or ")}`;
      this.report(`nobody in silence: ${call.callId} ${words}`);
    }
  }
}

/** What the caller hears, and who is rung or connected. */
function expectation(desired: DesiredCall): string[] {
  switch (desired.kind) {
    case "wait":
      return ["music, nobody"];
    case "ring":
      return [`music, ${desired.party.id} ringing`];
    case "talk":
      return [`${desired.party.extension}, ${desired.party.id} connected`];
    case "announce":
      return ["announcement, nobody"];
    case "summon":
      return [`silence, ${desired.party.id} ringing`];
    case "dialOut":
      return [`silence, ${desired.party.id} connected`];
    case "end":
      return [];
  }
}
