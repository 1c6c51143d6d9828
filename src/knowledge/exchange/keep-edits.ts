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
 * stored. What nobody edited follows the files, field by field; what an editor changed, added or
 * removed stays.
 * @param base null: nothing was ever imported from files, so they are followed
 */
export function keepEdits<Row extends object>(
  wanted: readonly Row[],
  base: readonly Row[] | null,
  stored: readonly Row[],
  keyOf: (row: Row) => string,
): { rows: Row[]; kept: KeptEdit[] } {
  if (base === null) return { rows: [...wanted], kept: [] };
  const byKey = (rows: readonly Row[]) => new Map(rows.map((row) => [keyOf(row), row]));
  const [now, before, here] = [byKey(wanted), byKey(base), byKey(stored)];
  const rows: Row[] = [];
  const kept: KeptEdit[] = [];
  for (const key of new Set([...now.keys(), ...here.keys()])) {
    const [file, last, own] = [now.get(key), before.get(key), here.get(key)];
    if (file && last && own) {
      const merged = mergeFields(file, last, own);
      rows.push(merged.row);
      if (!merged.agreed) kept.push({ key, conflict: merged.conflict });
      continue;
    }
    const edited = !sameValue(own ?? null, last ?? null);
    const row = edited ? own : file;
    if (row) rows.push(row);
    if (edited && !sameValue(own ?? null, file ?? null)) {
      kept.push({ key, conflict: !sameValue(file ?? null, last ?? null) });
    }
  }
  return { rows, kept };
}

/** Each field follows the files unless it was edited. */
function mergeFields<Row extends object>(file: Row, last: Row, own: Row) {
  const [before, here] = [new Map(Object.entries(last)), new Map(Object.entries(own))];
  let [agreed, conflict] = [true, false];
  const fields = Object.entries(file).map(([name, value]): [string, unknown] => {
    const edited = !sameValue(here.get(name), before.get(name));
    if (edited && !sameValue(here.get(name), value)) {
      agreed = false;
      conflict ||= !sameValue(value, before.get(name));
    }
    return [name, edited ? here.get(name) : value];
  });
  return { row: Object.fromEntries(fields) as Row, agreed, conflict };
}

/** The versions of one answer: editors may have released several, one after the other. */
export interface AnswerGroup {
  /** "hundesteuer:shared", whatever the ids of the versions are. */
  key: string;
  answers: AnswerRecord[];
}

/** The same words under another id are the same version. */
export function groupAnswers(answers: readonly AnswerRecord[]): AnswerGroup[] {
  const groups = new Map<string, AnswerGroup>();
  for (const answer of answers) {
    const key = `${answer.serviceSlug}:${answer.administrationId ?? "shared"}`;
    const group = groups.get(key);
    if (group) group.answers.push(answer);
    else groups.set(key, { key, answers: [answer] });
  }
  return [...groups.values()];
}

export function wordsOf({ answers }: AnswerGroup) {
  return answers.map(({ id: _id, ...words }) => words);
}

/** As `keepEdits` for whole answers: parts of two texts make no third one. */
export function keepAnswers(
  wanted: readonly AnswerRecord[],
  base: readonly AnswerRecord[] | null,
  stored: readonly AnswerRecord[],
): { rows: AnswerRecord[]; kept: KeptEdit[] } {
  if (base === null) return { rows: [...wanted], kept: [] };
  const byKey = (rows: readonly AnswerRecord[]) =>
    new Map(groupAnswers(rows).map((group) => [group.key, group]));
  const [now, before, here] = [byKey(wanted), byKey(base), byKey(stored)];
  const differ = (left: AnswerGroup | undefined, right: AnswerGroup | undefined) =>
    !sameValue(left ? wordsOf(left) : null, right ? wordsOf(right) : null);
  const rows: AnswerRecord[] = [];
  const kept: KeptEdit[] = [];
  for (const key of new Set([...now.keys(), ...here.keys()])) {
    const [file, last, own] = [now.get(key), before.get(key), here.get(key)];
    const edited = differ(own, last);
    rows.push(...((edited ? own : file)?.answers ?? []));
    if (edited && differ(own, file)) kept.push({ key, conflict: differ(file, last) });
  }
  return { rows, kept };
}
