import { readPlaceFiles } from "../../src/places/import.ts";

export const placesDirectory = new URL("../../knowledge-base/places", import.meta.url).pathname;

/** The gazetteer of the knowledge base, without a database. */
export const gazetteer = await readPlaceFiles(placesDirectory);
