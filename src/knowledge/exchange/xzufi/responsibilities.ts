import { AppError } from "../../../errors.ts";
import type { Places, ResolvedPlace } from "../../../places/schema.ts";
import type { AuthorityRecord, ServiceRecord } from "../../records.ts";
import { casesAt, resolveResponsibility } from "../../responsibility.ts";
import { changeDays, dayBefore, holdsStill, type Period } from "../periods.ts";

/** For each authority the municipalities in which it is responsible, in any of the cases. */
export type ServedPlaces = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Who is responsible by the rules of a day.
 * @param territoryDay whose municipalities count; the same day when missing
 */
export type ServedOn = (service: ServiceRecord, day: string, territoryDay?: string) => ServedPlaces;

/** Services with the same rules share the outcome: few rules stand behind many services. */
export function createServedOn(places: Places, authorities: readonly AuthorityRecord[]): ServedOn {
  const known = new Map<string, ServedPlaces>();
  const territories = new Map<string, ResolvedPlace[]>();
  return (service, day, territoryDay = day) => {
    const rules = [service.level, service.question, service.responsibility];
    const key = JSON.stringify([rules, day, territoryDay]);
    const found = known.get(key) ?? served(service, day, territoryOf(territoryDay));
    known.set(key, found);
    return found;
  };

  function territoryOf(day: string): ResolvedPlace[] {
    const found = territories.get(day) ?? places.municipalities(day);
    territories.set(day, found);
    return found;
  }

  function served(service: ServiceRecord, day: string, territory: ResolvedPlace[]): ServedPlaces {
    const byAuthority = new Map<string, Set<string>>();
    for (const place of territory) {
      const { ags } = place.municipality;
      const cases = casesAt(service, place, day, authorities);
      for (const chosen of cases.length > 0 ? cases : [null]) {
        const authority = unlessUnclear(() =>
          resolveResponsibility(service, place, day, authorities, chosen),
        )?.authority.id;
        if (authority === undefined) continue;
        byAuthority.set(authority, (byAuthority.get(authority) ?? new Set()).add(ags));
      }
    }
    return byAuthority;
  }
}

function unlessUnclear<T>(decide: () => T): T | null {
  try {
    return decide();
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

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
