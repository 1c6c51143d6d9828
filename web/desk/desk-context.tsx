import { createContext, useContext, useRef, useState } from "react";
import type { ReactNode } from "react";
import type { ContactCard, DeskView } from "../../src/dashboard/schema.ts";
import { withConcern, withPlace } from "../core/record.ts";
import type { NewConcern } from "../core/record.ts";
import type { Target } from "../core/targets.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useCallActions } from "../shell/call-actions.tsx";
import { useDesk, useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useLookup } from "./use-lookup.ts";
import type { Lookup, LookupPlace } from "./use-lookup.ts";

interface DeskParts {
  desk: DeskView | null;
  contact: ContactCard | null;
  lookup: Lookup;
  /** A conversation goes on: the caller can be transferred. */
  talking: boolean;
  /** The contact is or was served here: its record can be written. */
  writable: boolean;
  /** The closed target that has been asked for once; a second time transfers all the same. */
  asked: string | null;
  forgetAsked: () => void;
  /** @returns whether the transfer has started */
  transfer: (target: Target) => Promise<boolean>;
  choosePlace: (place: LookupPlace) => void;
  addConcern: (concern: NewConcern) => void;
  /** The form of a written forwarding; null while it is folded. */
  ticketTo: string | null;
  writeTicket: (administrationId: string | null) => void;
}

const DeskContext = createContext<DeskParts | null>(null);

export function useDeskParts(): DeskParts {
  const parts = useContext(DeskContext);
  if (!parts) throw new Error("There is no desk here.");
  return parts;
}

/** What the three panes of the desk have in common. */
export function DeskProvider({ withCall, children }: { withCall: boolean; children: ReactNode }) {
  const { record } = useSession();
  const { run } = useCallActions();
  const { whisper } = useAnnouncer();
  const desk = useDesk().snapshot?.desk ?? null;
  const contact = withCall ? (desk?.contact ?? null) : null;
  const [pending, setPending] = useState<{ contactId: string; place: LookupPlace } | null>(null);
  const pendingPlace = pending && pending.contactId === contact?.id ? pending.place : null;
  const lookup = useLookup(contact, pendingPlace);
  const [asked, setAsked] = useState<string | null>(null);
  const [ticketTo, setTicketTo] = useState<string | null>(null);
  const talking = contact !== null && desk?.state === "talking";
  const writable = contact !== null && (talking || desk?.state === "wrapUp");
  const busy = useRef(false);

  const addConcern = (concern: NewConcern) => {
    if (!writable) return;
    const before = record.state().record;
    record.update((current) => withConcern(current, concern, crypto.randomUUID()));
    const added = record.state().record !== before;
    whisper(added ? texts.record.concernAdded(concern.title) : texts.record.concernKnown);
  };

  const transfer = async (target: Target): Promise<boolean> => {
    if (busy.current) return false;
    if (!contact || !talking) {
      whisper(texts.transfer.notNow);
      return false;
    }
    const sure = asked === target.key;
    if (!target.reachableNow && !sure) {
      setAsked(target.key);
      whisper(texts.transfer.askClosed(target.name, target.reachability));
      return false;
    }
    noteWish(target);
    busy.current = true;
    const reply = await run("transfer", "contact.transfer", {
      contactId: contact.id,
      directoryEntryId: target.directoryEntryId,
      extension: target.directoryEntryId === null ? target.extension : null,
      evenIfClosed: sure,
    });
    busy.current = false;
    setAsked(!reply.ok && reply.error.code === "target_closed" ? target.key : null);
    if (reply.ok) whisper(texts.transfer.started(target.name));
    return reply.ok;
  };

  /** At a switchboard the wish to be connected is the concern; nobody should have to type it. */
  const noteWish = (target: Target) => {
    if (contact?.line.kind !== "switchboard" || record.state().record.concerns.length > 0) return;
    const title = texts.record.connectionWish(target.name);
    const placeAgs = contact.place?.ags ?? null;
    record.update((current) =>
      withConcern(current, { serviceSlug: null, title, placeAgs }, crypto.randomUUID()),
    );
  };

  const choosePlace = async (place: LookupPlace) => {
    if (!contact) return lookup.setLocalPlace(place);
    setPending({ contactId: contact.id, place });
    lookup.choose(null);
    const reply = await run("place", "contact.confirmPlace", {
      contactId: contact.id,
      ags: place.ags,
    });
    if (!reply.ok) return setPending(null);
    record.update((current) => withPlace(current, place.ags));
  };

  const parts: DeskParts = {
    desk,
    contact,
    lookup,
    talking,
    writable,
    asked,
    forgetAsked: () => setAsked(null),
    transfer,
    choosePlace: (place) => void choosePlace(place),
    addConcern,
    ticketTo,
    writeTicket: setTicketTo,
  };
  return <DeskContext value={parts}>{children}</DeskContext>;
}
