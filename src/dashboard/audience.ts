import { administrationsWhere, may, type Principal } from "../identity/permissions.ts";

/** A caller or a callback, with the administration whose supervisors see it. */
export interface Owned<View> {
  administrationId: string | null;
  view: View;
}

/** Entries that differ, and those that have left. */
export interface OwnedChange<View> {
  changed: readonly Owned<View>[];
  gone: readonly Owned<View>[];
}

interface InQueue {
  id: string;
  lineId: string;
}

/** The administrations whose callers and callbacks somebody supervises; null: of none. */
export function supervisedScope(principal: Principal): "all" | readonly string[] | null {
  const supervises = may(principal, "callbacks.supervise");
  return supervises ? administrationsWhere(principal, "callbacks.supervise") : null;
}

/**
 * What somebody sees of it; null for who neither takes calls nor supervises.
 * @param lineIds the lines that the person serves; null for who takes no calls
 */
export function shownTo<View extends InQueue>(
  views: ReadonlyMap<string, Owned<View>>,
  principal: Principal,
  lineIds: readonly string[] | null,
): View[] | null {
  const seen = seenBy(principal, lineIds);
  return seen && [...views.values()].filter(seen).map(({ view }) => view);
}

/** The part of a change that the person sees; undefined when there is none. */
export function changeShownTo<View extends InQueue>(
  change: OwnedChange<View> | undefined,
  principal: Principal,
  lineIds: readonly string[] | null,
): { changed: View[]; gone: string[] } | undefined {
  const seen = seenBy(principal, lineIds);
  if (change === undefined || seen === null) return undefined;
  const changed = change.changed.filter(seen).map(({ view }) => view);
  const gone = change.gone.filter(seen).map(({ view }) => view.id);
  return changed.length + gone.length === 0 ? undefined : { changed, gone };
}

function seenBy(principal: Principal, lineIds: readonly string[] | null) {
  const scope = supervisedScope(principal);
  if (scope === null && lineIds === null) return null;
  return ({ administrationId, view }: Owned<InQueue>): boolean =>
    lineIds?.includes(view.lineId) === true ||
    scope === "all" ||
    (administrationId !== null && scope?.includes(administrationId) === true);
}
