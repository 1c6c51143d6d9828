import { createContext, useContext, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { ContactCard, DeskView } from "../../src/dashboard/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { newId } from "../core/new-id.ts";
import { withConcern, withPlace } from "../core/record.ts";
import type { NewConcern } from "../core/record.ts";
import type { Target } from "../core/targets.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { useDesk, useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useGivenPlace } from "./given-place.ts";
import { usePlaceRole } from "./place-role.ts";
import { decisionWords } from "./spoken-decision.ts";
import { askedAgain } from "./target-row.tsx";
import { useLookup } from "./use-lookup.ts";
import type { Lookup, LookupPlace } from "./use-lookup.ts";

export interface DeskParts {
  desk: DeskView | null;
  contact: ContactCard | null;
  lookup: Lookup;
  /** A conversation goes on: the caller can be transferred. */
  talking: boolean;
  /** The contact is or was served here: its record can be written. */
  writable: boolean;
  /** The caller has not been answered: his place is confirmed by who speaks with him. */
  placeLocked: boolean;
  /** The closed target that has been asked for once; a second time transfers all the same. */
  asked: string | null;
  forgetAsked: () => void;
  /** @returns whether the transfer has started */
  transfer: (target: Target) => Promise<boolean>;
  choosePlace: (place: LookupPlace) => void;
  /** What the place must be for what is read: "Sterbeort"; null: nothing particular. */
  placeRole: string | null;
  /** The place, while the caller has given it for something else than what is read. */
  presumed: LookupPlace | null;
  /** What the decision then rests on, and why an office is in doubt; German. */
  presumption: string | null;
  unsure: string | null;
  /** He has said that it is the right place for this as well. */
  confirmPresumed: () => void;
  /** Key of the place that a concern noted now is for; null: not confirmed for it yet. */
  concernPlaceAgs: string | null;
  addConcern: (concern: NewConcern) => void;
  /** The form of a written forwarding; null while it is folded. */
  ticketTo: string | null;
  writeTicket: (administrationId: string | null) => void;
}

export const DeskContext = createContext<DeskParts | null>(null);

export function useDeskParts(): DeskParts {
  const parts = useContext(DeskContext);
  if (!parts) throw new Error("There is no desk here.");
  return parts;
}

/** What the three panes of the desk have in common. */
export function DeskProvider({ withCall, children }: { withCall: boolean; children: ReactNode }) {
  const parts = useParts(withCall);
  return <DeskContext value={parts}>{children}</DeskContext>;
}

function useParts(withCall: boolean): DeskParts {
  const desk = useDesk().snapshot?.desk ?? null;
  const contact = withCall ? (desk?.contact ?? null) : null;
  const [pending, setPending] = useState<PendingPlace | null>(null);
  const pendingPlace = pending && pending.contactId === contact?.id ? pending.place : null;
  const lookup = useLookup(contact, pendingPlace);
  const [ticketTo, writeTicket] = useState<string | null>(null);
  const talking = contact !== null && desk?.state === "talking";
  const writable = contact !== null && (talking || desk?.state === "wrapUp");
  return {
    desk,
    contact,
    lookup,
    talking,
    writable,
    placeLocked: contact !== null && !writable,
    ...useTransfer(talking ? contact : null),
    ...usePlaceParts(contact, writable, lookup, setPending),
    ticketTo,
    writeTicket,
  };
}

/** Chosen a moment ago, before the centre has confirmed it: the answer need not wait for that. */
interface PendingPlace {
  contactId: string;
  place: LookupPlace;
}

type PlacePart =
  | "choosePlace"
  | "placeRole"
  | "presumed"
  | "presumption"
  | "unsure"
  | "confirmPresumed"
  | "concernPlaceAgs"
  | "addConcern";

/** The place of what is read: which part it plays, and whether it was given for that. */
function usePlaceParts(
  contact: ContactCard | null,
  writable: boolean,
  lookup: Lookup,
  setPending: (pending: PendingPlace | null) => void,
): Pick<DeskParts, PlacePart> {
  const { record } = useSession();
  const { whisper } = useAnnouncer();
  const { role, slug } = usePlaceRole(lookup);
  const { given, give } = useGivenPlace(contact, lookup.place, role);
  const presumed = contact === null || given ? null : lookup.place;
  const presumption = presumed && texts.place.ifPlace(presumed.name, role);
  return {
    placeRole: role,
    presumed,
    presumption,
    unsure: presumed && texts.place.presumedShort(role),
    concernPlaceAgs: presumed ? null : (lookup.place?.ags ?? null),
    choosePlace: usePlaceChoice(contact, writable, lookup, slug, (pending) => {
      setPending(pending);
      if (pending) give(pending.contactId, pending.place.ags);
    }),
    confirmPresumed() {
      if (contact === null || presumed === null || !writable) return;
      give(contact.id, presumed.ags);
      record.update((current) => withPlace(current, presumed.ags, slug));
      whisper(texts.place.nowConfirmed(presumed.name, role));
    },
    addConcern: useConcernNoting(writable, lookup, presumption),
  };
}

function useConcernNoting(
  writable: boolean,
  lookup: Lookup,
  presumption: string | null,
): DeskParts["addConcern"] {
  const { record } = useSession();
  const { whisper } = useAnnouncer();
  return (concern) => {
    if (!writable) return;
    const before = record.state().record;
    record.update((current) => withConcern(current, concern, newId()));
    const added = record.state().record !== before;
    const slug = concern.serviceSlug;
    const open = lookup.current?.slug === slug ? lookup.current : null;
    const said = [
      added ? texts.record.concernAdded(concern.title) : texts.record.concernKnown,
      open?.placeRole && texts.place.counts(open.placeRole),
      open && decisionWords(open, presumption),
    ];
    whisper(said.filter(Boolean).join(" "));
    if (added && slug !== null && lookup.hits.some((hit) => hit.slug === slug)) {
      endpoints.searchChoice(lookup.searched, slug).catch(() => {});
    }
  };
}

function usePlaceChoice(
  contact: ContactCard | null,
  writable: boolean,
  lookup: Lookup,
  /** The service whose own kind of place is chosen; null: the caller's home. */
  only: string | null,
  setPending: (pending: PendingPlace | null) => void,
): DeskParts["choosePlace"] {
  const { record } = useSession();
  const { run } = useCallActions();
  const { whisper } = useAnnouncer();
  const confirm = async (contactId: string, { ags, locality }: LookupPlace) => {
    const reply = await run("place", "contact.confirmPlace", { contactId, ags, locality });
    if (!reply.ok) return setPending(null);
    record.update((current) => withPlace(current, ags, only));
  };
  return (place) => {
    if (contact === null) return lookup.setLocalPlace(place);
    if (!writable) return whisper(texts.place.afterAnswer);
    setPending({ contactId: contact.id, place });
    lookup.choose(null);
    void confirm(contact.id, place);
  };
}

/** What is asked before somebody is connected: he is closed, confidential, or only guessed at. */
interface Question {
  contactId: string;
  key: string;
  closed: boolean;
}

/** @param contact the caller in conversation, null when nobody can be transferred */
function useTransfer(
  contact: ContactCard | null,
): Pick<DeskParts, "asked" | "forgetAsked" | "transfer"> {
  const { record } = useSession();
  const { run } = useCallActions();
  const { whisper } = useAnnouncer();
  // The question belongs to the caller it was asked for; the next one begins without.
  const [question, setQuestion] = useState<Question | null>(null);
  const open = question?.contactId === contact?.id ? question : null;
  const asked = open?.key ?? null;
  const busy = useRef(false);

  /** At a switchboard the wish to be connected is the concern; nobody should have to type it. */
  const noteWish = ({ line, place }: ContactCard, target: Target) => {
    if (target.skill || line.kind !== "switchboard" || record.state().record.concerns.length > 0)
      return;
    const title = texts.record.connectionWish(target.name);
    const concern = { serviceSlug: null, title, placeAgs: place?.ags ?? null };
    record.update((current) => withConcern(current, concern, newId()));
  };
  const start = async (caller: ContactCard, target: Target, evenIfClosed: boolean) => {
    noteWish(caller, target);
    busy.current = true;
    const contactId = caller.id;
    const reply = target.skill
      ? await run("transfer", "contact.passOn", { contactId, skills: [target.skill] })
      : await run("transfer", "contact.transfer", {
          contactId,
          directoryEntryId: target.directoryEntryId,
          extension: target.directoryEntryId === null ? target.extension : null,
          evenIfClosed,
        });
    busy.current = false;
    const closed = !reply.ok && reply.error.code === "target_closed";
    setQuestion(closed ? { contactId: caller.id, key: target.key, closed } : null);
    const { started, passedOn } = texts.transfer;
    if (reply.ok) whisper((target.skill ? passedOn : started)(target.name));
    return reply.ok;
  };
  const transfer: DeskParts["transfer"] = async (target) => {
    if (busy.current) return false;
    const sure = asked === target.key;
    if (contact === null) whisper(texts.transfer.notNow);
    else if (sure) return start(contact, target, open?.closed === true);
    else if (target.skill) return start(contact, target, false);
    else if (target.reachableNow && !target.confidential && !isDoubtful(target)) {
      return start(contact, target, false);
    } else {
      const closed = !target.reachableNow;
      setQuestion({ contactId: contact.id, key: target.key, closed });
      const { askClosed, askSure } = texts.transfer;
      const again = askSure(target.name, askedAgain(target));
      whisper(closed ? askClosed(target.name, target.reachability) : again);
    }
    return false;
  };
  return { asked, forgetAsked: () => setQuestion(null), transfer };
}

function isDoubtful({ guessed, unsure }: Target): boolean {
  return guessed || unsure !== undefined;
}
