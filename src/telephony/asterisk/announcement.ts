import type { CallSurroundings } from "./surroundings.ts";

const toneSeconds = 5;

/** The announcement of one call: played once, by a tone where the recording is missing. */
export class Announcement {
  private readonly callId: string;
  private readonly around: CallSurroundings;
  private readonly onOver: () => void;
  private state: "none" | "playing" | "failed" | "over" = "none";

  constructor(callId: string, around: CallSurroundings, onOver: () => void) {
    this.callId = callId;
    this.around = around;
    this.onOver = onOver;
  }

  get over(): boolean {
    return this.state === "over";
  }

  get playing(): boolean {
    return this.state === "playing";
  }

  async play(): Promise<void> {
    const { ari, clock, log } = this.around;
    const failed = this.state === "failed";
    this.state = "playing";
    if (!failed) {
      await ari.announce(this.callId);
      return;
    }
    log.warn("the announcement cannot be played; is servicecenter/closed among the sounds?");
    await ari.announceByTone(this.callId);
    clock.after(toneSeconds * 1000, () => {
      ari.stopAnnouncement(this.callId).catch(() => {});
      this.note(true);
    });
  }

  /** @returns whether something played */
  async stop(): Promise<boolean> {
    if (this.state !== "playing") return false;
    this.state = "none";
    await this.around.ari.stopAnnouncement(this.callId);
    return true;
  }

  /** The playback has ended; `heard` is false when it never began. */
  note(heard: boolean): void {
    if (this.state !== "playing") return;
    this.state = heard ? "over" : "failed";
    this.onOver();
  }

  /** Finds out whether the end was missed. */
  async compare(): Promise<void> {
    if (this.state !== "playing") return;
    if (!(await this.around.ari.announcementPlays(this.callId))) this.note(true);
  }
}
