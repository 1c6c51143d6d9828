import type { Command } from "../routing/commands.ts";
import type { BookedCall } from "./call-book.ts";
import type { ActualCall } from "./telephony.ts";

/**
 * How the switch differs from what was decided: not at all, in a way that directing the call again
 * mends, or in a way that the centre missed and must be told.
 */
export function deviationOf(booked: BookedCall, actual: ActualCall): "none" | "direct" | Command {
  const { desired, contactId } = booked;
  switch (desired.kind) {
    case "wait":
      return actual.party ? "direct" : "none";
    case "ring": {
      const partyId = desired.party.id;
      if (actual.party?.id !== partyId) return "direct";
      if (actual.party.state === "ringing") return "none";
      return { type: "partyAnswers", contactId, partyId };
    }
    case "talk": {
      const partyId = desired.party.id;
      if (actual.party?.id === partyId)
        return actual.party.state === "connected" ? "none" : "direct";
      return { type: "partyHangsUp", contactId, partyId, lost: true };
    }
    case "announce":
    case "end":
      return "direct";
  }
}
