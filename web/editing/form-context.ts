import { createContext, useContext } from "react";
import type { OpenPoint } from "../../src/knowledge/editing/schema.ts";
import { dayText } from "../core/format.ts";
import { texts } from "../texts.ts";
import type { DraftField } from "./merge-content.ts";
import { focusSoon } from "./use-refresh.ts";

interface AnswerFormParts {
  text: (field: DraftField) => string;
  change: (field: DraftField, text: string) => void;
  problems: readonly OpenPoint[];
  /** How many characters may stand in it; null: it is no text. */
  lettersMax: (field: DraftField) => number | null;
  /** From here on, words to read aloud are worth shortening. */
  spokenLettersMax: number;
  /** What the shared answer says where this one is silent. */
  inherited: (field: DraftField) => string;
}

export const FormContext = createContext<AnswerFormParts | null>(null);

export function fieldId(field: string): string {
  return `answer-${field}`;
}

const shownLettersMax = 90;
/** The counter appears from this share of the limit on. */
const nearShare = 0.9;
/** Texts of which a district often changes a sentence; the others are written anew. */
const worthTakingOver: readonly DraftField[] = ["spoken", "body", "documents"];
/** Of several lines: whoever adds one to an empty field silently drops all that were shared. */
const ofLines: readonly DraftField[] = ["body", "documents"];
const lists: readonly DraftField[] = ["documents", "legalBasis"];

/** What an input of a field needs, its hint and its problem included. */
export function useField(field: DraftField, ownHint?: string) {
  const form = useContext(FormContext);
  if (!form) throw new Error("There is no form of an answer here.");
  const id = fieldId(field);
  const words = texts.editing.hints;
  const value = form.text(field);
  const problem = form.problems.find((point) => point.field === field)?.message;
  const shared = form.inherited(field);
  const inherited = value === "" ? shared : "";
  const { lines, missing } = linesReplaced(field, shared, value);
  const read = field === "checkedAt" && inherited !== "" ? dayText(inherited) : inherited;
  const flat = read.replaceAll(/^#+ /gm, "").replaceAll(/\s*\n+\s*/g, "; ");
  const short =
    flat.length > shownLettersMax
      ? `${flat.slice(0, shownLettersMax).replace(/\s+\S*$/, "")} …`
      : flat;
  const hint =
    short !== "" ? words.empty(short) : missing > 0 ? words.replaces(missing, lines) : ownHint;
  const count = countLetters(
    form.lettersMax(field),
    lists.includes(field) ? value.split("\n") : [value],
  );
  const long = field === "spoken" && value.length > form.spokenLettersMax;
  const counter = count ?? (long ? words.spokenLong(value.length, form.spokenLettersMax) : null);
  const put = (label: string, text: string) => ({
    label,
    put: () => {
      form.change(field, text);
      focusSoon(id);
    },
  });
  const takeOver = () => {
    if (!worthTakingOver.includes(field) || shared === "") return null;
    if (value === "") return put(words.takeOver, shared);
    const between = lists.includes(field) ? "\n" : "\n\n";
    const adds = missing > 0 && missing === lines;
    return adds ? put(words.putBefore, shared + between + value) : null;
  };
  const describedBy = [hint && `${id}-hint`, counter && `${id}-count`, problem && `${id}-problem`]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    hint,
    counter,
    problem,
    takeOver: takeOver(),
    value,
    change: (text: string) => form.change(field, text),
    described: {
      "aria-invalid": problem !== undefined,
      "aria-describedby": describedBy || undefined,
    },
  };
}

/** How many lines the shared answer says here, and how many of them the own words leave out. */
function linesReplaced(field: DraftField, shared: string, own: string) {
  if (own === "" || !ofLines.includes(field)) return { lines: 0, missing: 0 };
  const said = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
  const kept = new Set(said(own).map((line) => line.trim()));
  const lines = said(shared);
  return { lines: lines.length, missing: lines.filter((line) => !kept.has(line.trim())).length };
}

/** Near the limit and beyond it: how many characters stand there; of a list, of its longest line. */
function countLetters(most: number | null, lines: readonly string[]): string | null {
  if (most === null) return null;
  const length = Math.max(...lines.map((line) => line.length));
  return length > nearShare * most ? texts.editing.hints.count(length, most) : null;
}
