import { useState } from "react";
import type { KeyboardEvent } from "react";
import type { ConcernOutcome, ConcernView } from "../../src/contacts/schema.ts";
import { withoutConcern, withOutcome } from "../core/record.ts";
import { useRecord, useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { useDeskParts } from "./desk-context.tsx";

const outcomes = Object.keys(texts.outcomes) as ConcernOutcome[];

/** Focuses the outcome of a concern: the chosen one, else the first. */
export function focusConcern(id: string): void {
  const inputs = document.querySelectorAll<HTMLInputElement>(`input[name="outcome-${id}"]`);
  const chosen = [...inputs].find((input) => input.checked) ?? inputs[0];
  chosen?.focus();
}

/** What the caller wanted; one or more, each with its outcome. */
export function ConcernList() {
  const { record } = useRecord();
  return (
    <div className="field">
      <h3 className="label">{texts.record.concerns}</h3>
      {record.concerns.length === 0 && <p className="hint">{texts.record.concernsHint}</p>}
      <div className="concerns">
        {record.concerns.map((concern) => (
          <Concern key={concern.id} concern={concern} />
        ))}
      </div>
      <OtherConcern />
    </div>
  );
}

function Concern({ concern }: { concern: ConcernView }) {
  const { record } = useSession();
  const { lookup } = useDeskParts();
  const { serviceSlug: slug } = concern;
  return (
    <div className="concern">
      <div className="concern-head">
        {slug === null ? (
          <span className="title">{concern.title}</span>
        ) : (
          <button type="button" className="title" onClick={() => lookup.open(slug)}>
            {concern.title}
          </button>
        )}
        <IconButton
          icon="close"
          label={`${concern.title} ${texts.remove}`}
          onClick={() => record.update((current) => withoutConcern(current, concern.id))}
        />
      </div>
      <fieldset className="choices">
        <legend className="only-spoken">
          {texts.record.outcome}: {concern.title}
        </legend>
        {outcomes.map((outcome) => (
          <div className="choice" key={outcome}>
            <input
              type="radio"
              id={`${concern.id}-${outcome}`}
              name={`outcome-${concern.id}`}
              checked={concern.outcome === outcome}
              onChange={() => record.update((current) => withOutcome(current, concern.id, outcome))}
            />
            <label htmlFor={`${concern.id}-${outcome}`}>{texts.outcomes[outcome]}</label>
          </div>
        ))}
      </fieldset>
    </div>
  );
}

/** A concern that no service describes, in the agent's own words. */
function OtherConcern() {
  const { addConcern, lookup } = useDeskParts();
  const [text, setText] = useState("");
  const add = () => {
    const title = text.trim();
    if (title === "") return;
    addConcern({ serviceSlug: null, title, placeAgs: lookup.place?.ags ?? null });
    setText("");
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    add();
  };
  return (
    <div className="other-concern">
      <input
        className="input"
        aria-label={texts.record.other}
        placeholder={texts.record.other}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKey}
      />
      <Button icon="add" onClick={add} disabled={text.trim() === ""}>
        {texts.record.add}
      </Button>
    </div>
  );
}
