import { createContext, useContext } from "react";
import type { OpenPoint } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import type { DraftField } from "./merge-content.ts";

interface AnswerFormParts {
  text: (field: DraftField) => string;
  change: (field: DraftField, text: string) => void;
  problems: readonly OpenPoint[];
  /** What the shared answer says where this one is silent. */
  inherited: (field: DraftField) => string;
}

export const FormContext = createContext<AnswerFormParts | null>(null);

export function fieldId(field: string): string {
  return `answer-${field}`;
}

const shownLettersMax = 90;

/** What an input of a field needs, its hint and its problem included. */
export function useField(field: DraftField, ownHint?: string) {
  const form = useContext(FormContext);
  if (!form) throw new Error("There is no form of an answer here.");
  const id = fieldId(field);
  const value = form.text(field);
  const problem = form.problems.find((point) => point.field === field)?.message;
  const inherited = value === "" ? form.inherited(field) : "";
  const short =
    inherited.length > shownLettersMax ? `${inherited.slice(0, shownLettersMax)} …` : inherited;
  const hint = short === "" ? ownHint : texts.editing.hints.empty(short);
  const describedBy = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(" ");
  return {
    id,
    hint,
    problem,
    value,
    change: (text: string) => form.change(field, text),
    described: {
      "aria-invalid": problem !== undefined,
      "aria-describedby": describedBy || undefined,
    },
  };
}
