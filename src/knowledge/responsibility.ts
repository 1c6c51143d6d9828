import { AppError } from "../errors.ts";
import type { ResolvedPlace } from "../places/schema.ts";
import { responsiblePhrase } from "./authority-phrase.ts";
import type { AuthorityRecord, ServiceRecord } from "./records.ts";
import type { ResponsibilityRule } from "./schema.ts";

export type ResponsibilityService = Pick<
  ServiceRecord,
  "slug" | "name" | "level" | "question" | "responsibility"
>;

export interface ResponsibilityDecision {
  authority: AuthorityRecord;
  /** One German sentence, as it may be said to the caller. */
  reason: string;
  /** The rule that fitted; null where the level of the service decided. */
  rule: ResponsibilityRule | null;
}

/**
 * Service × place × date (× case) → the authority, with the reason. The first rule that fits wins;
 * without one the level of the service decides. Where the rules have cases and they lead to
 * different authorities or units, the caller is asked and nothing is guessed. Pure.
 * @param date ISO day
 * @param chosen one of `casesAt`, or null: not asked yet
 * @throws AppError 422 `responsibility_unclear` where no authority or more than one fits,
 *   `case_needed` where the caller must be asked first, `case_unknown`
 */
export function resolveResponsibility(
  service: ResponsibilityService,
  place: ResolvedPlace,
  date: string,
  authorities: readonly AuthorityRecord[],
  chosen: string | null = null,
): ResponsibilityDecision {
  const rules = rulesAt(service, place, date, authorities);
  const cases = casesOf(rules);
  if (chosen !== null && !cases.includes(chosen)) throw unknownCase(service, cases);
  const answers = chosen === null && cases.length > 0 ? cases : [chosen];
  const [first, ...others] = answers.map((answer) => {
    const rule = rules.find((each) => each.case === undefined || each.case === answer) ?? null;
    return decideBy(rule, service, place, authorities);
  });
  if (!first || others.some((other) => !leadsToSame(first, other))) {
    throw askBack(service, cases);
  }
  return first;
}

function leadsToSame(first: ResponsibilityDecision, other: ResponsibilityDecision): boolean {
  return first.authority === other.authority && first.rule?.unitKey === other.rule?.unitKey;
}

/** What the place must be on the day, before anybody knows it; null: the caller's home. */
export function placeRoleOn(service: ResponsibilityService, date: string): string | null {
  const rules = service.responsibility.filter((rule) => holdsOn(rule, date));
  const roles = new Set(rules.map((rule) => rule.placeRole ?? null));
  const [role = null] = roles;
  return roles.size === 1 ? role : null;
}

/** The cases of the service at the place and on the day, in the order of the rules. */
export function casesAt(
  service: ResponsibilityService,
  place: ResolvedPlace,
  date: string,
  authorities: readonly AuthorityRecord[],
): string[] {
  return casesOf(rulesAt(service, place, date, authorities));
}

function casesOf(rules: readonly ResponsibilityRule[]): string[] {
  return [...new Set(rules.flatMap((rule) => rule.case ?? []))];
}

function decideBy(
  rule: ResponsibilityRule | null,
  service: ResponsibilityService,
  place: ResolvedPlace,
  authorities: readonly AuthorityRecord[],
): ResponsibilityDecision {
  const candidates = rule?.authority
    ? authorities.filter((authority) => authority.id === rule.authority)
    : authoritiesOfLevel(rule?.level ?? levelOf(service), place, authorities);
  const [authority, ...others] = candidates;
  if (!authority || others.length > 0) throw unclear(service, place, candidates);
  return { authority, reason: reasonFor(service, place, authority, rule), rule };
}

/** ISO days, both inclusive; missing: always, still. */
interface Validity {
  validFrom?: string | null;
  validUntil?: string | null;
}

/** The rules that hold at the place and on the day. */
function rulesAt(
  service: ResponsibilityService,
  place: ResolvedPlace,
  date: string,
  authorities: readonly AuthorityRecord[],
): ResponsibilityRule[] {
  const placeKeys = new Set([place.municipality.ags, place.association?.key]);
  const fits = (rule: ResponsibilityRule) =>
    holdsOn(rule, date) &&
    (!rule.districts || rule.districts.includes(place.district.ags)) &&
    (!rule.places || rule.places.some((key) => placeKeys.has(key))) &&
    serves(rule, place, authorities);
  return service.responsibility.filter(fits);
}

export function holdsOn(period: Validity, date: string): boolean {
  const { validFrom, validUntil } = period;
  return (!validFrom || validFrom <= date) && (!validUntil || date <= validUntil);
}

