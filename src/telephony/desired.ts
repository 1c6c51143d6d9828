import { callbackOf, isToBeCalled, mayAskForCallback } from "../routing/callback.ts";
import type { Contact, LineSettings } from "../routing/state.ts";
import type { DesiredCall, WaitingNotice } from "./telephony.ts";

type Line = Pick<LineSettings, "ringSecondsMax" | "transferSecondsMax" | "callback" | "number">;

/**
 * What has to be true on the line of a contact in its present state.
 *
 * @param line the contact's line; undefined when it was taken out of service meanwhile
 * @param closedAnnouncement German words for a caller outside the hours (R2)
 */
export function desiredCall(
  contact: Contact | undefined,
  line: Line | undefined,
  closedAnnouncement: string,
): DesiredCall {
  switch (contact?.state) {
    case undefined:
    case "ended":
    case "postponed":
      return { kind: "end" };
    case "waiting":
    case "offered":
      if (isToBeCalled(contact)) return { kind: "end" };
      return line && mayAskForCallback(contact, line) ? { kind: "wait", notice } : { kind: "wait" };
    case "parked":
      return { kind: "wait" };
    case "turnedAway":
      return { kind: "announce", name: "closed", text: closedAnnouncement };
    case "confirming":
      return { kind: "announce", name: "callbackPromised", text: callbackPromised };
    case "connecting":
      return ring(contact, line?.ringSecondsMax ?? ringSecondsWithoutLine);
    case "dialling":
      return dialOut(contact, line);
    case "transferring":
      return ring(contact, line?.transferSecondsMax ?? ringSecondsWithoutLine);
    case "talking":
    case "transferred":
      return contact.party ? { kind: "talk", party: contact.party } : { kind: "wait" };
  }
}

const ringSecondsWithoutLine = 20;

/** R11: what waiting callers are told; it holds for every line that offers it. */
const notice: WaitingNotice = {
  name: "callbackOffer",
  text:
    "Sie möchten nicht warten? Drücken Sie die Eins, dann rufen wir Sie zurück. " +
    "Ihr Platz in der Warteschlange bleibt Ihnen erhalten.",
  everySeconds: 60,
};

const callbackPromised =
  "Vielen Dank. Wir rufen Sie unter der Nummer zurück, mit der Sie anrufen. " +
  "Ihr Platz in der Warteschlange bleibt Ihnen erhalten. Sie können jetzt auflegen.";

function ring(contact: Contact, secondsMax: number): DesiredCall {
  if (!contact.party) return { kind: "wait" };
  return { kind: isToBeCalled(contact) ? "summon" : "ring", party: contact.party, secondsMax };
}

function dialOut({ party, callback }: Contact, line: Line | undefined): DesiredCall {
  if (!party || !callback || !line) return { kind: "end" };
  const { dialSecondsMax } = callbackOf(line);
  const { number } = callback;
  return { kind: "dialOut", party, number, presents: line.number, secondsMax: dialSecondsMax };
}
