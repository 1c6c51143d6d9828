import type { Command } from "../routing/commands.ts";
import type { BookedCall } from "./call-book.ts";
import type { ActualCall, DesiredParty } from "./telephony.ts";

/**
 * How the switch differs from what was decided: not at all, in a way that directing the call again
 * mends, or in a way that the centre missed and must be told.
 */
export function deviationOf(booked: BookedCall, actual: ActualCall): "none" | "direct" | Command {
  const { desired, contactId } = booked;
  switch (desired.kind) {
    case "wait":
      return actual.party ? "direct" : "none";
    case "ring":
    case "summon":
      return ofRinging(contactId, desired.party, actual);
    case "dialOut": {
      if (!isConnected(desired.party, actual)) return partyIsLost(contactId, desired.party);
      if (actual.caller === "absent") return "direct";
      if (actual.caller === "ringing") return "none";
      return { type: "callerAnswers", contactId, callId: actual.callId };
    }
    case "talk":
      if (actual.caller !== "present")
        return { type: "callVanishes", contactId, callId: booked.callId };
      if (actual.party?.id !== desired.party.id) return partyIsLost(contactId, desired.party);
      return isConnected(desired.party, actual) ? "none" : "direct";
    case "announce":
    case "end":
      return "direct";
  }
}

function ofRinging(contactId: string, party: DesiredParty, actual: ActualCall) {
  if (actual.party?.id !== party.id) return "direct";
  if (actual.party.state === "ringing") return "none";
  return { type: "partyAnswers", contactId, partyId: party.id } as const;
}

function isConnected(party: DesiredParty, actual: ActualCall): boolean {
  return actual.party?.id === party.id && actual.party.state === "connected";
}

function partyIsLost(contactId: string, party: DesiredParty): Command {
  return { type: "partyHangsUp", contactId, partyId: party.id, lost: true };
}
