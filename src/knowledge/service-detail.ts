import type { Directory } from "../directory/directory.ts";
import { AppError } from "../errors.ts";
import type { Places, ResolvedPlace } from "../places/schema.ts";
import { escalationTargets, switchboardUnitKey } from "./escalation.ts";
import { knownPlace } from "./known-place.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AuthorityRecord, ServiceRecord } from "./records.ts";
import {
  casesAt,
  placeRoleOn,
  resolveResponsibility,
  type ResponsibilityDecision,
} from "./responsibility.ts";
import type { ServiceDetail } from "./schema.ts";

export interface ServiceQuestion {
  slug: string;
  /** 8-digit key of a municipality; null: the shared answer, nobody responsible. */
  placeAgs: string | null;
  /** The caller's answer to the service's question; null: not asked yet. */
  case: string | null;
  /** ISO day for which answer and responsibility hold. */
  date: string;
  /** Moment for which reachability is told, milliseconds. */
  at: number;
}

interface Rooms {
  knowledge: Knowledge;
  places: Places;
  directory: Directory;
}

/**
 * Answer = service × place × date, as the desk shows it.
 * @throws AppError 404 `service_not_found`, 422 `place_unknown`
 */
export function describeService(rooms: Rooms, question: ServiceQuestion): ServiceDetail {
  const { knowledge, directory } = rooms;
  const service = knowledge.service(question.slug);
  if (!service) {
    throw new AppError(404, "service_not_found", "Diese Leistung gibt es nicht.");
  }
  const { placeAgs, date } = question;
  const place = placeAgs === null ? null : knownPlace(rooms.places, placeAgs, date);
  const administrations = directory.administrations(question.at);
  const home = place && administrations.find((each) => each.ags === place.district.ags);
  const outcome = place ? decide(knowledge, service, place, question) : null;
  return {
    slug: service.slug,
    name: service.name,
    category: service.category,
    leikaKey: service.leikaKey,
    level: service.level,
    responsibleUnit: service.responsibleUnit,
    synonyms: service.synonyms,
    legalBasis: service.legalBasis,
    related: service.related.flatMap((slug) => {
      const related = knowledge.service(slug);
      return related ? [{ slug, name: related.name }] : [];
    }),
    completeness: service.completeness,
    agentHints: service.agentHints,
    place: place && {
      ags: place.municipality.ags,
      name: place.municipality.name,
      districtAgs: place.district.ags,
    },
    placeRole: outcome?.decision
      ? (outcome.decision.rule?.placeRole ?? null)
      : placeRoleOn(service, question.date),
    responsibility: outcome?.decision ? responsibilityOf(outcome.decision, directory) : null,
    question: outcome?.question ?? null,
    responsibilityProblem: outcome?.problem ?? null,
    answer: knowledge.answer(service.slug, home?.id ?? null, question.date),
    variants: administrations.map((administration) => ({
      administrationId: administration.id,
      administrationName: administration.shortName,
      code: administration.code,
      answer: knowledge.answer(service.slug, administration.id, question.date),
    })),
    escalation:
      place && outcome?.decision
        ? escalationTargets({
            service,
            place,
            decision: outcome.decision,
            authorities: knowledge.authorities(),
            directory,
            date: question.date,
            at: question.at,
          })
        : [],
  };
}

interface Outcome {
  decision: ResponsibilityDecision | null;
  question: ServiceDetail["question"];
  problem: { code: string; message: string } | null;
}

/** An unclear responsibility must not hide the answer from the agent. */
function decide(
  knowledge: Knowledge,
  service: ServiceRecord,
  place: ResolvedPlace,
  { date, case: chosen }: ServiceQuestion,
): Outcome {
  const authorities = knowledge.authorities();
  const cases = casesAt(service, place, date, authorities);
  const asked = service.question && cases.length > 1 ? { ask: service.question, cases } : null;
  try {
    // A case that another place has is no mistake: whoever changes the place is asked again.
    const known = chosen !== null && cases.includes(chosen) ? chosen : null;
    const decision = resolveResponsibility(service, place, date, authorities, known);
    return { decision, question: asked && { ...asked, chosen: known }, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problem = { code: error.code, message: error.message };
    return { decision: null, question: asked && { ...asked, chosen: null }, problem };
  }
}

function responsibilityOf({ authority, reason }: ResponsibilityDecision, directory: Directory) {
  const { id, kind, name, address, phone, website, sample } = withContact(authority, directory);
  return { authority: { id, kind, name, address, phone, website, sample }, reason };
}

/** Where no number of its own is known, an authority is called at its switchboard. */
function withContact(authority: AuthorityRecord, directory: Directory): AuthorityRecord {
  const switchboard = directory.unitEntry(authority.id, switchboardUnitKey);
  const number = switchboard?.confidential === false ? switchboard.publicNumber : null;
  if (!switchboard || authority.phone !== null || number === null) return authority;
  const address = authority.address ?? switchboard.address;
  const sample = authority.sample || switchboard.sample;
  return { ...authority, phone: number, address, sample };
}
