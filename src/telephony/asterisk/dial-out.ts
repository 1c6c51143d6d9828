import type { DesiredCall, TelephonyEvent } from "../telephony.ts";
import { AriError } from "./ari-connection.ts";
import type { CallerLine } from "./caller-line.ts";
import type { Legs } from "./legs.ts";
import { callerChannelOf, legIdOf } from "./names.ts";
import type { CallSurroundings } from "./surroundings.ts";

type Wish = Extract<DesiredCall, { kind: "dialOut" }>;

/** What dialling needs of the call. */
export interface DialOutParts {
  callId: string;
  around: CallSurroundings;
  line: CallerLine;
  legs: Legs;
  report: (event: TelephonyEvent) => void;
  isStillWanted: () => boolean;
  /** The switch must be asked how it is. */
  verify: () => void;
  wake: () => void;
}

/** R11: dials the citizen, once a call, for the person who is on the line. */
export async function dialOut(wish: Wish, parts: DialOutParts): Promise<void> {
  const { callId, around, line, legs, report } = parts;
  const { party, number } = wish;
  const leg = legs.get(party.id);
  line.number = number;
  if (leg?.state !== "up") {
    // Nobody would be there when he answers.
    if (line.state === "ringing") await around.ari.hangUp(callerChannelOf(callId));
    report({ type: "partyHungUp", callId, partyId: party.id, lost: leg?.lost ?? true });
    return;
  }
  if (line.state === "absent") return dial(wish, parts);
  if (line.state === "ringing") return;
  await around.ari.stopRinging(legIdOf(callId, party.id));
  if (line.state === "present") report({ type: "callerAnswered", callId });
  else report({ type: "callerNotReached", callId, failure: line.failure });
}

async function dial(wish: Wish, parts: DialOutParts): Promise<void> {
  const { callId, line, isStillWanted, verify, wake } = parts;
  const { ari, log } = parts.around;
  await ari.startRinging(legIdOf(callId, wish.party.id));
  if (!isStillWanted()) return;
  // Events of his channel may overtake the answer to the request.
  line.state = "ringing";
  try {
    await ari.dialCitizen(callId, wish);
  } catch (error) {
    if (!(error instanceof AriError)) throw error;
    if (error.status === 0) {
      // Nobody knows whether he is rung: the switch is asked before he is dialled again.
      line.state = "absent";
      throw error;
    }
    if (error.status === 409) return verify();
    log.warn({ error, callId }, "a citizen could not be dialled");
    if (line.noteNotReached("unreachable")) wake();
  }
}
