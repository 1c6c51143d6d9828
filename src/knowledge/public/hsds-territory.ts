import type { ResolvedPlace } from "../../places/schema.ts";

export interface Territory {
  placesOf(municipalities: ReadonlySet<string>): ResolvedPlace[];
  /** Whole districts and associations by their names, the rest by municipality. */
  namesOf(area: readonly ResolvedPlace[]): string[];
}

const levels: ((place: ResolvedPlace) => string | null)[] = [
  ({ district }) => district.name,
  ({ association }) => association && `Verbandsgemeinde ${association.name}`,
  ({ municipality }) => municipality.name,
];

export function createTerritory(places: readonly ResolvedPlace[]): Territory {
  const sizes = levels.map((nameOf) => countBy(places, nameOf));
  return {
    placesOf: (municipalities) =>
      places.filter(({ municipality }) => municipalities.has(municipality.ags)),
    namesOf(area) {
      let left = [...area];
      return levels.flatMap((nameOf, level) => {
        const counts = countBy(left, nameOf);
        const whole = [...counts].filter(([name, count]) => sizes[level]?.get(name) === count);
        const names = new Set(whole.map(([name]) => name));
        left = left.filter((place) => !names.has(nameOf(place) ?? ""));
        return [...names];
      });
    },
  };
}

function countBy(
  places: readonly ResolvedPlace[],
  nameOf: (place: ResolvedPlace) => string | null,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const place of places) {
    const name = nameOf(place);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
