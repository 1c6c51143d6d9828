import { createState, toData } from "../routing/center-state.ts";
import type { CenterState } from "../routing/center-state.ts";
import { evolve } from "../routing/evolve.ts";
import type { Journal, JournalEntry } from "./journal.ts";

/** The routing state together with its place in the journal. */
export interface Recovered {
  state: CenterState;
  /** The last journal entry that the state contains. */
  seq: number;
  /** When that entry was decided, milliseconds since the epoch; 0 for an empty journal. */
  at: number;
}

/** The state as it was when the last durable decision had been applied (I6). */
export async function recover(journal: Journal): Promise<Recovered> {
  const snapshot = await journal.loadSnapshot();
  const recovered: Recovered = {
    state: createState(snapshot?.data),
    seq: snapshot?.seq ?? 0,
    at: snapshot?.at ?? 0,
  };
  for await (const entry of journal.entriesAfter(recovered.seq)) applyEntry(recovered, entry);
  return recovered;
}

/** Brings the state one entry further. */
export function applyEntry(recovered: Recovered, entry: JournalEntry): void {
  for (const event of entry.events) evolve(recovered.state, event, entry.at);
  recovered.seq = entry.seq;
  recovered.at = entry.at;
}

/** A state of its own at the same place of the journal. */
export function copyOf({ state, seq, at }: Recovered): Recovered {
  return { state: createState(toData(state)), seq, at };
}
