import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import type { PlaceData } from "./data.ts";

/** Replaces the whole gazetteer; readers see the old one until the transaction is done. */
export async function writePlaces(
  transaction: Prisma.TransactionClient,
  data: PlaceData,
): Promise<void> {
  const municipalities = data.municipalities.map((municipality) => ({
    ...municipality,
    validFrom: toDate(municipality.validFrom),
    validUntil: toDate(municipality.validUntil),
  }));
  await transaction.areaCode.deleteMany();
  await transaction.locality.deleteMany();
  await transaction.municipality.deleteMany();
  await transaction.association.deleteMany();
  await transaction.district.deleteMany();
  await transaction.district.createMany({ data: data.districts });
  await transaction.association.createMany({ data: data.associations });
  await transaction.municipality.createMany({ data: municipalities });
  await transaction.locality.createMany({ data: data.localities });
  await transaction.areaCode.createMany({ data: data.areaCodes });
}

/** The whole gazetteer, in a stable order. */
export async function readPlaces(
  database: PrismaClient | Prisma.TransactionClient,
): Promise<PlaceData> {
  const districts = await database.district.findMany({ orderBy: { ags: "asc" } });
  const associations = await database.association.findMany({ orderBy: { key: "asc" } });
  const municipalities = await database.municipality.findMany({ orderBy: { ags: "asc" } });
  const localities = await database.locality.findMany({ orderBy: { id: "asc" } });
  const areaCodes = await database.areaCode.findMany({ orderBy: { code: "asc" } });
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
