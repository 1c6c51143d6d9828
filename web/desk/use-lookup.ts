import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useEffectEvent, useState } from "react";
import type { ContactCard } from "../../src/dashboard/schema.ts";
import type { EscalationTarget, ServiceDetail, ServiceHit } from "../../src/knowledge/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { RequestError } from "../core/http.ts";
import { useDebounced } from "../ui/use-list.ts";
import type { DeskSearch } from "./desk-search.ts";

const settleMilliseconds = 120;
const freshMilliseconds = 30_000;

export interface LookupPlace {
  ags: string;
  /** As shown: "Wengerohr (Wittlich)". */
  name: string;
  /** The part of the municipality that was named. */
  locality?: string;
}

/** What is looked up: kept in the address, so that a reload in the middle of a call finds it. */
export interface Lookup {
  text: string;
  setText: (text: string) => void;
  hits: readonly ServiceHit[];
  /** "" before the first search; else what the hits are for. */
  searched: string;
  searching: boolean;
  failed: boolean;
  /** A place that was named inside the query. */
  namedPlace: LookupPlace | null;
  slug: string | null;
  open: (slug: string | null) => void;
  /** Takes the caller's answer to the question that the open service asks back. */
  chooseCase: (chosen: string) => void;
  /** What is read, also while the next is being asked for. */
  detail: ServiceDetail | null;
  detailBusy: boolean;
  /** The answer to what is asked, and to nothing before: with this alone anything is done. */
  current: ServiceDetail | null;
  /** Whom the open answer leads to; null: not known yet. */
  escalation: readonly EscalationTarget[] | null;
  detailFailed: boolean;
  /** There is no such service any more, though it has just been open. */
  detailGone: boolean;
  /** Administration chosen by hand; null: the caller's. */
  chosen: string | null;
  choose: (administrationId: string | null) => void;
  section: "wissen" | "verzeichnis";
  showSection: (section: "wissen" | "verzeichnis") => void;
  /** The section with which the work on a caller begins. */
  sectionAtFirst: "wissen" | "verzeichnis";
  place: LookupPlace | null;
  /** Sets a place without a call. */
  setLocalPlace: (place: LookupPlace | null) => void;
  reset: () => void;
}

/** @param pendingPlace the place chosen a moment ago, before the centre has confirmed it */
export function useLookup(contact: ContactCard | null, pendingPlace: LookupPlace | null): Lookup {
  const search = useSearch({ strict: false }) as DeskSearch;
  const navigate = useNavigate();
  const change = useCallback(
    (next: DeskSearch) =>
      void navigate({
        to: ".",
        search: (before: DeskSearch) => ({ ...before, ...next }),
        replace: true,
      }),
    [navigate],
  );
  const [text, setTextOnly] = useState(search.q ?? "");
  const settled = useDebounced(text.trim(), settleMilliseconds);
  const shownQuery = search.q ?? "";
  // Only what is typed leads the address, never the other way round.
  const follow = useEffectEvent((typed: string) => {
    if (typed !== shownQuery) change({ q: typed || undefined });
  });
  useEffect(() => follow(settled), [settled]);

  const local = search.ort ? { ags: search.ort, name: search.ortsname ?? search.ort } : null;
  const place = contact ? (pendingPlace ?? contact.place) : local;
  const found = useFound(settled, place?.ags ?? null);
  const hits = settled === "" ? [] : (found.data?.hits ?? []);
  const slug = search.leistung ?? hits[0]?.slug ?? null;
  const read = useDetail(slug, place?.ags ?? null, search.fall ?? null, contact);

  const setText = (next: string) => {
    setTextOnly(next);
    if (search.leistung || search.fall) change({ leistung: undefined, fall: undefined });
  };
  const sectionAtFirst = contact?.line.kind === "switchboard" ? "verzeichnis" : "wissen";
  return {
    text,
    setText,
    hits,
    searched: settled,
    searching: found.isFetching || settled !== text.trim(),
    failed: found.isError,
    namedPlace: settled === "" ? null : (found.data?.place ?? null),
    slug,
    open: (next) =>
      change({
        leistung: next ?? undefined,
        kreis: undefined,
        fall: next === slug ? search.fall : undefined,
      }),
    chooseCase(chosen) {
      // The question of the service before is none of this one's.
      if (slug !== null && read.detail?.slug === slug) change({ leistung: slug, fall: chosen });
    },
    ...read,
    chosen: search.kreis ?? null,
    choose: (administrationId) => change({ kreis: administrationId ?? undefined }),
    section: search.bereich ?? sectionAtFirst,
    sectionAtFirst,
    showSection: (section) => change({ bereich: section }),
    place,
    setLocalPlace: (next) => change({ ort: next?.ags, ortsname: next?.name, kreis: undefined }),
    reset: () => {
      setTextOnly("");
      void navigate({ to: ".", search: {}, replace: true });
    },
  };
}

function useFound(query: string, place: string | null) {
  return useQuery({
    queryKey: ["services", query, place],
    queryFn: ({ signal }) => endpoints.services(query, place, signal),
    enabled: query !== "",
    placeholderData: keepPreviousData,
  });
}

type ReadPart = "detail" | "detailBusy" | "current" | "escalation" | "detailFailed" | "detailGone";

function useDetail(
  slug: string | null,
  place: string | null,
  chosenCase: string | null,
  contact: ContactCard | null,
): Pick<Lookup, ReadPart> {
  const found = useQuery({
    // A transfer that came back has changed who counts as reachable.
    queryKey: ["service", slug, place, chosenCase, contact?.recall?.at ?? null],
    queryFn: ({ signal }) => endpoints.service(slug ?? "", place, chosenCase, signal),
    enabled: slug !== null,
    placeholderData: keepPreviousData,
    refetchInterval: freshMilliseconds,
  });
  // What was read before must not stay there as if it held.
  const gone = slug !== null && found.error instanceof RequestError && found.error.status === 404;
  const detail = slug === null || gone ? null : (found.data ?? null);
  const detailBusy = found.isPlaceholderData || found.isLoading;
  return {
    detail,
    detailBusy,
    current: detailBusy ? null : detail,
    escalation: detailBusy ? null : (detail?.escalation ?? []),
    detailFailed: slug !== null && found.isError,
    detailGone: gone,
  };
}
