import type { DesiredCall, DesiredParty, TelephonyEvent } from "../telephony.ts";
import { Announcement } from "./announcement.ts";
import { AriError } from "./ari-connection.ts";
import type { AriBridge, AriChannel } from "./ari-types.ts";
import { Legs } from "./legs.ts";
import { bridgeIdOf, callerNumberOf, legIdOf } from "./names.ts";
import type { CallSurroundings } from "./surroundings.ts";

const retryMillisecondsMin = 500;
const retryMillisecondsMax = 10_000;
/** The event that tells why a leg is gone may come a little after the leg has gone. */
const causeMilliseconds = 200;

/**
 * One caller at the switch. Wishes and events only note what is known and wake the call; it then
 * takes one step after the other until what is wished is true. So steps of one call never overlap,
 * every step may be repeated, and the latest wish wins.
 */
export class AsteriskCall {
  readonly id: string;
  private readonly around: CallSurroundings;
  private readonly legs = new Legs();
  private readonly reported = new Set<string>();
  readonly announcement: Announcement;
  private wish: DesiredCall | null = null;
  private gone = false;
  private answered = false;
  private guarding = false;
  private music = false;
  private callerNumber: string | null = null;
  private bridge: "none" | "unknown";
  /** Believe nothing that is remembered: something may have been missed. */
  private mustVerify = false;
  private awake = false;
  private retryMilliseconds = retryMillisecondsMin;
  private running = false;

  /** @param fresh false for a call that was here before this process */
  constructor(id: string, around: CallSurroundings, fresh: boolean) {
    this.id = id;
    this.around = around;
    this.bridge = fresh ? "none" : "unknown";
    this.announcement = new Announcement(id, around, () => this.wake());
  }

  direct(desired: DesiredCall): void {
    this.wish = desired;
    this.verify();
  }

  /** Compares what is remembered with the switch before the next step. */
  verify(): void {
    this.mustVerify = true;
    this.wake();
  }

  /** The caller is with us no longer: he hung up, or the dialplan took him back. */
  leave(): void {
    this.gone = true;
    // At once, for the step under way may wait for an answer that is long in coming.
    this.report({ type: "callEnded", callId: this.id });
    this.wake();
  }

  noteLeg(partyId: string, state: "ringing" | "up"): void {
    if (this.legs.note(partyId, state)) this.wake();
  }

  noteLegOver(partyId: string, cause: number | null): void {
    if (this.legs.noteOver(partyId, cause)) this.wake();
  }

  get wishedPartyId(): string | null {
    return this.wish && "party" in this.wish ? this.wish.party.id : null;
  }

  /** Nobody talks with the caller: the dialplan takes him back unless that is renewed. */
  get guarded(): boolean {
    return this.guarding && !this.gone;
  }

  /** Whether caller and leg should hear each other and, by what the switch says, do not. */
  lacks(leg: AriChannel | undefined, bridges: readonly AriBridge[]): boolean {
    if (this.wish?.kind !== "talk" || leg?.state !== "Up") return false;
    const members = bridges.find((bridge) => bridge.id === bridgeIdOf(this.id))?.channels ?? [];
    return !members.includes(this.id) || !members.includes(leg.id);
  }

