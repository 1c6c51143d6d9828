import type { PartyFailure } from "../../routing/state.ts";
import type { DesiredParty } from "../telephony.ts";

/** What a phone does when it rings. */
export type PhoneBehaviour =
  | { kind: "answers"; afterSeconds: number; hangsUpAfterSeconds: number | null }
  | { kind: "busy" }
  | { kind: "declines"; afterSeconds: number }
  /** Rings and rings. */
  | { kind: "silent" }
  /** Not connected to the switch at all. */
  | { kind: "dead" };

/** The failure that a phone of this behaviour ends in, or null for one that answers. */
export function failureOf(behaviour: PhoneBehaviour): PartyFailure | null {
  switch (behaviour.kind) {
    case "answers":
      return null;
    case "busy":
      return "busy";
    case "declines":
      return "declined";
    case "silent":
      return "noAnswer";
    case "dead":
      return "unreachable";
  }
}

const busySeconds = 0.2;

/** When what the phone does is known, at the latest after `secondsMax`. */
export function secondsUntil(phone: PhoneBehaviour, secondsMax: number): number {
  if (phone.kind === "answers" || phone.kind === "declines") return phone.afterSeconds;
  return { busy: busySeconds, silent: secondsMax, dead: 0 }[phone.kind];
}

/**
 * The phones of the demonstration centre. Those of the team answer by themselves after a second.
 * In the directory the last digit decides, so that transfers come back in a way that can be
 * repeated: 4 is busy, 7 rings unanswered, 9 is not connected, every other answers.
 */
export function demonstrationPhone(party: DesiredParty): PhoneBehaviour {
  if (party.role === "agent") return answers(1);
  switch (party.extension.at(-1)) {
    case "4":
      return { kind: "busy" };
    case "7":
      return { kind: "silent" };
    case "9":
      return { kind: "dead" };
    default:
      return answers(2, 90);
  }
}

/**
 * The phone of a citizen of the demonstration who is called back. The last digit decides as in the
 * directory: 4 is busy, 7 rings unanswered, every other answers and talks for a while.
 */
export function demonstrationCitizen(number: string): PhoneBehaviour {
  switch (number.at(-1)) {
    case "4":
      return { kind: "busy" };
    case "7":
      return { kind: "silent" };
    default:
      return answers(4, 120);
  }
}

function answers(afterSeconds: number, hangsUpAfterSeconds: number | null = null): PhoneBehaviour {
  return { kind: "answers", afterSeconds, hangsUpAfterSeconds };
}
