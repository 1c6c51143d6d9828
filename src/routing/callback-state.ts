import type { Instant, PartyFailure } from "./state.ts";

/** R11: how a line calls people back. Left out of a line's settings: `callbackDefaults`. */
export interface CallbackSettings {
  /** Waiting callers are told that 1 asks for a callback. Agents may promise one in any case. */
  byKey: boolean;
  /**
   * While callers wait, people who are alike are offered one callback after so many calls at the
   * earliest; 0: by place alone.
   */
  callsPerCallback: number;
  /** Who was not reached is tried again after so long … */
  retrySeconds: number;
  /** … at most so many times in all. */
  attemptsMax: number;
  /** How long the citizen's phone rings. */
  dialSecondsMax: number;
}

/** Nobody offers what the line's supervisors have not switched on; a promise can be kept anyway. */
export const callbackDefaults: CallbackSettings = {
  byKey: false,
  callsPerCallback: 3,
  retrySeconds: 900,
  attemptsMax: 3,
  dialSecondsMax: 30,
};

/** Why a citizen was not reached; `brokenOff`: the agent put the receiver down meanwhile. */
export type DialFailure = PartyFailure | "brokenOff";

/** R11: what is known of a callback; of one contact, from the wish to the end. */
export interface Callback {
  /** With country code and + before it; what is dialled, and who the citizen is taken to be. */
  number: string;
  askedAt: Instant;
  /** Who promised it; null: the caller asked for it by pressing a key. */
  promisedBy: string | null;
  /** The contact in which it was promised. */
  promisedIn: string | null;
  /** Who is asked first; null: the team. */
  firstFor: string | null;
  /** What the person who promised it wrote down. */
  note: string;
  /** It is not offered before: agreed with the citizen, or the next attempt. */
  notBefore: Instant;
  /** How often he was dialled in vain, and what came of it last. */
  attempts: number;
  lastFailure: DialFailure | null;
  /** His own call, which waits in the callback's place meanwhile. */
  ownContactId: string | null;
  /** He has answered: from then on a caller like any other. */
  reached: boolean;
}
