import type { Contact, LineSettings } from "../routing/state.ts";
import type { DesiredCall } from "./telephony.ts";

/**
 * What has to be true on the line of a contact in its present state.
 *
 * @param line the contact's line; undefined when it was taken out of service meanwhile
 * @param closedAnnouncement German words for a caller outside the hours (R2)
 */
export function desiredCall(
  contact: Contact | undefined,
  line: Pick<LineSettings, "ringSecondsMax" | "transferSecondsMax"> | undefined,
  closedAnnouncement: string,
): DesiredCall {
  switch (contact?.state) {
    case undefined:
    case "ended":
      return { kind: "end" };
    case "waiting":
    case "offered":
    case "parked":
      return { kind: "wait" };
    case "turnedAway":
      return { kind: "announce", name: "closed", text: closedAnnouncement };
    case "connecting":
      return ring(contact, line?.ringSecondsMax ?? ringSecondsWithoutLine);
    case "transferring":
      return ring(contact, line?.transferSecondsMax ?? ringSecondsWithoutLine);
    case "talking":
    case "transferred":
      return contact.party ? { kind: "talk", party: contact.party } : { kind: "wait" };
  }
}

const ringSecondsWithoutLine = 20;

function ring(contact: Contact, secondsMax: number): DesiredCall {
  if (!contact.party) return { kind: "wait" };
  return { kind: "ring", party: contact.party, secondsMax };
}
