import { holdsOn } from "../responsibility.ts";
import type { VersionRecord } from "./store.ts";

type Dated = Pick<
  VersionRecord,
  "status" | "releasedFrom" | "releasedUntil" | "revision" | "decidedAt"
>;

/**
 * The released version that holds on a day (ISO): the one that began last, among equals the one
 * released last, whichever was written first. So a version from one day to another covers the
 * lasting one, which then holds again.
 */
export function inForce<Version extends Dated>(
  versions: readonly Version[],
  day: string,
): Version | null {
  return (
    versions
      .filter((version) => version.status === "released" && holds(version, day))
      .toSorted(leadingFirst)[0] ?? null
  );
}

/** What can still be read on some day from `day` on, the leading one first. */
export function stillToRead<Version extends Dated>(
  versions: readonly Version[],
  day: string,
): Version[] {
  const living = versions
    .filter(({ status, releasedUntil }) => status === "released" && (releasedUntil ?? day) >= day)
    .toSorted(leadingFirst);
  const lasting = living.findIndex(
    (version) => version.releasedUntil === null && holds(version, day),
  );
  const leading = lasting < 0 ? living : living.slice(0, lasting + 1);
  return leading.filter((version, index) => !leading.slice(0, index).some(covers(version)));
}

/** Whether another version that leads holds from the same day on, at least as long. */
function covers(version: Dated): (leader: Dated) => boolean {
  return (leader) =>
    leader.releasedFrom === version.releasedFrom &&
    (leader.releasedUntil ?? "9") >= (version.releasedUntil ?? "9");
}

function holds({ releasedFrom, releasedUntil }: Dated, day: string): boolean {
  return holdsOn({ validFrom: releasedFrom, validUntil: releasedUntil }, day);
}

function leadingFirst(left: Dated, right: Dated): number {
  const [a, b] = [left.releasedFrom ?? "", right.releasedFrom ?? ""];
  if (a !== b) return a < b ? 1 : -1;
  const [decided, other] = [left.decidedAt ?? "", right.decidedAt ?? ""];
  if (decided !== other) return decided < other ? 1 : -1;
  return right.revision - left.revision;
}
