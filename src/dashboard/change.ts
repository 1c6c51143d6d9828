import { isDeepStrictEqual } from "node:util";
import type { CallbackChange } from "./callbacks.ts";
import type { DeskChange } from "./schema.ts";
import type { TeamChange } from "./team.ts";
import type { SharedViews } from "./views.ts";
import type { WaitingChange } from "./waiting.ts";

type SharedChange = Pick<DeskChange, "lines" | "summary" | "status"> & {
  waiting?: WaitingChange;
  callbacks?: CallbackChange;
  team?: TeamChange;
};

/** What differs between two shared pictures; an empty object when nothing does. */
export function sharedChange(before: SharedViews, after: SharedViews): SharedChange {
  const change: SharedChange = {};
  const lines = changedValues(before.lines, after.lines);
  if (lines.length > 0) change.lines = lines;
  const waiting = changedValues(before.waiting, after.waiting);
  const left = [...before.waiting.values()].filter(({ id }) => !after.waiting.has(id));
  if (waiting.length > 0 || left.length > 0) change.waiting = { changed: waiting, gone: left };
  const callbacks = changedValues(before.callbacks, after.callbacks);
  const done = [...before.callbacks].filter(([id]) => !after.callbacks.has(id));
  if (callbacks.length > 0 || done.length > 0) {
    change.callbacks = { changed: callbacks, gone: done.map(([, owned]) => owned) };
  }
  const team = changedValues(before.team, after.team);
  const replaced = [...before.team].filter(
    ([id, view]) => !isDeepStrictEqual(view, after.team.get(id)),
  );
  if (team.length > 0 || replaced.length > 0) {
    change.team = { before: replaced.map(([, view]) => view), changed: team };
  }
  if (!isDeepStrictEqual(before.summary, after.summary)) change.summary = after.summary;
  if (!isDeepStrictEqual(before.status, after.status)) change.status = after.status;
  return change;
}

function changedValues<View>(
  before: ReadonlyMap<string, View>,
  after: ReadonlyMap<string, View>,
): View[] {
  return [...after]
    .filter(([id, view]) => !isDeepStrictEqual(before.get(id), view))
    .map(([, view]) => view);
}
