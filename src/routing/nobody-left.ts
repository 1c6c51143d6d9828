import { isOpen } from "./calendar.ts";
import type { CenterState } from "./center-state.ts";
import type { CenterEvent } from "./events.ts";
import { notLentFor } from "./lending.ts";
import { turnsAway } from "./outcomes.ts";
import type { Instant, LineSettings } from "./state.ts";

/**
 * R2: whoever waits when the line closes is served while people are at work. When the last one has
 * gone, he fares as if he came now: night target or announcement. Looks at closed lines alone.
 */
export function nextTurnedAway(state: CenterState, now: Instant): CenterEvent[] | null {
  for (const [lineId, callers] of state.index.outlasting) {
    const line = state.lines[lineId]!;
    if (isOpen(line, now) || isSomebodyLeft(state, line)) continue;
    const contact = state.contacts[callers.peek()!.id]!;
    return [turnsAway(state, contact, "nobodyLeft", now)];
  }
  return null;
}

/**
 * Whether somebody at work could ever be offered a caller of the line: widened as far as it goes
 * (R4), with lenders who pause for now (R5). A break is work; so is a last call after signing off.
 */
function isSomebodyLeft(state: CenterState, line: LineSettings): boolean {
  const { id, administrationId: owner, requiredSkills } = line;
  const asksAll = line.widening?.some(({ to }) => to === "all") ?? false;
  for (const { administrationId, counts, lineIds, size, skills } of state.index.groups.values()) {
    if (counts.offline === size || !lineIds.has(id)) continue;
    if (!requiredSkills.every((skill) => skills.has(skill))) continue;
    if (asksAll || owner === null || owner === administrationId) return true;
    if (notLentFor(state, administrationId) !== "never") return true;
  }
  return false;
}
