const localFormat = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Berlin",
  dateStyle: "short",
  timeStyle: "medium",
});

/** The instant of a clock time at the centre, "2026-11-23T14:00", whatever this computer is set to. */
export function instantOf(localTime: string): string | null {
  const asUtc = Date.parse(`${localTime}Z`);
  if (!Number.isFinite(asUtc)) return null;
  // Twice: at a change to or from summer time the first guess may lie on the wrong side.
  const first = asUtc - offsetAt(asUtc);
  return new Date(asUtc - offsetAt(first)).toISOString();
}

/** "2026-11-23T14:00", the clock time at the centre. */
export function localTimeOf(instant: number): string {
  return localFormat.format(new Date(instant)).replace(" ", "T").slice(0, 16);
}

/** The ISO day at the centre. */
export function dayOf(instant: number | string): string {
  return localTimeOf(new Date(instant).getTime()).slice(0, 10);
}

function offsetAt(instant: number): number {
  const local = localFormat.format(new Date(instant)).replace(" ", "T");
  return Date.parse(`${local}Z`) - Math.floor(instant / 1_000) * 1_000;
}
