import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useState } from "react";
import type { KeyboardEvent } from "react";
import type { PlaceHit } from "../../src/places/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { keys } from "../keys.ts";
import { useCallActions } from "../shell/call-actions.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Badge, Problem } from "../ui/marks.tsx";
import { useDebounced, useInSight, useList } from "../ui/use-list.ts";
import { useDeskParts } from "./desk-context.tsx";

const fieldId = "place-of-concern";

export function focusPlaceField(): void {
  const field = document.getElementById(fieldId);
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

/** Place of the concern: name, locality, postal code or dialect; ambiguous ones say so. */
export function PlaceField() {
  const { contact, lookup, choosePlace } = useDeskParts();
  const { problem } = useCallActions();
  const current = lookup.place?.name ?? "";
  const [text, setText] = useState(current);
  const [open, setOpen] = useState(false);
  // A place confirmed elsewhere, or another call: the field follows.
  useEffect(() => setText(current), [current, contact?.id]);
  useKeys({ [keys.place.press]: focusPlaceField });

  const settled = useDebounced(text.trim(), 100);
  const listId = useId();
  const hintId = useId();
  const asking = open && settled !== "" && settled !== current;
  const found = useQuery({
    queryKey: ["places", settled],
    queryFn: ({ signal }) => endpoints.places(settled, signal),
    enabled: asking,
    placeholderData: keepPreviousData,
  });
  const hits = asking ? (found.data?.hits ?? []).slice(0, 12) : [];
  const list = useList(hits.length, `${settled}|${hits[0]?.municipality.ags ?? ""}`);
  const activeId = hits.length > 0 ? `${listId}-${list.index}` : undefined;
  useInSight(activeId);
  const ready = text.trim() === settled && !found.isPlaceholderData && found.isSuccess;
  const ambiguous = hits.filter((hit) => hit.ambiguous).length > 1;

  const take = (hit: PlaceHit) => {
    const name =
      hit.kind === "locality" && hit.name !== hit.municipality.name
        ? `${hit.municipality.name} (${hit.name})`
        : hit.municipality.name;
    setText(hit.municipality.name);
    setOpen(false);
    choosePlace({ ags: hit.municipality.ags, name });
  };
  const onKey = (event: KeyboardEvent) => {
    if (list.onKey(event)) return setOpen(true);
    const hit = hits[list.index];
    if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (hit && ready) take(hit);
    }
    if (event.key === "Escape") {
      setText(current);
      setOpen(false);
    }
  };
  return (
    <div className="field">
      <label htmlFor={fieldId}>
        {texts.place.label} <kbd aria-hidden="true">{keys.place.label}</kbd>
      </label>
      <div
        className="combobox"
        onBlur={(event) => {
          if (event.currentTarget.contains(event.relatedTarget)) return;
          setOpen(false);
          setText(current);
        }}
      >
        <input
          id={fieldId}
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
          value={text}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setText(event.target.value);
            setOpen(true);
          }}
          onKeyDown={onKey}
        />
        {asking && ready && hits.length === 0 && (
          <p className="combobox-list">
            <span className="nothing">{texts.place.nothing}</span>
          </p>
        )}
        <ul
          id={listId}
          className="combobox-list"
          role="listbox"
          aria-label={texts.place.hits}
          hidden={hits.length === 0}
        >
          {hits.map((hit, index) => (
            <li
              key={`${hit.kind} ${hit.name} ${hit.municipality.ags}`}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === list.index}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(hit)}
            >
              <PlaceWords hit={hit} />
            </li>
          ))}
        </ul>
      </div>
      <p className="hint" id={hintId}>
        {ambiguous ? texts.place.ambiguous : <PlaceHint />}
      </p>
      {problem?.near === "place" && <Problem>{problem.message}</Problem>}
    </div>
  );
}

function PlaceWords({ hit }: { hit: PlaceHit }) {
  const above = [
    hit.name === hit.municipality.name ? null : hit.municipality.name,
    hit.association?.name,
    hit.district.name,
  ];
  return (
    <>
      <span className="strong">{hit.name}</span>{" "}
      {hit.ambiguous && <Badge tone="warn">{texts.place.askBack}</Badge>}
      <br />
      <span className="small muted">
        {above.filter((name) => name !== null && name !== undefined).join(" · ")}
        {hit.reason && ` (${hit.reason})`}
      </span>
    </>
  );
}

function PlaceHint() {
  const { contact, lookup } = useDeskParts();
  if (lookup.place) {
    return (
      <>
        <Icon name="check" /> {contact ? texts.place.confirmed : texts.place.chosen}
      </>
    );
  }
  const guess = contact?.origin[0];
  return guess ? texts.place.guessed(guess.reason) : texts.place.hint;
}
