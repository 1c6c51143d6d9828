import { AriError } from "./ari-connection.ts";
import { Speaker } from "./speaker.ts";
import type { CallSurroundings } from "./surroundings.ts";

/** What is said to a caller; the recording of that name stands in for words that cannot be said. */
export interface Message {
  name: "closed" | "callbackPromised" | "callbackOffer";
  text: string;
}

const toneSeconds = 5;
/** Broken off so often, it is not tried again. */
const spokenAttemptsMax = 3;

const recordings: Record<Message["name"], string> = {
  closed: "servicecenter/closed",
  callbackPromised: "servicecenter/callback-promised",
  callbackOffer: "servicecenter/callback-offer",
};

type Means = "speech" | "recording" | "tone" | "nothing";

/**
 * What is said to one caller, one message at a time: spoken, else recorded, else a tone. Words that
 * never change are played from their recordings: the switch does that by itself, and Asterisk 22.10
 * dies of a websocket that nobody reads, which a frozen service would be for all who wait.
 */
export class Announcement {
  private readonly callId: string;
  private readonly around: CallSurroundings;
  private readonly onOver: () => void;
  private message: Message | null = null;
  private sound: Buffer | "asked" | "unspeakable" | null = null;
  private means: Means = "speech";
  private attempts = 0;
  private state: "none" | "playing" | "over" = "none";
  private overAt = 0;
  private speaker: Speaker | null = null;

  constructor(callId: string, around: CallSurroundings, onOver: () => void) {
    this.callId = callId;
    this.around = around;
    this.onOver = onOver;
  }

  /** Whether anything is said to the caller now. */
  get playing(): boolean {
    return this.state === "playing";
  }

  /** Whether the switch plays by itself, and does nothing else for the caller meanwhile. */
  get isRecording(): boolean {
    return this.playing && this.speaker === null;
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
      this.sound = null;
      this.means = message.name === "closed" ? "speech" : "recording";
      this.attempts = 0;
      this.state = "none";
    }
    if (this.sound === null && this.means === "speech") this.load(message);
    return this.sound !== "asked";
  }

  /** The caller is alone and without music; `guardRecording` is called before a recording. */
  async play(message: Message, guardRecording: () => Promise<void>): Promise<void> {
    if (!this.prepare(message)) return;
    if (this.means === "speech" && Buffer.isBuffer(this.sound)) return this.speak(this.sound);
    if (this.means === "speech") this.means = "recording";
    if (this.means === "nothing") return this.finish();
    await guardRecording();
    this.state = "playing";
    if (this.means === "recording") {
      await this.around.ari.playRecording(this.callId, recordings[message.name]);
      return;
    }
    await this.around.ari.playTone(this.callId);
    this.around.clock.after(toneSeconds * 1_000, () => {
      this.around.ari.stopPlayback(this.callId).catch(() => {});
      this.note(true);
    });
  }

  /** Breaks off whatever is said, except this. */
  async stopUnless(message: Message | null): Promise<void> {
    if (!this.playing || (message && this.concerns(message))) return;
    const { speaker } = this;
    this.state = "none";
    this.speaker = null;
    if (speaker) await speaker.stop();
    else await this.around.ari.stopPlayback(this.callId);
  }

  /** A recording has ended; `heard` is false when it never began. */
  note(heard: boolean): void {
    if (!this.isRecording) return;
    if (heard) return this.finish();
    const { callId } = this;
    const { name } = this.message ?? {};
    this.around.log.warn({ callId, name }, "a recording is missing among the switch's sounds");
    // Who is turned away must not hear nothing; who waits goes on hearing music.
    this.means = this.means === "recording" && name !== "callbackOffer" ? "tone" : "nothing";
    this.state = "none";
    this.onOver();
  }

  /** Finds out whether the end of a recording was missed. */
  async compare(): Promise<void> {
    if (!this.isRecording) return;
    if (!(await this.around.ari.recordingPlays(this.callId))) this.note(true);
  }

  private concerns({ name, text }: Message): boolean {
    return this.message?.name === name && this.message.text === text;
  }

  private load(message: Message): void {
    this.sound = "asked";
    const settle = (sound: Buffer | "unspeakable") => {
      if (this.message !== message) return;
      this.sound = sound;
      this.onOver();
    };
    this.around.speech(message.text).then(settle, (error: unknown) => {
      const { log } = this.around;
      log.error({ error, text: message.text }, "words cannot be spoken; the recording stands in");
      settle("unspeakable");
    });
  }

  private async speak(sound: Buffer): Promise<void> {
    const speaker = new Speaker(this.around, this.callId, (heard) => {
      if (this.speaker !== speaker) return;
      this.speaker = null;
      if (heard) return this.finish();
      this.breakOff();
      this.onOver();
    });
    this.speaker = speaker;
    this.state = "playing";
    try {
      await speaker.start(sound);
    } catch (error) {
      if (this.speaker !== speaker) return;
      this.speaker = null;
      this.state = "none";
      const unreachable = error instanceof AriError && error.status === 0;
      if (!unreachable) this.breakOff();
      await speaker.stop();
      throw error;
    }
  }

  private breakOff(): void {
    this.state = "none";
    this.attempts += 1;
    if (this.attempts < spokenAttemptsMax) return;
    this.around.log.warn({ callId: this.callId }, "words break off; the recording stands in");
    this.means = "recording";
  }

  private finish(): void {
    this.state = "over";
    this.overAt = this.around.clock.now();
    this.onOver();
  }
}
