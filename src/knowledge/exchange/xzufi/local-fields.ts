import type { AnswerRecord, ServiceRecord } from "../../records.ts";
import type { ServiceFields } from "./service-texts.ts";

/**
 * What is said here of an answer, in the fields that a message knows. The shared answer carries
 * what the service says as a whole; a district's only what it says otherwise.
 */
export function localFields(
  service: ServiceRecord,
  answer: AnswerRecord | null,
  section: string,
): ServiceFields {
  const shared = section === "shared";
  const own = {
    spoken: answer?.spoken,
    body: answer?.body,
    fee: answer?.fee,
    duration: answer?.duration,
    deadline: answer?.deadline,
    appointment: answer?.appointment,
    documents: answer?.documents,
    source: answer?.source ?? (shared ? service.source : null),
    checkedAt: answer?.checkedAt ?? (shared ? service.checkedAt : null),
    releasedFrom: answer?.validFrom,
    releasedUntil: answer?.validUntil,
  };
  const whole = {
    name: service.name,
    leikaKey: service.leikaKey,
    legalBasis: service.legalBasis,
    synonyms: service.synonyms,
    agentHints: service.agentHints,
  };
  const given = Object.entries({ ...(shared ? whole : {}), ...own }).filter(
    ([, value]) => value !== null && value !== undefined && value.length > 0,
  );
  return Object.fromEntries(given);
}
