import type { PrismaClient } from "../database/generated/client.ts";
import type { PlaceData } from "./data.ts";

/** Replaces the whole gazetteer in one transaction; readers see the old one until it is done. */
export async function savePlaces(database: PrismaClient, data: PlaceData): Promise<void> {
  const municipalities = data.municipalities.map((municipality) => ({
    ...municipality,
    validFrom: toDate(municipality.validFrom),
    validUntil: toDate(municipality.validUntil),
  }));
  await database.$transaction([
    database.areaCode.deleteMany(),
    database.locality.deleteMany(),
    database.municipality.deleteMany(),
    database.association.deleteMany(),
    database.district.deleteMany(),
    database.district.createMany({ data: data.districts }),
    database.association.createMany({ data: data.associations }),
    database.municipality.createMany({ data: municipalities }),
    database.locality.createMany({ data: data.localities }),
    database.areaCode.createMany({ data: data.areaCodes }),
  ]);
}

/** The whole gazetteer, in a stable order. */
export async function readPlaces(database: PrismaClient): Promise<PlaceData> {
  const [districts, associations, municipalities, localities, areaCodes] = await Promise.all([
    database.district.findMany({ orderBy: { ags: "asc" } }),
    database.association.findMany({ orderBy: { key: "asc" } }),
    database.municipality.findMany({ orderBy: { ags: "asc" } }),
    database.locality.findMany({ orderBy: { id: "asc" } }),
    database.areaCode.findMany({ orderBy: { code: "asc" } }),
  ]);
  return {
    districts,
    associations,
    municipalities: municipalities.map((municipality) => ({
      ...municipality,
      validFrom: toDay(municipality.validFrom),
      validUntil: toDay(municipality.validUntil),
    })),
    localities,
    areaCodes,
  };
}

function toDate(day: string | null): Date | null {
  return day === null ? null : new Date(`${day}T00:00:00Z`);
}

function toDay(date: Date | null): string | null {
  return date === null ? null : date.toISOString().slice(0, 10);
}
