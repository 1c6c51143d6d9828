import { applyPatch, createPatch } from "diff";
import type { AnswerContent, ContentField } from "../../src/knowledge/editing/schema.ts";

export interface DraftState {
  content: AnswerContent;
  releasedFrom: string | null;
  releasedUntil: string | null;
}

export type DraftField = ContentField | "releasedFrom" | "releasedUntil";

/** A field that both sides have changed, each in its own way. */
export interface Clash {
  field: DraftField;
  base: string;
  mine: string;
  theirs: string;
}

export interface Merge {
  /** With one's own words where both sides changed the same. */
  merged: DraftState;
  clashes: Clash[];
}

const fields = (state: DraftState) =>
  [...Object.keys(state.content), "releasedFrom", "releasedUntil"] as DraftField[];

/**
 * Brings two versions of a draft together. What only one side has changed holds; where both have
 * changed one text in different paragraphs, both changes hold; the rest is for people.
 */
export function mergeDrafts(base: DraftState, mine: DraftState, theirs: DraftState): Merge {
  let merged = mine;
  const clashes: Clash[] = [];
  for (const field of fields(mine)) {
    const [was, own, other] = [base, mine, theirs].map((state) => textOf(state, field));
    if (was === undefined || own === undefined || other === undefined) continue;
    if (own === other || other === was) continue;
    const joined = own === was ? other : joinTexts(was, own, other);
    if (joined === null) clashes.push({ field, base: was, mine: own, theirs: other });
    else merged = withText(merged, field, joined);
  }
  return { merged, clashes };
}

/** Their text with one's own changes in it; null where both touch the same paragraph. */
function joinTexts(base: string, mine: string, theirs: string): string | null {
  // Into an empty text a patch would fit anywhere.
  if (base === "" || mine === "" || theirs === "") return null;
  const patch = createPatch("", `${base}\n`, `${mine}\n`, "", "", { context: 1 });
  const joined = applyPatch(`${theirs}\n`, patch, { fuzzFactor: 0 });
  return joined === false ? null : joined.replace(/\n$/, "");
}

export function sameDraft(left: DraftState, right: DraftState): boolean {
  return fields(left).every((field) => textOf(left, field) === textOf(right, field));
}

export function changedFieldsOf(left: DraftState, right: DraftState): DraftField[] {
  return fields(left).filter((field) => textOf(left, field) !== textOf(right, field));
}

/** More than this is not even sent: it is a book pasted by mistake. */
const sentLettersMax = 200_000;

/** The first field that is far too long; null: none is. */
export function hugeField(state: DraftState): { field: DraftField; letters: number } | null {
  for (const field of fields(state)) {
    const letters = textOf(state, field).length;
    if (letters > sentLettersMax) return { field, letters };
  }
  return null;
}

/** These hold one line: a break in it would not be seen, and be lost at the next key. */
const lineFields: readonly DraftField[] = [
  "fee",
  "duration",
  "deadline",
  "appointment",
  "onlineUrl",
  "source",
];

/** Both texts of a field, one after the other. */
export function bothTexts({ field, theirs, mine }: Clash): string {
  if (theirs === "" || mine === "") return theirs + mine;
  return theirs + (lineFields.includes(field) ? "; " : "\n") + mine;
}

/** A field as text: a list has a line for each entry. */
export function textOf(state: DraftState, field: DraftField): string {
  if (field === "releasedFrom" || field === "releasedUntil") return state[field] ?? "";
  const value = state.content[field];
  if (Array.isArray(value)) return value.join("\n");
  return value === null ? "" : String(value);
}

/** The inverse of `textOf`. */
export function withText(state: DraftState, field: DraftField, text: string): DraftState {
  if (field === "releasedFrom" || field === "releasedUntil") {
    return { ...state, [field]: text || null };
  }
  return { ...state, content: { ...state.content, [field]: valueOf(field, text) } };
}

function valueOf(field: ContentField, text: string): AnswerContent[ContentField] {
  switch (field) {
    case "documents":
    case "legalBasis":
      return text === "" ? [] : text.split("\n");
    case "sample":
      return text === "" ? null : text === "true";
    case "reviewMonths": {
      const months = Number(text);
      return /^\d{1,2}$/.test(text) && months >= 1 && months <= 60 ? months : null;
    }
    default:
      return text;
  }
}
