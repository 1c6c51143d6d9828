import type { MunicipalityRecord, PlaceData } from "./data.ts";
import type { PlaceHit } from "./schema.ts";

interface Entry {
  key: string;
  hit: Omit<PlaceHit, "score" | "ambiguous">;
  population: number;
}

/** @returns the search over names, localities and postal codes, best first. */
export function createPlaceSearch(data: PlaceData): (query: string, limit: number) => PlaceHit[] {
  const entries = collectEntries(data);
  return (query, limit) => {
    const key = fold(query);
    if (key === "") return [];
    const scored = entries
      .map((entry) => ({ entry, score: entry.key === key ? 1 : prefixScore(entry.key, key) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || b.entry.population - a.entry.population);
    const best = scored[0]?.score ?? 0;
    const ambiguous = scored.filter(({ score }) => score === best).length > 1;
    return scored.slice(0, limit).map(({ entry, score }) => ({
      ...entry.hit,
      score,
      ambiguous: ambiguous && score === best,
    }));
  };
}

function prefixScore(key: string, query: string): number {
  return query.length >= 3 && key.startsWith(query) ? (0.9 * query.length) / key.length : 0;
}

function collectEntries(data: PlaceData): Entry[] {
  const associations = new Map(data.associations.map((record) => [record.key, record]));
  const districts = new Map(data.districts.map((record) => [record.ags, record]));
  const current = data.municipalities.filter((record) => record.successorAgs === null);
  const byAgs = new Map(current.map((record) => [record.ags, record]));
  const entry = (
    municipality: MunicipalityRecord,
    kind: PlaceHit["kind"],
    name: string,
    reason: string,
  ): Entry => {
    const association = associations.get(municipality.associationKey ?? "");
    return {
      key: fold(name.replace(/\s*\(.*\)| (an der|am|bei) .*/g, "")),
      population: municipality.population ?? 0,
      hit: {
        kind,
        name,
        municipality: { ags: municipality.ags, name: municipality.name },
        association: association ? { key: association.key, name: association.name } : null,
        district: {
          ags: municipality.districtAgs,
          name: districts.get(municipality.districtAgs)?.name ?? "",
        },
        reason,
      },
    };
  };
  const entries: Entry[] = [];
  for (const record of current) {
    entries.push(entry(record, "municipality", record.name, record.kind));
    for (const code of record.postalCodes) {
      entries.push(entry(record, "postalCode", code, `Postleitzahl von ${record.name}`));
    }
  }
  for (const locality of data.localities) {
    const municipality = byAgs.get(locality.municipalityAgs);
    if (municipality === undefined) continue;
    const reason = `Ortsteil von ${municipality.name}`;
    entries.push(entry(municipality, "locality", locality.name, reason));
  }
  return entries;
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/ä/g, "ae")
    .replace(/ö/g, "oe")
    .replace(/ü/g, "ue")
    .replace(/\bst\.? /g, "sankt ")
    .replace(/[^a-z0-9]/g, "");
}
