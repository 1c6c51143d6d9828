import { readFileSync } from "node:fs";
import type { KnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";

/** "Esch WIL": names repeat, so the badge of the district is said with them. */
const districts: Record<string, string> = {
  WIL: "07231",
  BIT: "07232",
  DAU: "07233",
  COC: "07135",
};

/** Service, place, authority and, where the service asks back, the case. */
export function readCases() {
  const text = readFileSync(new URL("responsibility-cases.txt", import.meta.url), "utf8");
  const rows = text.split("\n").filter((row) => row !== "" && !row.startsWith("#"));
  return rows.map((row) => {
    const columns = /^(\S+)\s+(.+? [A-Z]{3})\s+(\S+)(?:\s{2,}(.+))?$/.exec(row) ?? [];
    const [, slug = row, place = "", id = "", chosen = null] = columns;
    return [slug, place, id, chosen] as const;
  });
}

/** The key of the municipality that is meant by "Esch WIL". */
export function municipalityKey({ places }: KnowledgeTree, spoken: string): string {
  const [, name = "", code = ""] = /^(.*) ([A-Z]{3})$/.exec(spoken) ?? [];
  const [found, ...others] = places.municipalities.filter(
    (each) =>
      each.name === name && each.districtAgs === districts[code] && each.validUntil === null,
  );
  if (!found || others.length > 0) throw new Error(`${spoken} is no municipality or several`);
  return found.ags;
}
