import type { PrismaClient } from "../database/generated/client.ts";
import type { PlaceData } from "./data.ts";
import { createOriginGuesser } from "./origin.ts";
import { createResolver, createSuccessorFinder } from "./resolve.ts";
import type { Places } from "./schema.ts";
import { createPlaceSearch } from "./search.ts";
import { readPlaces } from "./store.ts";

/** Builds the gazetteer in memory; every question is answered from there. */
export function createPlaces(data: PlaceData): Places {
  const resolve = createResolver(data);
  return {
    search: createPlaceSearch(data),
    resolve,
    successor: createSuccessorFinder(data, resolve),
    municipalities: (date) =>
      data.municipalities.map(({ ags }) => resolve(ags, date)).filter((place) => place !== null),
    guessOrigin: createOriginGuesser(data),
  };
}

/** The gazetteer of the database; empty answers when nothing was imported. */
export async function loadPlaces(database: PrismaClient): Promise<Places> {
  return createPlaces(await readPlaces(database));
}
