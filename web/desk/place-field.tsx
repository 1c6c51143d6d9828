import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import type { PlaceHit } from "../../src/places/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { searchLettersMax } from "../ui/search-field.tsx";
import {
  arrowStep,
  isEnter,
  useDebounced,
  useEarlyEnter,
  useInSight,
  useList,
} from "../ui/use-list.ts";
import { useDeskParts } from "./desk-context.tsx";
import { useNamedPlace } from "./named-place.tsx";
import { focusPlaceField, placeFieldId } from "./place-focus.ts";
import { PlaceHint, PlaceHits } from "./place-hits.tsx";
import type { LookupPlace } from "./use-lookup.ts";

const settleMilliseconds = 100;

/** Place of the concern: name, locality, postal code or dialect; ambiguous ones say so. */
export function PlaceField() {
  const { lookup, placeLocked, placeRole: role } = useDeskParts();
  const { typed, setTyped, hits, inVain, chosen, asks, take, onKey, field, begin } =
    usePlaceTyping();
  useKeys({ [keys.place.press]: focusPlaceField });
  const listId = useId();
  const hintId = useId();
  const activeId = chosen >= 0 ? `${listId}-${chosen}` : undefined;
  useInSight(activeId);
  return (
    <div className="field">
      <label htmlFor={placeFieldId}>
        {texts.place.label}
        {role !== null && `: ${role}`} <kbd aria-hidden="true">{keys.place.label}</kbd>
      </label>
      <div className="combobox">
        <input
          id={placeFieldId}
          ref={field}
          className="input"
          role="combobox"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeId}
          aria-describedby={hintId}
          placeholder={texts.place.placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={searchLettersMax}
          readOnly={placeLocked}
          value={typed ?? lookup.place?.name ?? ""}
          onFocus={begin}
          onBlur={() => setTyped(null)}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKey}
        />
        <PlaceHits listId={listId} hits={hits} chosen={chosen} onTake={take} />
      </div>
      <p className="hint" id={hintId}>
        {inVain ?? (asks ? texts.place.ambiguous : <PlaceHint />)}
      </p>
      <CommandNote near="place" />
    </div>
  );
}

/** What is typed, what it finds, and what Enter and Escape make of it. */
function usePlaceTyping() {
  const { choosePlace, confirmPresumed, lookup } = useDeskParts();
  const { whisper } = useAnnouncer();
  /** Null while the field just shows the place. */
  const [typed, setTyped] = useState<string | null>(null);
  const { hits, settled } = usePlaces(typed ?? "");
  const identity = `${typed}|${hits[0]?.municipality.ags ?? ""}`;
  const list = useList(hits.length, identity);
  /** The hits among which somebody has chosen by hand. */
  const [picked, pick] = useState<string | null>(null);
  // Of several that are called alike none is taken that nobody has chosen.
  const asks = hits[0]?.ambiguous === true && hits.length > 1;
  const chosen = hits.length === 0 || (asks && picked !== identity) ? -1 : list.index;
  const findsNothing = settled && hits.length === 0 && (typed ?? "").trim() !== "";
  // While something else stands in the field, the place that holds must be said.
  const inVain = findsNothing
    ? texts.place.nothing(typed!.trim(), lookup.place?.name ?? null)
    : null;
  const named = useNamedPlace();
  const field = useRef<HTMLInputElement>(null);
  // The caller has named it already: Enter is enough.
  const begin = () => {
    if (named && typed === null) flushSync(() => setTyped(named.name));
    field.current?.select();
  };
  const take = (hit: PlaceHit) => {
    setTyped(null);
    choosePlace(placeOf(hit));
  };
  const enter = useEarlyEnter(typed ?? "", settled, (seen) => {
    const hit = hits[chosen];
    if (asks && !hit) whisper(texts.place.ambiguous);
    if (inVain !== null) whisper(inVain);
    if (hit && (seen || hits.length === 1)) take(hit);
  });
  const onKey = (event: KeyboardEvent) => {
    const step = arrowStep(event);
    if (step !== null && hits.length > 0) pick(identity);
    if (step !== null && chosen < 0) {
      event.preventDefault();
      return list.choose(step === 1 ? 0 : hits.length - 1);
    }
    if (list.onKey(event)) return;
    if (isEnter(event)) {
      event.preventDefault();
      // The place that is shown was given for something else: Enter takes it for this as well.
      if (typed === null) confirmPresumed();
      else enter();
    }
    if (event.key === "Escape") setTyped(null);
  };
  return { typed, setTyped, hits, inVain, chosen, asks, take, onKey, field, begin };
}

/**
 * Whoever lives in Wengerohr has said so: it stands beside the municipality it belongs to. Of two
 * called Esch it is said which.
 */
function placeOf({ kind, name, municipality, ambiguous, association }: PlaceHit): LookupPlace {
  if (kind === "municipality" && ambiguous && association) {
    return { ags: municipality.ags, name: `${name} (VG ${association.name})` };
  }
  if (kind !== "locality" || name === municipality.name) return municipality;
  return { ags: municipality.ags, name: `${name} (${municipality.name})`, locality: name };
}

function usePlaces(typed: string): { hits: PlaceHit[]; settled: boolean } {
  const wanted = typed.trim();
  const asked = useDebounced(wanted, settleMilliseconds);
  const found = useQuery({
    queryKey: ["places", asked],
    queryFn: ({ signal }) => endpoints.places(asked, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  const hits = wanted === "" || asked === "" ? [] : (found.data?.hits ?? []);
  const answered = asked === "" || (found.isSuccess && !found.isPlaceholderData);
  return { hits: hits.slice(0, 12), settled: wanted === asked && answered };
}