  private wake(): void {
    this.awake = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      while (this.awake) {
        this.awake = false;
        await this.step();
      }
      this.retryMilliseconds = retryMillisecondsMin;
    } catch (error) {
      const unreachable = error instanceof AriError && error.status === 0;
      if (!unreachable) this.around.log.warn({ error, callId: this.id }, "a call will be retried");
      this.around.clock.after(this.retryMilliseconds, () => {
        if (this.around.ari.connected) this.verify();
      });
      this.retryMilliseconds = Math.min(this.retryMilliseconds * 2, retryMillisecondsMax);
    } finally {
      this.running = false;
    }
  }

  private async step(): Promise<void> {
    if (this.mustVerify && !this.gone) await this.compare();
    if (this.gone) return this.clear();
    const { wish } = this;
    // A playback ends channel music for good.
    if (wish && wish.kind !== "announce" && (await this.announcement.stop())) this.music = false;
    switch (wish?.kind) {
      case undefined:
        return;
      case "wait":
        return this.hold(null);
      case "ring":
        return this.ring(wish, wish.party);
      case "talk":
        return this.talk(wish, wish.party);
      case "announce":
        return this.announce();
      case "end":
        return this.end();
    }
  }

  private async compare(): Promise<void> {
    const { ari, clock } = this.around;
    this.mustVerify = false;
    this.reported.clear();
    const channel = await ari.channel(this.id);
    if (!channel) {
      this.gone = true;
      return;
    }
    this.answered = channel.state === "Up";
    this.callerNumber = callerNumberOf(channel.caller.number);
    const wished = this.wishedPartyId;
    const partyIds = new Set(this.legs.living());
    if (wished && !this.legs.get(wished)) partyIds.add(wished);
    for (const partyId of partyIds) {
      const leg = await ari.channel(legIdOf(this.id, partyId));
      if (leg) this.noteLeg(partyId, leg.state === "Up" ? "up" : "ringing");
      else if (this.legs.get(partyId)) {
        await new Promise<void>((resolve) => void clock.after(causeMilliseconds, resolve));
        this.noteLegOver(partyId, null);
      }
    }
    await this.announcement.compare();
  }

  /** Caller alone, answered, and missed by the dialplan unless we go on living. */
  private async park(): Promise<void> {
    const { ari } = this.around;
    if (this.bridge !== "none") await ari.destroyBridge(bridgeIdOf(this.id));
    this.bridge = "none";
    if (!this.answered) await ari.answer(this.id);
    this.answered = true;
    if (!this.guarding) await ari.guard(this.id);
    this.guarding = true;
  }

  private async hold(keptPartyId: string | null): Promise<void> {
    await this.park();
    if (!this.music) await this.around.ari.startMusic(this.id);
    this.music = true;
    await this.dropLegs(keptPartyId);
  }

  private async ring(wish: DesiredCall & { kind: "ring" }, party: DesiredParty): Promise<void> {
    await this.hold(party.id);
    if (this.wish !== wish || this.gone) return;
    const leg = this.legs.get(party.id);
    if (!leg) return this.dial(party, wish.secondsMax);
    if (leg.state === "up") {
      this.report({ type: "partyAnswered", callId: this.id, partyId: party.id });
    }
    if (leg.state === "over") {
      const { failure } = leg;
      this.report({ type: "partyFailed", callId: this.id, partyId: party.id, failure });
    }
  }

  private async dial(party: DesiredParty, secondsMax: number): Promise<void> {
    // Events of the leg may overtake the answer to the request.
    this.legs.note(party.id, "ringing");
    try {
      await this.around.ari.dial(this.id, this.callerNumber, party, secondsMax);
    } catch (error) {
      if (!(error instanceof AriError)) throw error;
      if (error.status === 0) {
        this.legs.forget(party.id);
        throw error;
      }
      if (error.status === 409) return this.verify();
      if (this.legs.noteUnreachable(party.id)) this.wake();
    }
  }

  private async talk(wish: DesiredCall, party: DesiredParty): Promise<void> {
    const leg = this.legs.get(party.id);
    if (!leg || leg.state === "over") {
      const lost = leg?.lost ?? true;
      this.report({ type: "partyHungUp", callId: this.id, partyId: party.id, lost });
      return;
    }
    if (leg.state === "ringing") return this.hold(party.id);
    const { ari } = this.around;
    const bridgeId = bridgeIdOf(this.id);
    const members = this.bridge === "none" ? null : await ari.bridgeMembers(bridgeId);
    const missing = [this.id, legIdOf(this.id, party.id)].filter((id) => !members?.includes(id));
    if (missing.includes(this.id)) {
      this.music = false;
      this.guarding = false;
      // Music on a channel goes on inside a bridge and is mixed into the talk.
      await Promise.all([ari.unguard(this.id), ari.stopMusic(this.id)]);
    }
    if (this.wish !== wish || this.gone) return;
    this.bridge = "unknown";
    if (!members) await ari.createBridge(bridgeId);
    if (missing.length > 0) await ari.join(bridgeId, missing);
    await this.dropLegs(party.id);
  }

  private async announce(): Promise<void> {
    if (this.announcement.over) {
      this.report({ type: "announcementEnded", callId: this.id });
      return;
    }
    if (this.announcement.playing) return;
    await this.park();
    const { ari } = this.around;
    if (this.music) await ari.stopMusic(this.id);
    this.music = false;
    await this.dropLegs(null);
    if (this.wish?.kind !== "announce") return;
    await ari.guardAnnouncement(this.id);
    this.guarding = false;
    await this.announcement.play();
  }

  private async end(): Promise<void> {
    if (!(await this.around.ari.hangUpCaller(this.id, this.answered))) this.gone = true;
    await this.dropLegs(null);
    if (this.gone) await this.clear();
  }

  /** Takes down what was built for a caller who has gone. */
  private async clear(): Promise<void> {
    this.report({ type: "callEnded", callId: this.id });
    await this.dropLegs(null);
    if (this.bridge !== "none") await this.around.ari.destroyBridge(bridgeIdOf(this.id));
    this.bridge = "none";
    this.around.forget(this.id);
  }

  private async dropLegs(keptPartyId: string | null): Promise<void> {
    for (const partyId of this.legs.living()) {
      if (partyId === keptPartyId) continue;
      await this.around.ari.hangUp(legIdOf(this.id, partyId));
      this.legs.noteOver(partyId, null);
    }
  }

  private report(event: TelephonyEvent): void {
    const key = JSON.stringify(event);
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.around.report(event);
  }
}
