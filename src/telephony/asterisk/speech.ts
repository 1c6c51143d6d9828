import { fork } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Clock } from "../../clock.ts";
import type { Outcome } from "./synthesise.ts";

/** Another voice, or another way to read numbers, needs another word here: sounds are kept. */
const voice = "espeak-ng-de-150-1";
const secondsMax = 60;
/** What could not be said is not tried again for every caller. */
const retrySeconds = 60;

/**
 * Says German texts: each once, in a process of its own, for it takes seconds of computing. What
 * was said is kept in the folder, whole or not at all, from where the switch plays it.
 */
export class Speech {
  private readonly folder: string;
  private readonly clock: Pick<Clock, "now">;
  private readonly known = new Map<string, Promise<string>>();
  private readonly failedAt = new Map<string, number>();
  private preparing: Promise<unknown> = Promise.resolve();

  constructor(folder: string, clock: Pick<Clock, "now">) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * @returns path, without ".sln", of 8,000 samples a second, signed, 16 bit, little-endian
   * @throws Error when the words cannot be spoken or kept
   */
  say(text: string): Promise<string> {
    const known = this.known.get(text);
    const failedAt = this.failedAt.get(text) ?? this.clock.now();
    if (known && this.clock.now() - failedAt < retrySeconds * 1_000) return known;
    const sound = this.load(text);
    this.known.set(text, sound);
    sound.then(
      () => this.known.delete(text) && this.failedAt.delete(text),
      () => this.failedAt.set(text, this.clock.now()),
    );
    return sound;
  }

  /** Says it to nobody yet, one text after the other, behind what somebody waits for. */
  prepare(text: string): Promise<void> {
    const turn = this.preparing.then(async () => void (await this.say(text)));
    this.preparing = turn.catch(() => {});
    return turn;
  }

  private async load(text: string): Promise<string> {
    const name = createHash("sha256").update(`${voice}\n${text}`).digest("hex");
    const sound = path.resolve(this.folder, name);
    const file = `${sound}.sln`;
    await access(file).catch(async () => keep(file, await synthesise(text)));
    return sound;
  }
}

/** Processes by our side may say the same at the same time. */
async function keep(file: string, sound: Buffer): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${randomUUID()}`;
  await writeFile(unfinished, sound, { flush: true });
  await rename(unfinished, file);
}

function synthesise(text: string): Promise<Buffer> {
  const typescript = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const child = fork(path.join(import.meta.dirname, "synthesise.ts"), {
    execArgv: ["--import", typescript],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: secondsMax * 1_000,
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("disconnect", () => reject(new Error("the process that speaks has ended")));
    child.once("message", (message) => {
      const { sound, error } = message as Outcome;
      if (sound) resolve(Buffer.from(sound));
      else reject(new Error(error));
    });
    child.send(text);
  });
}
