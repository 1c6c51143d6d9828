import type { JournalEntry, Outcome } from "../../../src/center/journal.ts";
import { toData } from "../../../src/routing/center-state.ts";
import type { MemoryStore } from "../../../src/simulation/memory-journal.ts";
import type { CenterProcess } from "./center-process.ts";
import type { JournalAuditor, Report } from "./journal-auditor.ts";
import { isDeepStrictEqual } from "node:util";

/** Compares what the processes believe with the journal, and with one another. */
export class ProcessAuditor {
  private readonly store: MemoryStore;
  private readonly journal: JournalAuditor;
  private readonly report: Report;
  /** The last decision that each process told its listeners. */
  private readonly told = new WeakMap<CenterProcess, number>();
  /** Up to which decision each has been compared with the journal. */
  private readonly compared = new WeakMap<CenterProcess, number>();
  /** By idempotency key. */
  private readonly outcomes = new Map<string, string>();

  constructor(store: MemoryStore, journal: JournalAuditor, report: Report) {
    this.store = store;
    this.journal = journal;
    this.report = report;
  }

  /** Each decision once, in order, and never before it is durable. */
  onEntry(process: CenterProcess, entry: JournalEntry): void {
    const last = this.told.get(process);
    if (last !== undefined && entry.seq !== last + 1) {
      this.report(`${process.name} tells decision ${entry.seq} after ${last}`);
    }
    this.told.set(process, entry.seq);
    const row = this.store.rows[entry.seq - 1];
    if (row === undefined) this.report(`${process.name} tells ${entry.seq} before it is durable`);
    else if (row.text !== JSON.stringify(entry)) {
      this.report(`${process.name} tells ${entry.seq} otherwise than it was written`);
    }
  }

  /** Sent again, a command has the same outcome, whoever is asked. */
  onOutcome(process: CenterProcess, key: string | null, outcome: Outcome): void {
    if (key === null || process.gate.state === "dead") return;
    const text = JSON.stringify(outcome);
    const known = this.outcomes.get(key);
    if (known !== undefined && known !== text) {
      this.report(`${process.name} gives another outcome for a command that was sent again`);
    }
    this.outcomes.set(key, text);
  }

  /** One leads at the most, and whoever is up to date knows what the journal says (I6). */
  check(processes: readonly CenterProcess[]): void {
    let leading = 0;
    for (const process of processes) {
      if (process.gate.state === "dead" || !process.started) continue;
      if (process.center.leading) leading += 1;
      const { seq } = process.center;
      if (seq !== this.journal.seq || this.compared.get(process) === seq) continue;
      this.compared.set(process, seq);
      this.compareTouched(process);
    }
    if (leading > 1) this.report("two processes lead at the same time");
  }

  checkAll(processes: readonly CenterProcess[]): void {
    for (const process of processes) {
      const upToDate = process.started && process.center.seq === this.journal.seq;
      if (process.gate.state === "dead" || !upToDate) continue;
      if (!isDeepStrictEqual(toData(process.center.state), toData(this.journal.state))) {
        this.report(`I6 ${process.name} believes something else than the journal says`);
      }
    }
  }

  private compareTouched(process: CenterProcess): void {
    const { state } = process.center;
    for (const id of this.journal.touched) {
      const mine = JSON.stringify(state.contacts[id] ?? state.agents[id]);
      const truth = this.journal.state.contacts[id] ?? this.journal.state.agents[id];
      if (mine !== JSON.stringify(truth)) this.report(`I6 ${process.name} is wrong about ${id}`);
    }
  }
}
