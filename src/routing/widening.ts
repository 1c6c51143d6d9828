import type { Contact, Instant, LineSettings, Reach } from "./state.ts";

type Waiting = Pick<Contact, "administrationId" | "queuedAt">;

const width: Record<Reach, number> = { home: 0, partners: 1, all: 2 };

/**
 * R4: whom the contact may be offered to at `now`. Without steps, or when nobody knows where the
 * caller belongs, it is everybody of the line from the first second.
 */
export function reachAt(line: LineSettings, contact: Waiting, now: Instant): Reach {
  const { widening } = line;
  if (widening === undefined || widening.length === 0) return "partners";
  let reach: Reach = contact.administrationId === null ? "partners" : "home";
  for (const { afterSeconds, to } of widening) {
    const passed = contact.queuedAt + afterSeconds * 1000 <= now;
    if (passed && width[to] > width[reach]) reach = to;
  }
  return reach;
}

/** R4: when the contact may be offered to more people than now, or null. */
export function widensAt(line: LineSettings, contact: Contact): Instant | null {
  const { widening } = line;
  if (widening === undefined) return null;
  let earliest: Instant | null = null;
  for (const { afterSeconds, to } of widening) {
    const at = contact.queuedAt + afterSeconds * 1000;
    const widens = width[to] > width[contact.reach];
    if (widens && (earliest === null || at < earliest)) earliest = at;
  }
  return earliest;
}
