import { sameValue } from "../../directory/row-changes.ts";
import type { AnswerRecord } from "../records.ts";

/** Something that editors changed, so that the files do not overwrite it. */
export interface KeptEdit {
  key: string;
  /** The files say something new, too: somebody has to compare. */
  conflict: boolean;
}

/**
 * Three-way comparison: what the files say now, what they said at the last import, what is
 * stored. What nobody edited follows the files; what an editor changed, added or removed stays.
 * @param base null: nothing was ever imported from files, so they are followed
 */
export function keepEdits<Row extends object>(
  wanted: readonly Row[],
  base: readonly Row[] | null,
  stored: readonly Row[],
  { keyOf, said = (row) => row }: { keyOf(row: Row): string; said?(row: Row): unknown },
): { rows: Row[]; kept: KeptEdit[] } {
  if (base === null) return { rows: [...wanted], kept: [] };
  const byKey = (rows: readonly Row[]) => new Map(rows.map((row) => [keyOf(row), row]));
  const [now, before, here] = [byKey(wanted), byKey(base), byKey(stored)];
  const differ = (left: Row | undefined, right: Row | undefined) =>
    !sameValue(left ? said(left) : null, right ? said(right) : null);
  const rows: Row[] = [];
  const kept: KeptEdit[] = [];
  for (const key of new Set([...now.keys(), ...here.keys()])) {
    const [file, last, own] = [now.get(key), before.get(key), here.get(key)];
    const edited = differ(own, last);
    const row = edited ? own : file;
    if (edited && differ(own, file)) kept.push({ key, conflict: differ(file, last) });
    if (row) rows.push(row);
  }
  return { rows, kept };
}

/** The versions of one answer: editors may have released several, one after the other. */
export interface AnswerGroup {
  /** "hundesteuer:shared", whatever the ids of the versions are. */
  key: string;
  answers: AnswerRecord[];
}

export const answerGroups = {
  of(answers: readonly AnswerRecord[]): AnswerGroup[] {
    const groups = new Map<string, AnswerGroup>();
    for (const answer of answers) {
      const key = `${answer.serviceSlug}:${answer.administrationId ?? "shared"}`;
      const group = groups.get(key);
      if (group) group.answers.push(answer);
      else groups.set(key, { key, answers: [answer] });
    }
    return [...groups.values()];
  },
  keyOf: ({ key }: AnswerGroup) => key,
  said: ({ answers }: AnswerGroup) => answers.map(({ id: _id, ...words }) => words),
};
