import type { DesiredCall } from "../telephony.ts";
import type { CallSurroundings } from "./surroundings.ts";

/** What is said to a caller. */
export interface Message {
  name: "closed" | "callbackPromised" | "callbackOffer";
  text: string;
}

/** What a caller is told in this state of his call, if anything. */
export function messageOf(wish: DesiredCall): Message | null {
  if (wish.kind === "announce") return wish;
  return wish.kind === "wait" ? (wish.notice ?? null) : null;
}

const tone = "tone:congestion";
const toneSeconds = 5;

/**
 * What stands in for words that cannot be spoken, and all that there is of words that never change:
 * so a site may record them with a voice of its own. Who is turned away must not hear nothing; who
 * waits goes on hearing music.
 */
const standIns: Record<Message["name"], readonly string[]> = {
  closed: ["sound:servicecenter/closed", tone],
  callbackPromised: ["sound:servicecenter/callback-promised", tone],
  callbackOffer: ["sound:servicecenter/callback-offer"],
};

/** Nobody speaks more slowly, and no recording is longer. */
const charactersPerSecond = 8;
const recordingSecondsMax = 30;

/**
 * What is said to one caller, one message at a time. The switch plays it from a file of its own
 * accord: nothing that the service does or leaves undone meanwhile can break it off.
 */
export class Announcement {
  private readonly callId: string;
  private readonly around: CallSurroundings;
  private readonly onOver: () => void;
  private message: Message | null = null;
  /** What is tried one after the other, the present one first; null while it is being spoken. */
  private sounds: readonly string[] | null = null;
  private state: "none" | "playing" | "over" = "none";
  private overAt = 0;
  /** Something may be played that nobody here knows of. */
  private doubted: boolean;

  /** @param fresh false for a call that was here before this process */
  constructor(callId: string, around: CallSurroundings, fresh: boolean, onOver: () => void) {
    this.callId = callId;
    this.around = around;
    this.doubted = !fresh;
    this.onOver = onOver;
  }

  /** Whether anything is said to the caller now: the switch does nothing else for him meanwhile. */
  get playing(): boolean {
    return this.state === "playing";
  }

  isOver(message: Message): boolean {
    return this.state === "over" && this.concerns(message);
  }

  /** How long ago the caller has heard it, in seconds; null: not yet. */
  secondsSince(message: Message): number | null {
    return this.isOver(message) ? (this.around.clock.now() - this.overAt) / 1_000 : null;
  }

  /** @returns whether it can be played now; otherwise the call is woken when it can */
  prepare(message: Message): boolean {
    if (!this.concerns(message)) {
      this.message = message;
      this.state = "none";
      this.sounds = message.name === "closed" ? null : standIns[message.name];
      if (this.sounds === null) void this.speak(message);
    }
    return this.sounds !== null;
  }

  /**
   * The caller is alone and without music.
   * @param guard called before, with the seconds that it may take
   */
  async play(message: Message, guard: (secondsMax: number) => Promise<void>): Promise<void> {
    if (!this.prepare(message)) return;
    const { sound } = this;
    if (!sound) return this.finish();
    await guard(Math.max(recordingSecondsMax, message.text.length / charactersPerSecond));
    this.state = "playing";
    try {
      await this.around.ari.play(this.callId, sound);
    } catch (error) {
      this.state = "none";
      this.doubted = true;
      throw error;
    }
    if (sound !== tone) return;
    this.around.clock.after(toneSeconds * 1_000, () => {
      this.around.ari.stopPlayback(this.callId).catch(() => {});
      this.note(sound, true);
    });
  }

  /** Breaks off whatever is said, except this. */
  async stopUnless(message: Message | null): Promise<void> {
    if (!this.playing || (message && this.concerns(message))) return;
    this.state = "none";
    this.doubted = true;
    await this.around.ari.stopPlayback(this.callId);
    this.doubted = false;
  }

  /** A sound has ended; `heard` is false when it never began. */
  note(sound: string, heard: boolean): void {
    if (!this.playing || sound !== this.sound) return;
    if (heard) return this.finish();
    const { callId, sounds } = this;
    this.around.log.warn({ callId, sound }, "the switch cannot play a sound; another stands in");
    this.sounds = sounds?.slice(1) ?? null;
    this.state = "none";
    this.onOver();
  }

  /** Another process may have had the switch meanwhile. */
  doubt(): void {
    this.doubted = true;
  }

  /**
   * Finds out whether the end of a sound was missed, and breaks off what nobody here knows of: the
   * switch would do nothing else for the caller, and nothing behind that, until its end.
   */
  async compare(): Promise<void> {
    const { around, callId, sound } = this;
    if (this.playing && sound) {
      if ((await around.ari.soundPlayed(callId)) !== sound) this.note(sound, true);
    } else if (this.doubted) await around.ari.stopPlayback(callId);
    this.doubted = false;
  }

  private get sound(): string | undefined {
    return this.sounds?.[0];
  }

  private concerns({ name, text }: Message): boolean {
    return this.message?.name === name && this.message.text === text;
  }

  private async speak(message: Message): Promise<void> {
    const spoken = await this.around.speech(message.text).catch((error: unknown) => {
      const { log } = this.around;
      log.error({ error, text: message.text }, "words cannot be spoken; the recording stands in");
      return null;
    });
    if (this.message !== message) return;
    this.sounds = [...(spoken === null ? [] : [`sound:${spoken}`]), ...standIns[message.name]];
    this.onOver();
  }

  private finish(): void {
    this.state = "over";
    this.overAt = this.around.clock.now();
    this.onOver();
  }
}
