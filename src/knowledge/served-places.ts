import { AppError } from "../errors.ts";
import type { Places, ResolvedPlace } from "../places/schema.ts";
import type { AuthorityRecord, ServiceRecord } from "./records.ts";
import { casesAt, resolveResponsibility } from "./responsibility.ts";

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
