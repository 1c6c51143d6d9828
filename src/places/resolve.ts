import type { MunicipalityRecord, PlaceData } from "./data.ts";
import type { ResolvedPlace } from "./schema.ts";

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

function isValid(municipality: MunicipalityRecord, date: string): boolean {
  const { validFrom, validUntil } = municipality;
  return (validFrom === null || validFrom <= date) && (validUntil === null || date <= validUntil);
}
