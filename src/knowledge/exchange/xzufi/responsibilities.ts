import { AppError } from "../../../errors.ts";
import type { Places } from "../../../places/schema.ts";
import type { AuthorityRecord, ServiceRecord } from "../../records.ts";
import { casesAt, resolveResponsibility } from "../../responsibility.ts";

/** For each authority the municipalities in which it is responsible, in any of the cases. */
export type ServedPlaces = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Services with the same rules share the outcome: few rules stand behind many services.
 * @param date ISO day
 */
export function createServedPlaces(
  places: Places,
  authorities: readonly AuthorityRecord[],
  municipalities: readonly string[],
  date: string,
): (service: ServiceRecord) => ServedPlaces {
  const known = new Map<string, ServedPlaces>();
  return (service) => {
    const key = JSON.stringify([service.level, service.question, service.responsibility]);
    const found = known.get(key) ?? served(service);
    known.set(key, found);
    return found;
  };

  function served(service: ServiceRecord): ServedPlaces {
    const byAuthority = new Map<string, Set<string>>();
    for (const ags of municipalities) {
      const place = places.resolve(ags, date);
      if (!place) continue;
      const cases = casesAt(service, place, date, authorities);
      for (const chosen of cases.length > 0 ? cases : [null]) {
        const authority = unlessUnclear(() =>
          resolveResponsibility(service, place, date, authorities, chosen),
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
