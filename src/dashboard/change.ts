import { isDeepStrictEqual } from "node:util";
import type { Owned, OwnedChange } from "./audience.ts";
import type { CallbackView, DeskChange, WaitingView } from "./schema.ts";
import type { TeamChange } from "./team.ts";
import type { SharedViews } from "./views.ts";

type SharedChange = Pick<DeskChange, "lines" | "summary" | "status"> & {
  waiting?: OwnedChange<WaitingView>;
  callbacks?: OwnedChange<CallbackView>;
  team?: TeamChange;
};

/** What differs between two shared pictures; an empty object when nothing does. */
export function sharedChange(before: SharedViews, after: SharedViews): SharedChange {
  const change: SharedChange = {};
  const lines = changedValues(before.lines, after.lines);
  if (lines.length > 0) change.lines = lines;
  const waiting = ownedChange(before.waiting, after.waiting);
  if (waiting) change.waiting = waiting;
  const callbacks = ownedChange(before.callbacks, after.callbacks);
  if (callbacks) change.callbacks = callbacks;
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

function ownedChange<View>(
  before: ReadonlyMap<string, Owned<View>>,
  after: ReadonlyMap<string, Owned<View>>,
): OwnedChange<View> | null {
  const changed = changedValues(before, after);
  const gone = [...before].filter(([id]) => !after.has(id)).map(([, owned]) => owned);
  return changed.length + gone.length === 0 ? null : { changed, gone };
}

function changedValues<View>(
  before: ReadonlyMap<string, View>,
  after: ReadonlyMap<string, View>,
): View[] {
  return [...after]
    .filter(([id, view]) => !isDeepStrictEqual(before.get(id), view))
    .map(([, view]) => view);
}
