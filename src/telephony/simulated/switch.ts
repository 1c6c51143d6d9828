import type { Clock } from "../../clock.ts";
import type { PartyFailure } from "../../routing/state.ts";
import type { ActualCall, DesiredCall, DesiredParty, TelephonyEvent } from "../telephony.ts";
import type { WaitingNotice } from "../telephony.ts";
import { actualCall, newCall, stopAnnouncement } from "./call.ts";
import type { Call, Heard, Leg, PlacedCall } from "./call.ts";
import { dialOut, type DialParts } from "./dial-out.ts";
import { failureOf, secondsUntil, type PhoneBehaviour } from "./phones.ts";

const announcementSeconds = 8;

/** A telephone switch in memory: calls, legs and phones, driven by the clock alone. */
export class SimulatedSwitch {
  private readonly clock: Clock;
  private readonly phoneOf: (party: DesiredParty) => PhoneBehaviour;
  private readonly dialParts: DialParts;
  private readonly calls = new Map<string, Call>();
  private listener: ((event: TelephonyEvent) => void) | null = null;
  private placed = 0;
  /** Calls are told apart across restarts of the process. */
  private readonly name: string;

  constructor(parts: {
    clock: Clock;
    phoneOf: (party: DesiredParty) => PhoneBehaviour;
    name: string;
    /** What the phone of a citizen does who is called back; left out: it answers. */
    citizenOf?: (number: string) => PhoneBehaviour;
  }) {
    this.clock = parts.clock;
    const answers = { kind: "answers", afterSeconds: 2, hangsUpAfterSeconds: null } as const;
    this.dialParts = {
      clock: parts.clock,
      citizenOf: parts.citizenOf ?? (() => answers),
      emit: (event) => this.emit(event),
    };
    this.phoneOf = parts.phoneOf;
    this.name = parts.name;
  }

  /** Events go to one driver at a time; null lets go of it. */
  attach(listener: ((event: TelephonyEvent) => void) | null): void {
    this.listener = listener;
  }

  /** A caller dials. @returns the call's id */
  placeCall(placed: PlacedCall): string {
    this.placed += 1;
    const call = newCall(`${this.name}.${this.placed}`, placed, "incoming");
    this.calls.set(call.id, call);
    this.waitPatiently(call);
    const { presses } = placed;
    if (presses) {
      const press = () => this.pressKey(call.id, presses.key);
      call.cancelKey = this.clock.after(presses.afterSeconds * 1000, press);
    }
    this.emit({
      type: "callArrived",
      callId: call.id,
      dialled: placed.dialled,
      callerNumber: placed.from,
    });
    return call.id;
  }

  pressKey(callId: string, key: string): void {
    if (this.calls.get(callId)?.caller !== "present") return;
    this.emit({ type: "keyPressed", callId, key });
  }

  /** The caller puts the receiver down. */
  hangUpCaller(callId: string): void {
    const call = this.calls.get(callId);
    if (call && call.caller === "present") this.remove(call);
  }

  /** The person at the leg's phone puts the receiver down, or (`lost`) the phone vanishes. */
  hangUpPhone(callId: string, lost = false): void {
    const call = this.calls.get(callId);
    if (!call?.leg) return;
    const partyId = call.leg.party.id;
    const event: TelephonyEvent =
      call.leg.state === "connected"
        ? { type: "partyHungUp", callId, partyId, lost }
        : { type: "partyFailed", callId, partyId, failure: lost ? "unreachable" : "declined" };
    this.endLeg(call, event);
  }

  /** The switch loses its power: every call is gone, and nobody is told. */
  lose(): void {
    const { listener } = this;
    this.listener = null;
    for (const call of this.calls.values()) this.remove(call);
    this.listener = listener;
  }

  /** What the caller hears now; null: there is no such call. */
  heard(callId: string): Heard | null {
    return this.calls.get(callId)?.hears ?? null;
  }

  /** The extension whose phone the call rings or holds. */
  extensionOf(callId: string): string | null {
    return this.calls.get(callId)?.leg?.party.extension ?? null;
  }

  /** How often a waiting caller has been told what he is told now and then. */
  noticesHeard(callId: string): number {
    return this.calls.get(callId)?.noticesHeard ?? 0;
  }

  list(): ActualCall[] {
    return [...this.calls.values()].map(actualCall);
  }

  /** Makes it true; a call that is gone is reported as ended. */
  apply(callId: string, desired: DesiredCall): void {
    const call = this.calls.get(callId) ?? this.callFor(callId, desired);
    if (!call) return;
    if (desired.kind !== "announce") stopAnnouncement(call);
    if (desired.kind !== "wait") call.stopNotice();
    switch (desired.kind) {
      case "wait":
        return this.hold(call, desired.notice);
      case "summon":
        return this.ring(call, desired.party, desired.secondsMax);
      case "dialOut":
        return dialOut(call, desired, this.dialParts);
      case "ring":
        return this.ring(call, desired.party, desired.secondsMax);
      case "talk":
        return this.connect(call, desired.party);
      case "announce":
        return this.announce(call);
      case "end":
        return this.remove(call);
    }
  }

