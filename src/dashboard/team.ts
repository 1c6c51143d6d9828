import { administrationsWhere, may, type Principal } from "../identity/permissions.ts";
import type { DeskChange, TeamMemberView } from "./schema.ts";

/** Members that differ now, as they were and as they are; who has left only was. */
export interface TeamChange {
  before: readonly TeamMemberView[];
  changed: readonly TeamMemberView[];
}

/** The people of the administrations that somebody supervises; null for who may see nobody. */
export function teamShown(
  team: ReadonlyMap<string, TeamMemberView>,
  principal: Principal,
): TeamMemberView[] | null {
  if (!may(principal, "team.read")) return null;
  return visible([...team.values()], principal);
}

/** What of a change somebody may see; null when nothing is left of it. */
export function teamChangeShown(
  change: TeamChange,
  principal: Principal,
): NonNullable<DeskChange["team"]> | null {
  if (!may(principal, "team.read")) return null;
  const changed = visible(change.changed, principal);
  // Who now works for another house has left as far as this one can see.
  const stay = new Set(changed.map(({ agentId }) => agentId));
  const gone = visible(change.before, principal).flatMap(({ agentId }) =>
    stay.has(agentId) ? [] : agentId,
  );
  return changed.length + gone.length === 0 ? null : { changed, gone };
}

/** The administrations whose people somebody sees; null for who may see nobody. */
export function teamScope(principal: Principal): "all" | readonly string[] | null {
  return may(principal, "team.read") ? administrationsWhere(principal, "team.read") : null;
}

function visible(members: readonly TeamMemberView[], principal: Principal): TeamMemberView[] {
  const scope = administrationsWhere(principal, "team.read");
  return members.filter((member) => scope === "all" || scope.includes(member.administrationId));
}
