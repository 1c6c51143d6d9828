import { AppError } from "../../errors.ts";
import type { ResolvedPlace } from "../../places/schema.ts";
import { today, type Editing } from "../editing/editing.ts";
import { targetProblems } from "../editing/open-points.ts";
import { sharedSection } from "../editing/schema.ts";
import type { ServiceRecord } from "../records.ts";
import { casesAt, resolveResponsibility } from "../responsibility.ts";
import type { ResponsibilityRule } from "../schema.ts";
import type { Claim } from "./proposal.ts";

/** Either the rules of the service with what the source claims, or why they cannot hold it. */
export type Taking =
  | { rules: ResponsibilityRule[]; blocked: null }
  | { rules: null; blocked: string };

/**
 * What a source says of responsibilities as rules of the service: they stand before the others and
 * name authority and places. What our rules cannot express, or what would leave an office that
 * nobody can be transferred to, is refused with the reason.
 */
export function takeResponsibility(
  editing: Editing,
  service: ServiceRecord,
  claims: readonly Claim[],
): Taking {
  const day = today(editing);
  const authorities = editing.knowledge.authorities();
  const nameOf = (id: string) => authorities.find((each) => each.id === id)?.name ?? id;
  const wanted = new Map<string, string>();
  const places: ResolvedPlace[] = [];
  for (const { authorityId, municipalities } of claims) {
    for (const ags of municipalities) {
      const place = editing.places.resolve(ags, day);
      if (!place) continue;
      const other = wanted.get(ags);
      const where = place.municipality.name;
      if (other !== undefined && other !== authorityId) {
        const both = `${nameOf(other)} und ${nameOf(authorityId)}`;
        return refused(
          `Die Quelle nennt für ${where} zwei Behörden (${both}); hier gilt je Ort eine.`,
        );
      }
      if (casesAt(service, place, day, authorities).length > 0) {
        return refused(
          `In ${where} entscheidet hier eine Rückfrage an den Anrufer; die Quelle kennt ihre Fälle nicht.`,
        );
      }
      wanted.set(ags, authorityId);
      places.push(place);
    }
  }
  const moved = places.filter((place) => {
    const claimed = wanted.get(place.municipality.ags);
    return responsibleAt(editing, service, place, day) !== claimed;
  });
  const rules = [...new Set(wanted.values())].flatMap((authority) =>
    rulesFor(
      authority,
      moved.filter(({ municipality }) => wanted.get(municipality.ags) === authority),
      editing.places.municipalities(day),
    ),
  );
  const next = { ...service, responsibility: [...rules, ...service.responsibility] };
  for (const place of moved) {
    const claimed = wanted.get(place.municipality.ags) ?? "";
    if (responsibleAt(editing, next, place, day) === claimed) continue;
    return refused(
      `${nameOf(claimed)} ist hier nicht für ${place.district.name} eingetragen; das Gebiet einer Behörde steht in der Wissensbasis.`,
    );
  }
  const [problem] = targetProblems(editing, next, sharedSection, day);
  return problem ? refused(problem.message) : { rules: next.responsibility, blocked: null };
}

function refused(blocked: string): Taking {
  return { rules: null, blocked };
}

function responsibleAt(
  { knowledge }: Editing,
  service: ServiceRecord,
  place: ResolvedPlace,
  day: string,
): string | null {
  try {
    return resolveResponsibility(service, place, day, knowledge.authorities()).authority.id;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** One rule for whole districts, one for whole associations and single municipalities. */
function rulesFor(
  authority: string,
  moved: readonly ResolvedPlace[],
  all: readonly ResolvedPlace[],
): ResponsibilityRule[] {
  const left = new Set(moved.map(({ municipality }) => municipality.ags));
  const takeWhole = (keyOf: (place: ResolvedPlace) => string | undefined) => {
    const keys = new Set(moved.flatMap((place) => keyOf(place) ?? []));
    return [...keys].filter((key) => {
      const inside = all.filter((place) => keyOf(place) === key);
      const whole = inside.every(({ municipality }) => left.has(municipality.ags));
      if (whole) for (const { municipality } of inside) left.delete(municipality.ags);
      return whole;
    });
  };
  const districts = takeWhole((place) => place.district.ags);
  const places = [...takeWhole((place) => place.association?.key), ...left];
  return [
    ...(districts.length > 0 ? [{ authority, districts }] : []),
    ...(places.length > 0 ? [{ authority, places }] : []),
  ];
}
