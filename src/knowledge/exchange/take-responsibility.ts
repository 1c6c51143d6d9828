import { AppError } from "../../errors.ts";
import type { ResolvedPlace } from "../../places/schema.ts";
import { today, type Editing } from "../editing/editing.ts";
import { targetProblems } from "../editing/open-points.ts";
import { sharedSection } from "../editing/schema.ts";
import type { ServiceRecord } from "../records.ts";
import { casesAt, holdsOn, resolveResponsibility } from "../responsibility.ts";
import type { ResponsibilityRule } from "../schema.ts";
import { daysFrom } from "../periods.ts";
import type { Claim } from "./proposal.ts";

/** Either the rules of the service with what the source claims, or why they cannot hold it. */
export type Taking =
  | { rules: ResponsibilityRule[]; blocked: null }
  | { rules: null; blocked: string };

/**
 * What a source says of responsibilities as rules of the service: they stand before the others and
 * name authority, places and period. What our rules cannot express, or what would leave an office
 * that nobody can be transferred to, is refused with the reason.
 */
export function takeResponsibility(
  editing: Editing,
  service: ServiceRecord,
  claims: readonly Claim[],
): Taking {
  const day = today(editing);
  const days = daysFrom(day, [...claims, ...service.responsibility]);
  const nameOf = (id: string) =>
    editing.knowledge.authorities().find((each) => each.id === id)?.name ?? id;
  const wanted: Wanted[] = [];
  for (const each of days) {
    const found = wantedOn(editing, service, claims, each, nameOf);
    if (typeof found === "string") return refused(found);
    wanted.push(...found);
  }
  const moved = wanted.filter(
    (each) => responsibleAt(editing, service, each.place, each.day) !== each.claim.authorityId,
  );
  const rules = claims.flatMap((claim) => {
    const ofClaim = moved.filter((each) => each.claim === claim);
    const [first] = ofClaim;
    if (!first) return [];
    const places = new Map(ofClaim.map(({ place }) => [place.municipality.ags, place]));
    const all = editing.places.municipalities(first.day);
    return rulesFor(claim, [...places.values()], all);
  });
  const next = { ...service, responsibility: [...rules, ...service.responsibility] };
  for (const { place, claim, day: each } of moved) {
    if (responsibleAt(editing, next, place, each) === claim.authorityId) continue;
    return refused(
      `${nameOf(claim.authorityId)} ist hier nicht für ${place.district.name} eingetragen; das Gebiet einer Behörde steht in der Wissensbasis.`,
    );
  }
  const [problem] = days.flatMap((each) => targetProblems(editing, next, sharedSection, each));
  return problem ? refused(problem.message) : { rules: next.responsibility, blocked: null };
}

interface Wanted {
  day: string;
  place: ResolvedPlace;
  claim: Claim;
}

/** Which claim each place of a day falls under, or why our rules cannot hold that, German. */
function wantedOn(
  { places, knowledge }: Editing,
  service: ServiceRecord,
  claims: readonly Claim[],
  day: string,
  nameOf: (authorityId: string) => string,
): Wanted[] | string {
  const byPlace = new Map<string, Wanted>();
  for (const claim of claims.filter((each) => holdsOn(each, day))) {
    for (const ags of claim.municipalities) {
      const place = places.resolve(ags, day);
      if (!place) continue;
      const other = byPlace.get(ags)?.claim.authorityId;
      const where = place.municipality.name;
      if (other !== undefined && other !== claim.authorityId) {
        const both = `${nameOf(other)} und ${nameOf(claim.authorityId)}`;
        return `Die Quelle nennt für ${where} zwei Behörden (${both}); hier gilt je Ort eine.`;
      }
      if (casesAt(service, place, day, knowledge.authorities()).length > 0) {
        return `In ${where} entscheidet hier eine Rückfrage an den Anrufer; die Quelle kennt ihre Fälle nicht.`;
      }
      byPlace.set(ags, { day, place, claim });
    }
  }
  return [...byPlace.values()];
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
  { authorityId: authority, validFrom, validUntil }: Claim,
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
  const period = { ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) };
  return [
    ...(districts.length > 0 ? [{ authority, districts, ...period }] : []),
    ...(places.length > 0 ? [{ authority, places, ...period }] : []),
  ];
}
