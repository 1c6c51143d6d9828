import type { PlaceData } from "../../../places/data.ts";
import { holdsOn } from "../../responsibility.ts";
import type { Identifier } from "./objects.ts";

const arsScheme = "urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:ars";

/** Digits of state, former administrative region, district, association, municipality. */
const levels = [2, 3, 5, 9, 12];

/** The regional keys of messages and the municipalities that they mean. */
export interface Areas {
  /** Municipalities of a key of the state (2 digits), district, association or municipality. */
  municipalitiesIn(area: Identifier): string[];
  /** The fewest keys that cover exactly these municipalities. */
  keysOf(municipalities: ReadonlySet<string>): Identifier[];
  districtKey(districtAgs: string): Identifier;
  /** The areas that cover exactly these municipalities, as people name them. */
  namesOf(municipalities: ReadonlySet<string>): string[];
  /** The one district in which all these municipalities lie; null: none, or several. */
  districtOf(municipalities: readonly string[]): string | null;
}

const named = (association: string) =>
  association.startsWith("Verbandsgemeinde ") ? association : `Verbandsgemeinde ${association}`;

/** The areas of an ISO day: only municipalities of that day count. */
export type AreasOn = (day: string) => Areas;

export function createAreasOn(data: PlaceData): AreasOn {
  const known = new Map<string, Areas>();
  return (day) => {
    const areas = known.get(day) ?? createAreas(data, day);
    known.set(day, areas);
    return areas;
  };
}

function createAreas({ municipalities, districts, associations }: PlaceData, day: string): Areas {
  const current = municipalities.filter((each) => holdsOn(each, day));
  const byAgs = new Map(current.map((municipality) => [municipality.ags, municipality]));
  const identifier = (key: string): Identifier => ({
    agency: "",
    scheme: arsScheme,
    value: key.padEnd(12, "0"),
  });
  const membersOf = (associationKey: string) =>
    current.filter((each) => each.associationKey === associationKey).map(({ ags }) => ags);
  const members = (prefix: string) =>
    current.filter(({ ars }) => ars.startsWith(prefix)).map(({ ags }) => ags);
  return {
    municipalitiesIn({ value }) {
      const digits = value.replaceAll(/\D/g, "");
      // Eight digits are the municipality's own key, all others lead into the regional key.
      if (digits.length === 8 && byAgs.has(digits)) return [digits];
      const length = levels.find((each) => /^0*$/.test(digits.slice(each)));
      return digits.length < 2 || length === undefined ? [] : members(digits.slice(0, length));
    },
    keysOf(wanted) {
      const keys: string[] = [];
      const left = new Set(wanted);
      const take = (prefix: string) => {
        const inside = members(prefix);
        if (inside.length === 0 || !inside.every((ags) => left.has(ags))) return;
        keys.push(prefix);
        for (const ags of inside) left.delete(ags);
      };
      for (const { ags } of districts) take(ags);
      for (const key of new Set(current.map(({ ars }) => ars.slice(0, 9)))) take(key);
      for (const ags of left) keys.push(byAgs.get(ags)?.ars ?? ags);
      return keys.toSorted().map(identifier);
    },
    districtKey: identifier,
    namesOf(wanted) {
      const left = new Set(wanted);
      const names: string[] = [];
      const take = (name: string, inside: readonly string[]) => {
        if (inside.length === 0 || !inside.every((ags) => left.has(ags))) return;
        names.push(name);
        for (const ags of inside) left.delete(ags);
      };
      for (const { ags, name } of districts) take(`${name} (ganz)`, members(ags));
      for (const { key, name } of associations) take(`${named(name)} (ganz)`, membersOf(key));
      const single = [...left].map((ags) => byAgs.get(ags)?.name ?? ags);
      return [...names, ...single.toSorted((a, b) => a.localeCompare(b, "de"))];
    },
    districtOf(list) {
      const found = new Set(list.map((ags) => byAgs.get(ags)?.districtAgs));
      const [only] = found;
      return found.size === 1 && only !== undefined ? only : null;
    },
  };
}
