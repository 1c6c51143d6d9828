import { changeDays, dayBefore, holdsStill, type Period } from "../../periods.ts";
import type { ServiceRecord } from "../../records.ts";
import type { ServedOn } from "../../served-places.ts";

export interface ServedPeriod extends Period {
  authorityId: string;
  municipalities: ReadonlySet<string>;
}

/** Who is responsible where and in which period, as far as it holds today or will hold. */
export function servedPeriods(
  service: ServiceRecord,
  servedOn: ServedOn,
  today: string,
): ServedPeriod[] {
  const begins = changeDays(service.responsibility);
  // What an authority does in a municipality, one period after the other.
  const periods = new Map<string, Map<string, Period[]>>();
  [null, ...begins].forEach((validFrom, index) => {
    const next = begins[index];
    const validUntil = next === undefined ? null : dayBefore(next);
    const day = validFrom ?? validUntil ?? today;
    for (const [authorityId, served] of servedOn(service, day, day > today ? day : today)) {
      const ofAuthority = periods.get(authorityId) ?? new Map<string, Period[]>();
      periods.set(authorityId, ofAuthority);
      for (const ags of served) {
        const before = ofAuthority.get(ags) ?? [];
        ofAuthority.set(ags, extended(before, { validFrom, validUntil }));
      }
    }
  });
  const found = new Map<string, ServedPeriod & { municipalities: Set<string> }>();
  for (const [authorityId, ofAuthority] of periods) {
    for (const [ags, each] of ofAuthority) {
      for (const period of each.filter((one) => holdsStill(one, today))) {
        const key = JSON.stringify([authorityId, period.validFrom, period.validUntil]);
        const same = found.get(key) ?? { authorityId, municipalities: new Set(), ...period };
        same.municipalities.add(ags);
        found.set(key, same);
      }
    }
  }
  return [...found.values()];
}

/** A period that goes on without a gap is one. */
function extended(before: readonly Period[], next: Period): Period[] {
  const last = before.at(-1);
  if (!last?.validUntil || !next.validFrom || last.validUntil !== dayBefore(next.validFrom)) {
    return [...before, next];
  }
  return [...before.slice(0, -1), { ...last, validUntil: next.validUntil }];
}
