import type { AnswerView } from "../../src/knowledge/schema.ts";

const readFields = [
  "spoken",
  "fee",
  "duration",
  "deadline",
  "appointment",
  "documents",
  "onlineUrl",
  "text",
] as const;
export type ReadField = (typeof readFields)[number];

export interface FieldChange {
  field: ReadField;
  before: string;
  after: string;
}

/** What differs in the words that are read aloud, in the order in which they stand there. */
export function changedFields(before: AnswerView | null, after: AnswerView | null): FieldChange[] {
  return readFields
    .map((field) => ({ field, before: wordsOf(before, field), after: wordsOf(after, field) }))
    .filter((each) => each.before !== each.after);
}

export function sameToRead(left: AnswerView | null, right: AnswerView | null): boolean {
  return (left === null) === (right === null) && changedFields(left, right).length === 0;
}

function wordsOf(answer: AnswerView | null, field: ReadField): string {
  const value = answer?.[field] ?? "";
  return typeof value === "string" ? value : value.join("\n");
}
