import type { ServiceRecord } from "../records.ts";
import type { HsdsTaxonomyTerm } from "./hsds-schema.ts";
import { stableId } from "./stable-id.ts";

export interface Terms {
  all: HsdsTaxonomyTerm[];
  of(service: ServiceRecord): HsdsTaxonomyTerm[];
}

/** Categories and LeiKa keys as terms of two taxonomies. */
export function termsOf(services: readonly ServiceRecord[]): Terms {
  const leika = {
    id: stableId("taxonomy", "leika"),
    name: "LeiKa",
    description: "Schlüssel der Verwaltungsleistungen (Leistungskatalog)",
    uri: "urn:de:fim:leika:leistung",
  };
  const categories = {
    id: stableId("taxonomy", "category"),
    name: "Kategorien",
    description: "Kategorien des 115-Servicecenters",
  };
  const all = new Map<string, HsdsTaxonomyTerm>();
  const term = (taxonomy: typeof categories, code: string, name: string) => {
    const id = stableId("taxonomy_term", taxonomy.name, code);
    const made = {
      id,
      code,
      name,
      description: name,
      taxonomy: taxonomy.name,
      taxonomy_detail: taxonomy,
    };
    all.set(id, all.get(id) ?? made);
    return all.get(id) ?? made;
  };
  const bySlug = new Map(
    services.map(({ slug, name, category, leikaKey }) => [
      slug,
      [
        term(categories, category, category),
        ...(leikaKey === null ? [] : [term(leika, leikaKey, name)]),
      ],
    ]),
  );
  return { all: [...all.values()], of: ({ slug }) => bySlug.get(slug) ?? [] };
}