/** A named authority counts only in the districts that it serves. */
function serves(
  rule: ResponsibilityRule,
  place: ResolvedPlace,
  authorities: readonly AuthorityRecord[],
): boolean {
  if (!rule.authority) return true;
  const authority = authorities.find((each) => each.id === rule.authority);
  if (!authority) return false;
  return authority.districtAgs.length === 0 || authority.districtAgs.includes(place.district.ags);
}

type PlaceLevel = "district" | "association";

function levelOf(service: ResponsibilityService): PlaceLevel | null {
  if (service.level === "kreis") return "district";
  return service.level === "verbandsgemeinde" || service.level === "gemeinde"
    ? "association"
    : null;
}

/** GemO RLP §§ 64 to 68: a municipality free of an association does that work itself. */
function authoritiesOfLevel(
  level: PlaceLevel | null,
  place: ResolvedPlace,
  authorities: readonly AuthorityRecord[],
): AuthorityRecord[] {
  if (level === null) return [];
  return authorities.filter((authority) => {
    if (level === "district") {
      return authority.kind === "district" && authority.districtAgs.includes(place.district.ags);
    }
    return place.association
      ? authority.kind === "association" && authority.associationKey === place.association.key
      : authority.kind === "municipality" && authority.municipalityAgs === place.municipality.ags;
  });
}

function reasonFor(
  service: ResponsibilityService,
  place: ResolvedPlace,
  authority: AuthorityRecord,
  rule: ResponsibilityRule | null,
): string {
  const because = rule?.because ?? becauseOf(service, place, authority, rule?.placeRole);
  return `${responsiblePhrase(authority.name)}, weil ${because.replace(/\.$/, "")}.`;
}

function becauseOf(
  service: ResponsibilityService,
  place: ResolvedPlace,
  authority: AuthorityRecord,
  placeRole: string | undefined,
): string {
  const task = `„${service.name}“`;
  const { name } = place.municipality;
  const where = placeRole === undefined ? name : `${name} als ${placeRole}`;
  switch (authority.kind) {
    case "association":
      return service.level === "gemeinde"
        ? `die Verbandsgemeinde die Verwaltungsgeschäfte ihrer Gemeinden führt und ${where} zur ${associationName(place)} gehört`
        : `${task} Aufgabe der Verbandsgemeinde ist und ${where} zur ${associationName(place)} gehört`;
    case "municipality":
      return `${where} zu keiner Verbandsgemeinde gehört und deren Aufgaben selbst erledigt`;
    case "district":
      return `${task} Aufgabe des Landkreises ist und ${where} zum ${place.district.name} gehört`;
    case "sharedOffice":
      return `die beteiligten Kreise diese Aufgabe gemeinsam erledigen und ${where} zum ${place.district.name} gehört`;
    case "specialPurpose":
      return `diese Aufgabe für den ${place.district.name} dorthin übertragen ist`;
    case "state":
      return `${task} Aufgabe des Landes ist`;
    case "federal":
      return `${task} Aufgabe des Bundes ist`;
    case "other":
      return `${task} dort bearbeitet wird`;
  }
}

function associationName(place: ResolvedPlace): string {
  const name = place.association?.name ?? "";
  return name.startsWith("Verbandsgemeinde") ? name : `Verbandsgemeinde ${name}`;
}

function askBack(service: ResponsibilityService, cases: readonly string[]): AppError {
  const message =
    service.question ?? `Zu „${service.name}“ bitte nachfragen: ${cases.join(" oder ")}?`;
  return new AppError(422, "case_needed", message, { service: service.slug, cases });
}

function unknownCase(service: ResponsibilityService, cases: readonly string[]): AppError {
  const message =
    cases.length === 0
      ? `Bei „${service.name}“ ist an diesem Ort nichts zu unterscheiden.`
      : `Bei „${service.name}“ gibt es an diesem Ort nur diese Fälle: ${cases.join("; ")}.`;
  return new AppError(422, "case_unknown", message, { service: service.slug, cases });
}

function unclear(
  service: ResponsibilityService,
  place: ResolvedPlace,
  candidates: readonly AuthorityRecord[],
): AppError {
  const where = `${place.municipality.name} (${place.district.name})`;
  const names = candidates.map((authority) => authority.name).join(", ");
  const message =
    candidates.length === 0
      ? `Für „${service.name}“ ist in ${where} keine zuständige Behörde hinterlegt.`
      : `Für „${service.name}“ kommen in ${where} mehrere Behörden in Frage: ${names}.`;
  return new AppError(422, "responsibility_unclear", message, {
    service: service.slug,
    place: place.municipality.ags,
    candidates: candidates.map((authority) => authority.id),
  });
}
