import { diffArrays, diffLines } from "diff";
import type { Change } from "diff";
import { Fragment, useMemo } from "react";
import { texts } from "../texts.ts";
import { changedFieldsOf, textOf } from "./merge-content.ts";
import type { DraftField, DraftState } from "./merge-content.ts";

/** Longer than this nobody who is typing waits for a comparison, in milliseconds. */
const timeout = 100;
/** Keeps "46,00" and "1.200" whole. */
const segmenter = new Intl.Segmenter("de", { granularity: "word" });
/** Longer texts are not compared by words. */
const comparedLettersMax = 100_000;

/** By words; of long texts with little in common by paragraphs, or as a whole. */
export function differingParts(before: string, after: string): Change[] {
  const whole = (value: string, added: boolean) => ({ value, added, removed: !added, count: 1 });
  return (
    byWords(before, after) ??
    diffLines(before, after, { timeout }) ?? [whole(before, false), whole(after, true)]
  );
}

function byWords(before: string, after: string): Change[] | undefined {
  if (before.length + after.length > comparedLettersMax) return undefined;
  const [left, right] = [before, after].map((text) =>
    [...segmenter.segment(text)].map(({ segment }) => segment),
  );
  const changes = diffArrays(left ?? [], right ?? [], { timeout });
  return (
    changes &&
    withoutChanceWords(changes.map((change) => ({ ...change, value: change.value.join("") })))
  );
}

/**
 * Sentences with nothing to do with one another share a "der" or a colon all the same. What stayed
 * is taken into the change where it is no longer than the changes on both of its sides (as the
 * semantic cleanup of diff-match-patch does), so that old and new stand there as whole phrases.
 */
function withoutChanceWords(changes: Change[]): Change[] {
  const kept: Change[] = [];
  let [removed, added] = ["", ""];
  const lettersChanged = () => Math.max(removed.length, added.length);
  const end = () => {
    if (removed) kept.push({ value: removed, removed: true, added: false, count: 1 });
    if (added) kept.push({ value: added, removed: false, added: true, count: 1 });
    [removed, added] = ["", ""];
  };
  for (const [index, change] of changes.entries()) {
    if (change.removed) removed += change.value;
    else if (change.added) added += change.value;
    else {
      const next = changes.slice(index + 1, index + 3).filter((each) => each.added || each.removed);
      const lettersNext = Math.max(0, ...next.map((each) => each.value.length));
      if (change.value.length <= Math.min(lettersChanged(), lettersNext)) {
        removed += change.value;
        added += change.value;
      } else {
        end();
        kept.push(change);
      }
    }
  }
  end();
  return kept;
}

/** Word by word what differs; what is gone and what is new are said aloud, too. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const words = texts.editing.differences;
  const parts = useMemo(() => differingParts(before, after), [before, after]);
  return (
    <p className="word-diff">
      {parts.map((part, index) => {
        // Parts of one comparison never change their places.
        const key = `${index}`;
        if (part.added) {
          return (
            <Fragment key={key}>
              {between(parts[index - 1], part)}
              <ins>
                <span className="only-spoken">{words.added} </span>
                {part.value}
              </ins>
            </Fragment>
          );
        }
        if (part.removed) {
          return (
            <del key={key}>
              <span className="only-spoken">{words.removed} </span>
              {part.value}
            </del>
          );
        }
        return <span key={key}>{part.value}</span>;
      })}
    </p>
  );
}

/** Several lines stand above those that replace them; a single new word keeps off the old one. */
function between(before: Change | undefined, { value }: Change): string {
  if (before?.removed !== true || !/\S$/.test(before.value) || !/^\S/.test(value)) return "";
  return /\n/.test(before.value + value) ? "\n" : " ";
}

/** Every field that differs, each word by word. */
export function DraftDiff({ before, after }: { before: DraftState; after: DraftState }) {
  const changed = changedFieldsOf(before, after);
  if (changed.length === 0) return <p className="muted">{texts.editing.differences.none}</p>;
  return (
    <dl className="diff-list">
      {changed.map((field) => (
        <div key={field}>
          <dt>{fieldName(field)}</dt>
          <dd>
            <WordDiff before={readable(before, field)} after={readable(after, field)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function fieldName(field: string): string {
  const { fields, dates, otherFields } = texts.editing;
  const names: Record<string, string> = { ...fields, ...dates, ...otherFields };
  return names[field] ?? field;
}

export function hugeMessage({ field, letters }: { field: string; letters: number }): string {
  return texts.editing.saving.huge(fieldName(field), letters);
}

/** The text of a field as people read it. */
export function readableText(field: DraftField, text: string): string {
  const { scopes, samples } = texts.editing;
  if (field === "scope") return scopes[text as keyof typeof scopes] ?? text;
  if (field === "sample") {
    return text === "" ? samples.inherit : text === "true" ? samples.yes : samples.no;
  }
  return text;
}

function readable(state: DraftState, field: DraftField): string {
  return readableText(field, textOf(state, field));
}
