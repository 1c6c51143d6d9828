import type { DeskChange } from "./schema.ts";
import type { SharedViews } from "./views.ts";
import type { WaitingChange } from "./waiting.ts";

type SharedChange = Pick<DeskChange, "lines" | "team" | "summary" | "status"> & {
  waiting?: WaitingChange;
};

/** What differs between two shared pictures; an empty object when nothing does. */
export function sharedChange(before: SharedViews, after: SharedViews): SharedChange {
  const change: SharedChange = {};
  const lines = changedValues(before.lines, after.lines);
  if (lines.length > 0) change.lines = lines;
  const waiting = changedValues(before.waiting, after.waiting);
  const left = [...before.waiting.values()].filter(({ id }) => !after.waiting.has(id));
  if (waiting.length > 0 || left.length > 0) change.waiting = { changed: waiting, gone: left };
  const team = changedValues(before.team, after.team);
  const gone = [...before.team.keys()].filter((id) => !after.team.has(id));
  if (team.length > 0 || gone.length > 0) change.team = { changed: team, gone };
  if (!same(before.summary, after.summary)) change.summary = after.summary;
  if (!same(before.status, after.status)) change.status = after.status;
  return change;
}

function changedValues<View>(
  before: ReadonlyMap<string, View>,
  after: ReadonlyMap<string, View>,
): View[] {
  return [...after].filter(([id, view]) => !same(before.get(id), view)).map(([, view]) => view);
}

/** Views are plain data made by the same code in the same order of fields. */
export function same(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
