import { useState } from "react";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Window } from "../ui/window.tsx";
import { bothTexts, withText } from "./merge-content.ts";
import type { Clash, DraftField, DraftState } from "./merge-content.ts";
import { fieldName, readableText, WordDiff } from "./word-diff.tsx";

interface Props {
  hint: string;
  theirsLabel: string;
  clashes: readonly Clash[];
  /** With one's own words where both sides changed the same. */
  merged: DraftState;
  onApply: (merged: DraftState) => void;
  /** Null: it has to be settled before anything else can be saved. */
  onClose: (() => void) | null;
}

interface Result {
  /** The texts that it was made of. */
  of: Clash;
  text: string;
}

/** Three texts of each field beside one another, and what becomes of them. */
export function MergeWindow({ hint, theirsLabel, clashes, merged, onApply, onClose }: Props) {
  const words = texts.editing.conflict;
  const [results, setResults] = useState<Partial<Record<DraftField, Result>>>({});
  const [open, setOpen] = useState(true);
  // What was settled between other texts is no result for those of now: neither would be in it.
  const resultOf = (clash: Clash) => {
    const result = results[clash.field];
    const same = result?.of.mine === clash.mine && result.of.theirs === clash.theirs;
    return same ? result.text : clash.mine;
  };
  const apply = () =>
    onApply(
      clashes.reduce((state, clash) => withText(state, clash.field, resultOf(clash)), merged),
    );
  if (!open) {
    return (
      <div className="merge-again">
        <Button tone="primary" icon="compare" onClick={() => setOpen(true)}>
          {words.title}
        </Button>
      </div>
    );
  }
  return (
    <Window title={words.title} icon="compare" onClose={onClose ?? (() => setOpen(false))}>
      <p>{hint}</p>
      {clashes.length === 0 && <p>{words.nothing}</p>}
      {clashes.map((clash) => (
        <ClashFields
          key={clash.field}
          clash={clash}
          theirsLabel={theirsLabel}
          result={resultOf(clash)}
          onResult={(text) =>
            setResults((before) => ({ ...before, [clash.field]: { of: clash, text } }))
          }
        />
      ))}
      <div className="form-end">
        {onClose && <Button onClick={onClose}>{texts.cancel}</Button>}
        <Button tone="primary" icon="check" onClick={apply}>
          {words.apply}
        </Button>
      </div>
    </Window>
  );
}

interface ClashProps {
  clash: Clash;
  theirsLabel: string;
  result: string;
  onResult: (text: string) => void;
}

function ClashFields({ clash, theirsLabel, result, onResult }: ClashProps) {
  const words = texts.editing.conflict;
  const { field } = clash;
  const shown = (text: string) => readableText(field, text) || words.empty;
  const id = `merge-${field}`;
  const written = !["scope", "sample", "checkedAt", "releasedFrom", "releasedUntil"].includes(
    field,
  );
  return (
    <fieldset className="group merge-field">
      <legend>{fieldName(field)}</legend>
      <div className="three-texts">
        <div>
          <p className="overline">{words.base}</p>
          <p className="word-diff">{shown(clash.base)}</p>
        </div>
        <div>
          <p className="overline">{theirsLabel}</p>
          <WordDiff before={readableText(field, clash.base)} after={shown(clash.theirs)} />
        </div>
        <div>
          <p className="overline">{words.mine}</p>
          <WordDiff before={readableText(field, clash.base)} after={shown(clash.mine)} />
        </div>
      </div>
      <div className="text-tools" role="group" aria-label={fieldName(field)}>
        <Button className="small" onClick={() => onResult(clash.mine)}>
          {words.takeMine}
        </Button>
        <Button className="small" onClick={() => onResult(clash.theirs)}>
          {words.takeTheirs}
        </Button>
        {written && (
          <Button className="small" onClick={() => onResult(bothTexts(clash))}>
            {words.takeBoth}
          </Button>
        )}
      </div>
      <div className="field">
        <label htmlFor={id}>{words.result}</label>
        {written ? (
          <textarea
            id={id}
            className="input"
            data-first-focus
            rows={Math.min(10, Math.max(2, result.split("\n").length))}
            value={result}
            onChange={(event) => onResult(event.target.value)}
          />
        ) : (
          <input id={id} className="input" readOnly value={shown(result)} />
        )}
      </div>
    </fieldset>
  );
}
