import type { StoredContact } from "../contacts/store.ts";
import { concernView } from "../contacts/store.ts";
import type { ConcernView, EarlierContact } from "../contacts/schema.ts";
import type { Directory } from "../directory/directory.ts";
import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { CenterEvent, EndCause } from "../routing/events.ts";
import type { Agent, Contact, Offer } from "../routing/state.ts";
import { callbackFacts, triedInVain } from "./callbacks.ts";
import { lendingOf } from "./lending.ts";
import type { ContactCard, DeskView } from "./schema.ts";
import { writtenNumber } from "./written-number.ts";

/** What is written down about a contact, and the caller's earlier visits. */
export interface ContactBackground {
  row: StoredContact;
  earlier: EarlierContact[];
  /** Of a callback: the concerns of the contact in which it was promised. */
  promisedFor: ConcernView[];
}

/** The contact that a desk shows: offered, served, or being wrapped up. */
export function contactIdOf(agent: Agent, state: CenterState): string | null {
  const offer = agent.offerId ? state.offers[agent.offerId] : undefined;
  return offer?.contactId ?? agent.contactId ?? agent.wrapUp?.contactId ?? null;
}

/** Of a caller who has gone, or comes back, only what is written down tells enough. */
export function mayBeDrawnAlone(contactId: string, state: CenterState): boolean {
  const contact = state.contacts[contactId];
  return contact !== undefined && contact.recall === null;
}

export function deskView(
  agent: Agent,
  state: CenterState,
  directory: Directory,
  background: ContactBackground | null,
): DeskView {
  const offer = agent.offerId ? state.offers[agent.offerId] : undefined;
  const contactId = contactIdOf(agent, state);
  const live = contactId ? state.contacts[contactId] : undefined;
  return {
    agentId: agent.id,
    lineIds: agent.lineIds,
    skills: agent.skills,
    state: agent.state,
    since: agent.since,
    intent: agent.intent,
    breakReason: agent.breakReason,
    notRespondingReason: agent.notRespondingReason,
    restsUntil: agent.restsUntil,
    wrapUp: agent.wrapUp ? { ...agent.wrapUp } : null,
    offer: offer
      ? {
          id: offer.id,
          kind: offerKind(offer, live, background),
          madeAt: offer.madeAt,
          expiresAt: offer.expiresAt,
        }
      : null,
    lending: lendingOf(agent, live, offer, directory, background),
    contact: contactCard(live, state, background, agent, directory),
  };
}

/** Of a caller who comes back: from being parked, or from a transfer that failed. */
function offerKind(
  { kind }: Offer,
  contact: Contact | undefined,
  background: ContactBackground | null,
): NonNullable<DeskView["offer"]>["kind"] {
  if (contact && isToBeCalled(contact)) return "callback";
  if (kind === "queue") return "queue";
  if (contact?.recall === null) return "parked";
  // A transfer of his came back at some time: his life tells whether it was the last thing.
  const queued = background?.row.decisions
    .map(({ event }) => event as unknown as CenterEvent)
    .findLast((event) => event.type === "contactQueued");
  return queued?.cause === "parkedTooLong" ? "parked" : "recall";
}

function contactCard(
  live: Contact | undefined,
  state: CenterState,
  background: ContactBackground | null,
  agent: Agent,
  directory: Directory,
): ContactCard | null {
  const facts = live
    ? factsOfLive(live, state)
    : background
      ? factsOfRow(background.row, state)
      : null;
  if (!facts) return null;
  const line = directory.lines().find((each) => each.id === facts.lineId);
  if (!line) return null;
  const { lineId: _, callerNumber, ...rest } = facts;
  return {
    ...rest,
    line: {
      id: line.id,
      name: line.name,
      kind: line.kind,
      administrationId: line.administrationId,
    },
    greeting: rest.callback
      ? `Guten Tag, hier spricht ${agent.displayName}, ${line.name}. ` +
        "Sie wollten zurückgerufen werden."
      : line.greeting.replaceAll("{name}", agent.displayName),
    callerNumber: callerNumber === null ? null : writtenNumber(callerNumber),
    concerns: background?.row.concerns.map(concernView) ?? [],
    note: background?.row.note ?? "",
    recordVersion: background?.row.recordVersion ?? 0,
    earlier: background?.earlier ?? [],
    promisedFor: background?.promisedFor ?? [],
  };
}

type Facts = Omit<
  ContactCard,
  "line" | "greeting" | "concerns" | "note" | "recordVersion" | "earlier" | "promisedFor"
> & {
  lineId: string;
};

function factsOfLive(contact: Contact, state: CenterState): Facts {
  const { transfer, recall } = contact;
  return {
    id: contact.id,
    lineId: contact.lineId,
    state: contact.state,
    since: contact.since,
    arrivedAt: contact.arrivedAt,
    answeredAt: contact.answeredAt,
    endCause: null,
    callerNumber: contact.callerNumber,
    origin: contact.origin,
    administrationId: contact.administrationId,
    administrationCertainty: contact.administrationCertainty,
    place: contact.place,
    sought: contact.sought?.words ?? null,
    callback: callbackFacts(contact, state),
    transfer: transfer
      ? { name: transfer.target.name, extension: transfer.target.extension, until: transfer.until }
      : null,
    recall: recall
      ? {
          name: recall.target.name,
          extension: recall.target.extension,
          failure: recall.failure,
          at: recall.at,
        }
      : null,
  };
}

/** A caller who has gone: what is left is the record, and the hints with which he came. */
function factsOfRow(row: StoredContact, state: CenterState): Facts {
  const arrival = row.decisions
    .map(({ event }) => event as unknown as CenterEvent)
    .find((event) => event.type === "contactArrived" || event.type === "callbackPromised");
  return {
    id: row.id,
    lineId: row.lineId,
    state: "ended",
    since: (row.endedAt ?? row.arrivedAt).getTime(),
    arrivedAt: row.arrivedAt.getTime(),
    answeredAt: row.answeredAt?.getTime() ?? null,
    endCause: row.endCause as EndCause | null,
    callerNumber: row.callerNumber,
    origin: arrival?.origin ?? [],
    administrationId: row.administrationId,
    administrationCertainty: row.placeConfirmed
      ? "confirmed"
      : (arrival?.administrationCertainty ?? "unknown"),
    place: row.placeAgs ? { ags: row.placeAgs, name: row.placeName ?? row.placeAgs } : null,
    sought: null,
    callback: row.endCause?.startsWith("callback") ? triedInVain(row.decisions, state) : null,
    transfer: null,
    recall: null,
  };
}
