import { administrationsWhere, may, type Principal } from "../identity/permissions.ts";
import type { DeskChange, TeamMemberView } from "./schema.ts";

type TeamChange = NonNullable<DeskChange["team"]>;

/** The people of the administrations that somebody supervises; null for who may see nobody. */
export function teamShown(
  team: ReadonlyMap<string, TeamMemberView>,
  principal: Principal,
): TeamMemberView[] | null {
  if (!may(principal, "team.read")) return null;
  return visible([...team.values()], principal);
}

/** What of a change somebody may see; null when nothing is left of it. */
export function teamChangeShown(change: TeamChange, principal: Principal): TeamChange | null {
  if (!may(principal, "team.read")) return null;
  const changed = visible(change.changed, principal);
  return changed.length + change.gone.length === 0 ? null : { changed, gone: change.gone };
}

function visible(members: readonly TeamMemberView[], principal: Principal): TeamMemberView[] {
  const scope = administrationsWhere(principal, "team.read");
  return members.filter((member) => scope === "all" || scope.includes(member.administrationId));
}
