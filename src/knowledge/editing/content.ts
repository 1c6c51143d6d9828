import { sameValue } from "../../directory/row-changes.ts";
import type { AnswerRecord, ServiceRecord } from "../records.ts";
import { tidySpoken } from "../service-file.ts";
import { sharedSection, type AnswerContent, type ContentField } from "./schema.ts";

/** The fields that the service itself carries: written in the shared answer, they hold for all. */
const serviceFields = ["legalBasis", "agentHints", "reviewMonths"] as const;
export type ServicePart = Pick<ServiceRecord, (typeof serviceFields)[number]>;

export function sectionOf(administrationId: string | null): string {
  return administrationId ?? sharedSection;
}

export function administrationOf(section: string): string | null {
  return section === sharedSection ? null : section;
}

/** An answer as editors write it; without one, what a new one begins with. */
export function contentOf(
  service: ServiceRecord,
  answer: AnswerRecord | null,
  section: string,
): AnswerContent {
  const shared = section === sharedSection;
  return {
    scope: answer?.scope ?? (shared ? "shared" : "district"),
    spoken: answer?.spoken ?? "",
    body: answer?.body ?? "",
    fee: answer?.fee ?? "",
    duration: answer?.duration ?? "",
    deadline: answer?.deadline ?? "",
    appointment: answer?.appointment ?? "",
    documents: [...(answer?.documents ?? [])],
    onlineUrl: answer?.onlineUrl ?? "",
    sample: answer?.sample ?? (shared ? false : null),
    source: answer?.source ?? "",
    checkedAt: answer?.checkedAt ?? "",
    legalBasis: shared ? [...service.legalBasis] : [],
    agentHints: shared ? (service.agentHints ?? "") : "",
    reviewMonths: shared ? service.reviewMonths : null,
  };
}

/** The row that desks read of a released version. */
export function answerRecordOf(
  { serviceSlug, section, revision }: Place & { revision: number },
  content: AnswerContent,
  validity: { releasedFrom: string | null; releasedUntil: string | null },
): AnswerRecord {
  const written = tidy(content);
  return {
    id: `${serviceSlug}:${section}@${revision}`,
    serviceSlug,
    administrationId: administrationOf(section),
    scope: written.scope,
    spoken: written.spoken || null,
    body: written.body || null,
    fee: written.fee || null,
    duration: written.duration || null,
    deadline: written.deadline || null,
    appointment: written.appointment || null,
    documents: written.documents,
    onlineUrl: written.onlineUrl || null,
    sample: written.sample,
    source: written.source || null,
    checkedAt: written.checkedAt || null,
    validFrom: validity.releasedFrom,
    validUntil: validity.releasedUntil,
  };
}

interface Place {
  serviceSlug: string;
  section: string;
}

/** What the shared answer says about the service as a whole; `service` keeps what it leaves out. */
export function servicePartOf(content: AnswerContent, service: ServicePart): ServicePart {
  const written = tidy(content);
  return {
    legalBasis: written.legalBasis,
    agentHints: written.agentHints || null,
    reviewMonths: written.reviewMonths ?? service.reviewMonths,
  };
}

/** Without what nobody sees: blanks at the ends, empty lines of a list, how a line is ended. */
export function tidy(content: AnswerContent): AnswerContent {
  const trimmed = Object.entries(content).map(([field, value]) => {
    if (typeof value === "string") return [field, tidyText(value)];
    if (!Array.isArray(value)) return [field, value];
    return [field, value.map(tidyText).filter((each) => each !== "")];
  });
  const tidied = Object.fromEntries(trimmed) as AnswerContent;
  return { ...tidied, spoken: tidySpoken(tidied.spoken) };
}

function tidyText(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n").trim();
}

/** The fields in which two contents differ to a reader. */
export function changedFields(left: AnswerContent, right: AnswerContent): ContentField[] {
  const [before, after] = [tidy(left), tidy(right)];
  return (Object.keys(before) as ContentField[]).filter(
    (field) => !sameValue(before[field], after[field]),
  );
}
