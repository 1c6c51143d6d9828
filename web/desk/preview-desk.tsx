import { useMemo, useState } from "react";
import type { ReactNode } from "react";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { ReadAloudContext } from "./answer-change.tsx";
import { DeskContext } from "./desk-context.tsx";
import type { DeskParts } from "./desk-context.tsx";
import type { LookupPlace } from "./use-lookup.ts";

interface Props {
  detail: ServiceDetail | null;
  place: LookupPlace | null;
  onPlace: (place: LookupPlace | null) => void;
  /** The answer to a question that the service asks back. */
  onCase: (chosen: string) => void;
  children: ReactNode;
}

/** A desk without calls and search, so that an answer looks as it will in the middle of a call. */
export function PreviewDesk({ detail, place, onPlace, onCase, children }: Props) {
  const [chosen, choose] = useState<string | null>(null);
  const parts = useMemo<DeskParts>(
    () => ({
      desk: null,
      contact: null,
      talking: false,
      writable: false,
      placeLocked: false,
      asked: null,
      forgetAsked: idle,
      transfer: async () => false,
      choosePlace: onPlace,
      placeRole: detail?.placeRole ?? null,
      presumed: null,
      presumption: null,
      unsure: null,
      confirmPresumed: idle,
      concernPlaceAgs: null,
      addConcern: idle,
      ticketTo: null,
      writeTicket: idle,
      lookup: {
        text: "",
        setText: idle,
        hits: [],
        searched: "",
        searching: false,
        failed: false,
        namedPlace: null,
        slug: detail?.slug ?? null,
        open: idle,
        chooseCase: onCase,
        detail,
        detailBusy: false,
        current: detail,
        escalation: detail?.escalation ?? [],
        detailFailed: false,
        detailGone: false,
        chosen,
        choose,
        section: "wissen",
        showSection: idle,
        sectionAtFirst: "wissen",
        place,
        setLocalPlace: onPlace,
        reset: idle,
      },
    }),
    [detail, place, onPlace, onCase, chosen],
  );
  return (
    <ReadAloudContext value={false}>
      <DeskContext value={parts}>{children}</DeskContext>
    </ReadAloudContext>
  );
}

function idle(): void {
  // Nothing happens in a preview.
}
