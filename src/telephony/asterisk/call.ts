import type { DesiredCall, DesiredParty, TelephonyEvent, WaitingNotice } from "../telephony.ts";
import { Announcement, messageOf, type Message } from "./announcement.ts";
import type { AriBridge, AriChannel } from "./ari-types.ts";
import { CallerLine } from "./caller-line.ts";
import { dialOut, type DialOutParts } from "./dial-out.ts";
import { causeMayCome, failureOfCause } from "./failure.ts";
import { Legs } from "./legs.ts";
import { bridgeIdOf, callerChannelOf, isOutgoing } from "./names.ts";
import { Stepper } from "./stepper.ts";
import type { CallSurroundings } from "./surroundings.ts";

type Wish<Kind extends DesiredCall["kind"]> = Extract<DesiredCall, { kind: Kind }>;

/**
 * One caller at the switch. Wishes and events only note what is known and wake the call; it then
 * takes one step after the other until what is wished is true. So steps of one call never overlap,
 * every step may be repeated, and the latest wish wins.
 */
export class AsteriskCall {
  readonly id: string;
  private readonly around: CallSurroundings;
  private readonly legs: Legs;
  private readonly line: CallerLine;
  private readonly reported = new Set<string>();
  readonly announcement: Announcement;
  private wish: DesiredCall | null = null;
  private gone = false;
  /** Believe nothing that is remembered: something may have been missed. */
  private mustVerify = false;
  private readonly stepper: Stepper;
  private cancelNotice = () => {};

  /** @param fresh false for a call that was here before this process */
  constructor(id: string, around: CallSurroundings, fresh: boolean) {
    this.id = id;
    this.around = around;
    this.legs = new Legs(id, around);
    this.line = new CallerLine(id, around, fresh);
    const stepper = new Stepper(
      id,
      around,
      () => this.step(),
      () => this.verify(),
    );
    this.stepper = stepper;
    this.announcement = new Announcement(id, around, fresh, () => stepper.wake());
  }

  direct(desired: DesiredCall): void {
    this.wish = desired;
    this.verify();
  }

  /** Compares what is remembered with the switch before the next step. */
  verify(): void {
    this.mustVerify = true;
    this.stepper.wake();
  }

  /** Another process may have had the switch meanwhile. */
  doubt(): void {
    this.announcement.doubt();
    this.verify();
  }

  /** The caller is with us no longer: he hung up, or the dialplan took him back. */
  leave(): void {
    this.gone = true;
    // At once, for the step under way may wait for an answer that is long in coming.
    this.report({ type: "callEnded", callId: this.id });
    this.stepper.wake();
  }

  noteLeg(partyId: string, state: "ringing" | "up"): void {
    if (this.legs.note(partyId, state)) this.stepper.wake();
  }

  noteLegOver(partyId: string, cause: number | null): void {
    if (this.legs.noteOver(partyId, cause)) this.stepper.wake();
  }

  /** The citizen who was dialled has answered. */
  noteCallerAnswered(): void {
    if (this.line.noteAnswered()) this.stepper.wake();
  }

  /** The caller's channel is no more. */
  noteCallerOver(cause: number | null): void {
    if (this.line.state === "present") return this.leave();
    if (this.line.noteNotReached(failureOfCause(cause))) this.stepper.wake();
  }

  notePressed(key: string): void {
    if (this.wish?.kind === "wait")
      this.around.report({ type: "keyPressed", callId: this.id, key });
  }

  get wishedPartyId(): string | null {
    return this.wish && "party" in this.wish ? this.wish.party.id : null;
  }

  /** The caller's number, as far as it is known. */
  get number(): string | null {
    return this.line.number;
  }

  /** Whether the caller is on the line, as far as is known. */
  get hasCaller(): boolean {
    return this.line.state === "present";
  }

  /** Nobody talks with the caller: the dialplan takes him back unless that is renewed. */
  get guarded(): boolean {
    return this.line.guarded && !this.gone;
  }

  /** Whether caller and leg should hear each other and, by what the switch says, do not. */
  lacks(leg: AriChannel | undefined, bridges: readonly AriBridge[]): boolean {
    if (this.wish?.kind !== "talk" || leg?.state !== "Up") return false;
    const members = bridges.find((bridge) => bridge.id === bridgeIdOf(this.id))?.channels ?? [];
    return !members.includes(callerChannelOf(this.id)) || !members.includes(leg.id);
  }

  private async step(): Promise<void> {
    if (this.mustVerify && !this.gone) await this.compare();
    if (this.gone) return this.clear();
    const { wish } = this;
    this.cancelNotice();
    if (wish) await this.announcement.stopUnless(messageOf(wish));
    switch (wish?.kind) {
      case undefined:
        return;
      case "wait":
        return this.waits(wish);
      case "ring":
        return this.ring(wish);
      case "summon":
        return this.summon(wish);
      case "dialOut":
        return dialOut(wish, this.dialOutParts(wish));
      case "talk":
        return this.talk(wish, wish.party);
      case "announce":
        return this.announce(wish);
      case "end":
        return this.end();
    }
  }

