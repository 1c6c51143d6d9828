import { answerFor } from "../answer.ts";
import type { Knowledge } from "../knowledge.ts";
import type { ServiceDetail } from "../schema.ts";
import { describeService } from "../service-detail.ts";
import { answerRecordOf, servicePartOf } from "./content.ts";
import { demandPlace, today, type Editing } from "./editing.ts";
import { sharedSection, type AnswerContent } from "./schema.ts";
import type { AnswerPlace } from "./store.ts";

/**
 * A service exactly as the desk would show it if `content` were in force today.
 * @param where place null: without one; case: the answer to what the service asks back
 * @throws AppError 404 `service_not_found`, `section_not_found`; 422 `place_unknown`
 */
export function previewService(
  editing: Editing,
  place: AnswerPlace,
  content: AnswerContent,
  { place: placeAgs, case: chosen }: { place: string | null; case: string | null },
): ServiceDetail {
  const stored = demandPlace(editing, place);
  const { knowledge, directory, places, clock } = editing;
  const record = answerRecordOf({ ...place, revision: 0 }, content, {
    releasedFrom: null,
    releasedUntil: null,
  });
  const answers = [
    record,
    ...knowledge
      .answers(stored.slug)
      .filter((answer) => answer.administrationId !== record.administrationId),
  ];
  const service = {
    ...stored,
    ...(place.section === sharedSection && {
      ...servicePartOf(content, stored),
      completeness: record.spoken === null ? stored.completeness : ("full" as const),
    }),
  };
  const asIf: Knowledge = {
    ...knowledge,
    service: (slug) => (slug === service.slug ? service : knowledge.service(slug)),
    answer: (slug, administrationId, date) =>
      slug === service.slug
        ? answerFor(service, answers, administrationId, date)
        : knowledge.answer(slug, administrationId, date),
  };
  const at = clock.now();
  return describeService(
    { knowledge: asIf, directory, places },
    { slug: service.slug, placeAgs, date: today(editing), at, case: chosen },
  );
}
