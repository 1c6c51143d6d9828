import type { Prisma } from "../database/generated/client.ts";
import type { CenterEvent } from "../routing/events.ts";

type Change = Prisma.ContactUncheckedUpdateInput;

/** The row that a contact starts with, or null for every other event. */
export function newContact(event: CenterEvent, at: Date): Prisma.ContactCreateManyInput | null {
  if (event.type === "callbackPromised") return promisedContact(event, at);
  if (event.type !== "contactArrived") return null;
  return {
    id: event.contactId,
    lineId: event.lineId,
    channel: "call",
    callerNumber: event.callerNumber,
    administrationId: event.administrationId,
    arrivedAt: at,
    offered: event.offered,
  };
}

function promisedContact(
  event: Extract<CenterEvent, { type: "callbackPromised" }>,
  at: Date,
): Prisma.ContactCreateManyInput {
  const { place } = event;
  return {
    id: event.contactId,
    lineId: event.lineId,
    channel: "callback",
    callerNumber: event.number,
    administrationId: event.administrationId,
    placeAgs: place?.ags ?? null,
    placeName: place?.name ?? null,
    placeConfirmed: event.administrationCertainty === "confirmed",
    arrivedAt: at,
    offered: true,
    note: event.note,
  };
}

/** What an event changes in the contact's row; null for events that only add to its life. */
export function changeOf(event: CenterEvent, at: Date): Change | null {
  switch (event.type) {
    case "placeConfirmed":
      return {
        placeAgs: event.place.ags,
        placeName: event.place.name,
        placeConfirmed: true,
        administrationId: event.administrationId,
      };
    case "callbackAsked":
      return { channel: "callback" };
    case "conversationStarted":
      return { agentId: event.agentId, ...(event.first ? { answeredAt: at } : {}) };
    case "contactEnded":
      return { endedAt: at, endCause: event.cause };
    default:
      return null;
  }
}

/** The event as it is kept in the contact's life: without the caller's number and free text. */
export function lifeEvent(event: CenterEvent): CenterEvent {
  switch (event.type) {
    case "contactArrived":
      return { ...event, callerNumber: null };
    case "callbackAsked":
      return { ...event, number: "" };
    case "callbackPromised":
      return { ...event, number: "", note: "" };
    default:
      return event;
  }
}
