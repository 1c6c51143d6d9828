import { Temporal } from "temporal-polyfill";
import type { MunicipalityRecord, PlaceData } from "./data.ts";
import type { ResolvedPlace, Successor } from "./schema.ts";

/** @returns a function that tells what stands above a municipality on an ISO day, or null. */
export function createResolver(
  data: PlaceData,
): (ags: string, date: string) => ResolvedPlace | null {
  const municipalities = new Map(data.municipalities.map((record) => [record.ags, record]));
  const associations = new Map(data.associations.map((record) => [record.key, record]));
  const districts = new Map(data.districts.map((record) => [record.ags, record]));
  return (ags, date) => {
    const municipality = municipalities.get(ags);
    if (municipality === undefined || !isValid(municipality, date)) return null;
    const district = districts.get(municipality.districtAgs);
    if (district === undefined) return null;
    const association =
      municipality.associationKey === null ? null : associations.get(municipality.associationKey);
    return {
      municipality: { ags, name: municipality.name, kind: municipality.kind },
      association: association ? { key: association.key, name: association.name } : null,
      district: { ags: district.ags, name: district.name },
    };
  };
}

/** @returns a function that follows mergers until an ISO day, however many there were. */
export function createSuccessorFinder(
  { municipalities }: PlaceData,
  resolve: ReturnType<typeof createResolver>,
): (ags: string, date: string) => Successor | null {
  const byAgs = new Map(municipalities.map((record) => [record.ags, record]));
  return (ags, date) => {
    const former = byAgs.get(ags);
    const passed = new Set<string>();
    let [last, now] = [former, former];
    while (now?.successorAgs && now.validUntil !== null && now.validUntil < date) {
      // Two that name each other would be followed for ever.
      if (passed.has(now.ags)) return null;
      passed.add(now.ags);
      [last, now] = [now, byAgs.get(now.successorAgs)];
    }
    const place = now === former ? null : resolve(now?.ags ?? "", date);
    if (!former || !place || !last?.validUntil) return null;
    return { formerName: former.name, since: dayAfter(last.validUntil), place };
  };
}

function dayAfter(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

/** Whether there is a municipality on an ISO day. */
export function isValid(
  { validFrom, validUntil }: Pick<MunicipalityRecord, "validFrom" | "validUntil">,
  date: string,
): boolean {
  return (validFrom === null || validFrom <= date) && (validUntil === null || date <= validUntil);
}
