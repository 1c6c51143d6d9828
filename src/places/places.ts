import { Temporal } from "temporal-polyfill";
import type { PrismaClient } from "../database/generated/client.ts";
import type { PlaceData } from "./data.ts";
import { createOriginGuesser } from "./origin.ts";
import { createResolver, createSuccessorFinder } from "./resolve.ts";
import type { Places } from "./schema.ts";
import { createPlaceSearch } from "./search.ts";
import { readPlaces } from "./store.ts";

const todayInGermany = () => Temporal.Now.plainDateISO("Europe/Berlin").toString();

/**
 * Builds the gazetteer in memory; every question is answered from there.
 * @param today ISO day: what is searched for has to be there on it
 */
export function createPlaces(data: PlaceData, today: () => string = todayInGermany): Places {
  const resolve = createResolver(data);
  return {
    search: createPlaceSearch(data, today),
    resolve,
    successor: createSuccessorFinder(data, resolve),
    municipalities: (date) =>
      data.municipalities.map(({ ags }) => resolve(ags, date)).filter((place) => place !== null),
    guessOrigin: createOriginGuesser(data),
  };
}

/** The gazetteer of the database; empty answers when nothing was imported. */
export async function loadPlaces(
  database: PrismaClient,
  today: () => string = todayInGermany,
): Promise<Places> {
  return createPlaces(await readPlaces(database), today);
}
