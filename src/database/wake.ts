import pg from "pg";
import type { Clock } from "../clock.ts";

const channel = "servicecenter";
const connectAgainMilliseconds = 1_000;
const connectSecondsMax = 5;

/**
 * Tells all processes on one database that there is something to read. A note may get lost: who
 * waits for one also looks from time to time. It is never sent inside another transaction.
 */
export class Wake {
  private readonly url: string;
  private readonly clock: Clock;
  private readonly listeners = new Set<(note: string) => void>();
  private readonly untold = new Set<string>();
  private listening: pg.Client | null = null;
  private telling: Promise<void> | null = null;
  private cancelConnect: () => void = () => {};
  private stopped = true;

  constructor(url: string, clock: Clock) {
    this.url = url;
    this.clock = clock;
  }

  async start(): Promise<void> {
    this.stopped = false;
    await this.listen();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.cancelConnect();
    await this.telling;
    const client = this.listening;
    this.listening = null;
    await client?.end().catch(() => {});
  }

  onNote(listener: (note: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Sends a note to every process, this one too. Equal notes of one moment go out as one. */
  tell(note: string): void {
    if (this.stopped) return;
    this.untold.add(note);
    this.telling ??= this.send().finally(() => {
      this.telling = null;
    });
  }

  private async send(): Promise<void> {
    await Promise.resolve();
    while (this.untold.size > 0) {
      const notes = [...this.untold];
      this.untold.clear();
      const sent = this.listening?.query(
        "SELECT pg_notify($1, note) FROM unnest($2::text[]) AS note",
        [channel, notes],
      );
      // What is lost here is found by those who look from time to time.
      await sent?.catch(() => {});
    }
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: connectSecondsMax * 1000,
      keepAlive: true,
    });
    client.on("error", () => {});
    client.once("end", () => this.listenAgain(client));
    client.on("notification", ({ payload }) => {
      for (const listener of this.listeners) listener(payload ?? "");
    });
    try {
      await client.connect();
      // A note is a hint: it need not survive a crash, so it waits for no disk.
      await client.query(`SET synchronous_commit = off; LISTEN ${channel}`);
      this.listening = client;
    } catch {
      this.listenAgain(client);
    }
  }

  private listenAgain(client: pg.Client): void {
    if (this.listening !== null && this.listening !== client) return;
    this.listening = null;
    this.cancelConnect();
    void client.end().catch(() => {});
    if (this.stopped) return;
    this.cancelConnect = this.clock.after(connectAgainMilliseconds, () => void this.listen());
  }
}
