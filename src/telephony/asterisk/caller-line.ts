import type { PartyFailure } from "../../routing/state.ts";
import type { AriChannel } from "./ari-types.ts";
import { bridgeIdOf, callerChannelOf, callerNumberOf, isOutgoing, legIdOf } from "./names.ts";
import type { CallSurroundings } from "./surroundings.ts";

/** The caller's own channel: what he hears, and how long he may be left alone. */
export class CallerLine {
  private readonly callId: string;
  private readonly channelId: string;
  private readonly around: CallSurroundings;
  /** "absent": a citizen who has not been dialled (R11). */
  state: "absent" | "ringing" | "present" | "notReached";
  /** Why a citizen was not reached. */
  failure: PartyFailure = "noAnswer";
  number: string | null = null;
  private answered = false;
  private guarding = false;
  private music = false;
  private bridge: "none" | "unknown";

  /** @param fresh false for a call that was here before this process */
  constructor(callId: string, around: CallSurroundings, fresh: boolean) {
    this.callId = callId;
    this.channelId = callerChannelOf(callId);
    this.around = around;
    this.state = isOutgoing(callId) ? "absent" : "present";
    this.bridge = fresh ? "none" : "unknown";
  }

  get wasAnswered(): boolean {
    return this.answered;
  }

  /** Nobody talks with the caller: the dialplan takes him back unless that is renewed. */
  get guarded(): boolean {
    return this.guarding;
  }

  /** What the switch has of him now. */
  note(channel: AriChannel): void {
    this.answered = channel.state === "Up";
    if (!isOutgoing(this.callId)) this.number = callerNumberOf(channel.caller.number);
    else this.state = this.answered ? "present" : "ringing";
  }

  /** @returns false for what is known */
  noteNotReached(failure: PartyFailure): boolean {
    if (this.state === "present" || this.state === "notReached") return false;
    this.state = "notReached";
    this.failure = failure;
    return true;
  }

  /** @returns false for what is known */
  noteAnswered(): boolean {
    if (this.state === "present") return false;
    this.state = "present";
    this.answered = true;
    return true;
  }

  /** Caller alone, answered, and missed by the dialplan unless we go on living. */
  async park(): Promise<void> {
    const { ari } = this.around;
    if (this.bridge !== "none") await ari.destroyBridge(bridgeIdOf(this.callId));
    this.bridge = "none";
    if (!this.answered) await ari.answer(this.channelId);
    this.answered = true;
    if (!this.guarding) await ari.guard(this.channelId);
    this.guarding = true;
  }

  async playMusic(): Promise<void> {
    if (!this.music) await this.around.ari.startMusic(this.channelId);
    this.music = true;
  }

  async stopMusic(): Promise<void> {
    if (this.music) await this.around.ari.stopMusic(this.channelId);
    this.music = false;
  }

  /** While something is played the time cannot be renewed: it must last. */
  async guardPlayback(secondsMax: number): Promise<void> {
    await this.around.ari.guard(this.channelId, secondsMax);
    this.guarding = false;
  }

  /** Lets the caller and the party hear each other, as far as they do not yet. */
  async joinWith(partyId: string, isStillWanted: () => boolean): Promise<void> {
    const { ari } = this.around;
    const bridgeId = bridgeIdOf(this.callId);
    const legId = legIdOf(this.callId, partyId);
    const members = this.bridge === "none" ? null : await ari.bridgeMembers(bridgeId);
    const missing = [this.channelId, legId].filter((id) => !members?.includes(id));
    if (missing.includes(this.channelId)) {
      this.music = false;
      this.guarding = false;
      // Music on a channel goes on inside a bridge and is mixed into the talk.
      await Promise.all([ari.unguard(this.channelId), ari.stopMusic(this.channelId)]);
    }
    if (isOutgoing(this.callId) && missing.includes(legId)) await ari.stopRinging(legId);
    if (!isStillWanted()) return;
    this.bridge = "unknown";
    if (!members) await ari.createBridge(bridgeId);
    if (missing.length > 0) await ari.join(bridgeId, missing);
  }

  async destroyBridge(): Promise<void> {
    if (this.bridge !== "none") await this.around.ari.destroyBridge(bridgeIdOf(this.callId));
    this.bridge = "none";
  }
}