  private async compare(): Promise<void> {
    const { ari } = this.around;
    this.mustVerify = false;
    this.reported.clear();
    const channel = await ari.channel(callerChannelOf(this.id));
    if (channel) this.line.note(channel);
    else if (await this.callerIsGone()) {
      this.gone = true;
      return;
    }
    await this.legs.compare(this.wishedPartyId);
    await this.announcement.compare();
  }

  /** There is no channel of the caller: of a citizen who is still to be dialled there need not be. */
  private async callerIsGone(): Promise<boolean> {
    if (!isOutgoing(this.id) || this.line.state === "present") return true;
    if (this.line.state === "ringing") {
      await causeMayCome(this.around.clock);
      this.line.noteNotReached("noAnswer");
    }
    return !["summon", "dialOut", "end", undefined].includes(this.wish?.kind);
  }

  private async waits({ notice }: Wish<"wait">): Promise<void> {
    if (!notice) return this.hold(null);
    await this.legs.hangUpOthers(null);
    if (this.announcement.playing) return;
    const dueSeconds = this.secondsUntil(notice);
    if (dueSeconds > 0 || !this.announcement.prepare(notice)) await this.hold(null);
    else await this.say(notice);
    if (dueSeconds > 0) {
      this.cancelNotice = this.around.clock.after(dueSeconds * 1_000, () => this.stepper.wake());
    }
  }

  private secondsUntil(notice: WaitingNotice): number {
    const since = this.announcement.secondsSince(notice);
    return since === null ? 0 : Math.max(0, notice.everySeconds - since);
  }

  private async say(message: Message): Promise<void> {
    const { wish } = this;
    await this.line.park();
    await this.line.stopMusic();
    if (this.wish !== wish || this.gone) return;
    await this.announcement.play(message, (seconds) => this.line.guardPlayback(seconds));
  }

  private async hold(keptPartyId: string | null): Promise<void> {
    await this.line.park();
    await this.line.playMusic();
    await this.legs.hangUpOthers(keptPartyId);
  }

  private async ring(wish: Wish<"ring">): Promise<void> {
    await this.hold(wish.party.id);
    if (this.wish === wish && !this.gone) await this.ringParty(wish);
  }

  private async summon(wish: Wish<"summon">): Promise<void> {
    await this.legs.hangUpOthers(wish.party.id);
    if (this.wish === wish) await this.ringParty(wish);
  }

  private async ringParty({ party, secondsMax }: Wish<"ring" | "summon">): Promise<void> {
    const leg = this.legs.get(party.id);
    if (!leg) {
      const outcome = await this.legs.dial(party, this.line.number, secondsMax);
      if (outcome === "unreachable") this.stepper.wake();
      return outcome === "unsure" ? this.verify() : undefined;
    }
    if (leg.state === "up") {
      this.report({ type: "partyAnswered", callId: this.id, partyId: party.id });
    }
    if (leg.state === "over") {
      const { failure } = leg;
      this.report({ type: "partyFailed", callId: this.id, partyId: party.id, failure });
    }
  }

  private dialOutParts(wish: DesiredCall): DialOutParts {
    return {
      callId: this.id,
      around: this.around,
      line: this.line,
      legs: this.legs,
      report: (event) => this.report(event),
      isStillWanted: () => this.wish === wish && !this.gone,
      verify: () => this.verify(),
      wake: () => this.stepper.wake(),
    };
  }

  private async talk(wish: DesiredCall, party: DesiredParty): Promise<void> {
    const leg = this.legs.get(party.id);
    if (!leg || leg.state === "over") {
      const lost = leg?.lost ?? true;
      this.report({ type: "partyHungUp", callId: this.id, partyId: party.id, lost });
      return;
    }
    if (leg.state === "ringing") return this.hold(party.id);
    await this.line.joinWith(party.id, () => this.wish === wish && !this.gone);
    if (this.wish === wish && !this.gone) await this.legs.hangUpOthers(party.id);
  }

  private async announce(wish: Wish<"announce">): Promise<void> {
    if (this.announcement.isOver(wish)) {
      this.report({ type: "announcementEnded", callId: this.id });
      return;
    }
    await this.legs.hangUpOthers(null);
    const ready = this.announcement.prepare(wish);
    if (this.announcement.playing) return;
    if (ready) await this.say(wish);
  }

  private async end(): Promise<void> {
    const { ari } = this.around;
    if (!isOutgoing(this.id)) {
      if (!(await ari.hangUpCaller(this.id, this.line.wasAnswered))) this.gone = true;
      await this.legs.hangUpOthers(null);
      if (this.gone) await this.clear();
      return;
    }
    // Nothing is reported of a call that was never made.
    if (this.line.state === "absent" && this.legs.living().length === 0) {
      return this.around.forget(this.id);
    }
    await ari.hangUp(callerChannelOf(this.id));
    await this.legs.hangUpOthers(null);
    await this.clear();
  }

  /** Takes down what was built for a caller who has gone. */
  private async clear(): Promise<void> {
    this.report({ type: "callEnded", callId: this.id });
    this.cancelNotice();
    await this.announcement.stopUnless(null);
    await this.legs.hangUpOthers(null);
    await this.line.destroyBridge();
    this.around.forget(this.id);
  }

  private report(event: TelephonyEvent): void {
    const key = JSON.stringify(event);
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.around.report(event);
  }
}
