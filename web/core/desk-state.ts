import type { DeskChange, DeskSnapshot } from "../../src/dashboard/schema.ts";

/**
 * What the browser knows of the centre, kept without a DOM.
 *
 *   connecting ─▶ live ─▶ lost ─▶ live …      a gap in `seq` ─▶ stale, until the next snapshot
 */
export interface DeskState {
  connection: "connecting" | "live" | "lost";
  /** Since when the connection is lost, on this computer's clock. */
  lostSince: number | null;
  /** A change was missed: the numbers below are old, a snapshot has been asked for. */
  stale: boolean;
  /** Server's clock minus this computer's, in milliseconds. */
  clockOffset: number;
  snapshot: DeskSnapshot | null;
}

export type DeskInput =
  | { type: "disconnected"; at: number }
  | { type: "snapshot"; snapshot: DeskSnapshot; at: number }
  | { type: "change"; change: DeskChange; at: number };

export const initialDeskState: DeskState = {
  connection: "connecting",
  lostSince: null,
  stale: false,
  clockOffset: 0,
  snapshot: null,
};

/** Whether a change can be applied, was already contained, or leaves a gap (then: resync). */
export function fitOf(state: DeskState, change: DeskChange): "next" | "old" | "gap" {
  if (state.snapshot === null || state.stale) return "gap";
  if (change.seq <= state.snapshot.seq) return "old";
  return change.seq === state.snapshot.seq + 1 ? "next" : "gap";
}

/** Applies one message of the socket; `at` is this computer's clock in milliseconds. */
export function reduceDesk(state: DeskState, input: DeskInput): DeskState {
  switch (input.type) {
    case "disconnected":
      if (state.connection === "lost") return state;
      return { ...state, connection: "lost", lostSince: input.at };
    case "snapshot":
      return {
        connection: "live",
        lostSince: null,
        stale: false,
        clockOffset: input.snapshot.now - input.at,
        snapshot: input.snapshot,
      };
    case "change":
      return applyChange(state, input.change, input.at);
  }
}

function applyChange(state: DeskState, change: DeskChange, at: number): DeskState {
  const fit = fitOf(state, change);
  if (fit === "old") return state;
  if (fit === "gap" || state.snapshot === null) {
    return state.stale ? state : { ...state, stale: true };
  }
  const before = state.snapshot;
  return {
    ...state,
    clockOffset: change.now - at,
    snapshot: {
      ...before,
      seq: change.seq,
      now: change.now,
      desk: change.desk ?? before.desk,
      lines: mergeById(before.lines, change.lines ?? [], (line) => line.id),
      waiting: change.waiting
        ? mergeList(before.waiting, change.waiting, ({ id }) => id)
        : before.waiting,
      callbacks: change.callbacks
        ? mergeList(before.callbacks, change.callbacks, ({ id }) => id)
        : before.callbacks,
      team: change.team
        ? mergeList(before.team, change.team, ({ agentId }) => agentId)
        : before.team,
      summary: change.summary ?? before.summary,
      status: change.status ?? before.status,
    },
  };
}

function mergeList<Entry>(
  before: readonly Entry[] | null,
  { changed, gone }: { changed: readonly Entry[]; gone: readonly string[] },
  idOf: (entry: Entry) => string,
): Entry[] {
  const stayed = (before ?? []).filter((entry) => !gone.includes(idOf(entry)));
  return mergeById(stayed, changed, idOf);
}

/** Replaces in place, appends what is new: the order on the screen does not jump. */
function mergeById<Entry>(
  before: readonly Entry[],
  changed: readonly Entry[],
  idOf: (entry: Entry) => string,
): Entry[] {
  if (changed.length === 0) return [...before];
  const byId = new Map(changed.map((entry) => [idOf(entry), entry]));
  const merged = before.map((entry) => byId.get(idOf(entry)) ?? entry);
  const known = new Set(before.map(idOf));
  return [...merged, ...changed.filter((entry) => !known.has(idOf(entry)))];
}