  /** The call that is made for a person who is summoned; none for any other wish. */
  private callFor(callId: string, desired: DesiredCall): Call | null {
    if (desired.kind === "summon") {
      const call = newCall(callId, { dialled: "", from: null, patienceSeconds: 0 }, "outgoing");
      this.calls.set(callId, call);
      return call;
    }
    const { kind } = desired;
    if (kind === "dialOut") {
      const partyId = desired.party.id;
      this.emit({ type: "partyHungUp", callId, partyId, lost: true });
    } else if (kind !== "end") this.emit({ type: "callEnded", callId });
    return null;
  }

  private hold(call: Call, notice: WaitingNotice | undefined): void {
    this.dropLeg(call);
    this.playMusic(call);
    call.stopNotice();
    if (notice) this.tell(call, notice);
  }

  /** At once when it is new to him, then again and again. */
  private tell(call: Call, notice: WaitingNotice): void {
    const again = () => {
      call.noticesHeard += 1;
      call.stopNotice = this.clock.after(notice.everySeconds * 1000, again);
    };
    if (call.noticesHeard === 0) again();
    else call.stopNotice = this.clock.after(notice.everySeconds * 1000, again);
  }

  private ring(call: Call, party: DesiredParty, secondsMax: number): void {
    if (call.leg?.party.id === party.id) {
      if (call.leg.state === "connected") this.emitAnswered(call, party.id);
      return;
    }
    this.dropLeg(call);
    this.playMusic(call);
    if (call.over?.partyId === party.id) return this.emit(call.over.event);
    const busy = this.occupied(party.extension);
    call.leg = { party, state: "ringing", cancel: () => {} };
    this.startRinging(call, call.leg, busy ? { kind: "busy" } : this.phoneOf(party), secondsMax);
  }

  private startRinging(call: Call, leg: Leg, phone: PhoneBehaviour, secondsMax: number): void {
    const failure = failureOf(phone);
    const seconds = secondsUntil(phone, secondsMax);
    const fail = (why: PartyFailure) =>
      this.endLeg(call, {
        type: "partyFailed",
        callId: call.id,
        partyId: leg.party.id,
        failure: why,
      });
    leg.cancel = this.clock.after(Math.min(seconds, secondsMax) * 1000, () => {
      if (failure) return fail(failure);
      if (seconds > secondsMax) return fail("noAnswer");
      this.answer(call, leg, phone.kind === "answers" ? phone.hangsUpAfterSeconds : null);
    });
  }

  private answer(call: Call, leg: Leg, hangsUpAfterSeconds: number | null): void {
    leg.state = "connected";
    leg.cancel =
      hangsUpAfterSeconds === null
        ? () => {}
        : this.clock.after(hangsUpAfterSeconds * 1000, () => this.hangUpPhone(call.id));
    this.emitAnswered(call, leg.party.id);
  }

  private connect(call: Call, party: DesiredParty): void {
    const { leg } = call;
    if (leg?.party.id !== party.id) {
      this.dropLeg(call);
      this.playMusic(call);
      const lost = { type: "partyHungUp", callId: call.id, partyId: party.id, lost: true } as const;
      return this.emit(call.over?.partyId === party.id ? call.over.event : lost);
    }
    if (call.caller !== "present") return this.emit({ type: "callEnded", callId: call.id });
    if (leg.state === "ringing" || typeof call.hears === "object") return;
    call.losePatience();
    call.hears = { extension: party.extension };
    const { talkSecondsMax } = call.placed;
    if (typeof talkSecondsMax !== "number") return;
    call.stopTalking = this.clock.after(talkSecondsMax * 1000, () => this.remove(call));
  }

  private announce(call: Call): void {
    if (call.announcement === "over") return this.emitAnnouncementEnded(call);
    if (call.announcement === "playing") return;
    this.dropLeg(call);
    call.losePatience();
    call.announcement = "playing";
    call.hears = "announcement";
    call.stopAnnouncement = this.clock.after(announcementSeconds * 1000, () => {
      call.announcement = "over";
      this.emitAnnouncementEnded(call);
    });
  }

  private playMusic(call: Call): void {
    if (call.hears === "music" || call.caller !== "present") return;
    call.stopTalking();
    this.waitPatiently(call);
    call.hears = "music";
  }

  private waitPatiently(call: Call): void {
    call.losePatience();
    call.losePatience = this.clock.after(call.placed.patienceSeconds * 1000, () =>
      this.remove(call),
    );
  }

  private occupied(extension: string): boolean {
    return [...this.calls.values()].some((call) => call.leg?.party.extension === extension);
  }

  private dropLeg(call: Call): void {
    call.leg?.cancel();
    call.leg = null;
  }

  private endLeg(call: Call, event: TelephonyEvent & { partyId: string }): void {
    this.dropLeg(call);
    this.playMusic(call);
    call.over = { partyId: event.partyId, event };
    this.emit(event);
  }

  private remove(call: Call): void {
    this.dropLeg(call);
    call.losePatience();
    call.stopTalking();
    call.stopDialling();
    call.stopNotice();
    call.cancelKey();
    stopAnnouncement(call);
    if (this.calls.delete(call.id)) this.emit({ type: "callEnded", callId: call.id });
  }

  private emitAnswered(call: Call, partyId: string): void {
    this.emit({ type: "partyAnswered", callId: call.id, partyId });
  }

  private emitAnnouncementEnded(call: Call): void {
    this.emit({ type: "announcementEnded", callId: call.id });
  }

  private emit(event: TelephonyEvent): void {
    this.listener?.(event);
  }
}
