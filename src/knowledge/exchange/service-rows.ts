import type { AnswerRecord, ServiceRecord } from "../records.ts";
import { holdsOn } from "../responsibility.ts";
import { serviceFrontMatterSchema, type ServiceFrontMatter } from "../schema.ts";
import type { AnswerSection, ServiceFile } from "../service-file.ts";

/**
 * The file that a service and its answers make, the inverse of `serviceRows`. A file holds one
 * version of each answer: the one of `today`, else the next one.
 * @param today ISO day
 * @returns `left`: how many versions have no place in it
 */
export function serviceFileOf(
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
  today: string,
): { file: ServiceFile; left: number } {
  const chosen = chooseVersions(answers, today);
  const fields: ServiceFrontMatter["answers"] = {};
  const sections: Record<string, AnswerSection> = {};
  for (const answer of chosen) {
    const id = answer.administrationId ?? "shared";
    const written = fieldsOf(answer);
    if (Object.keys(written).length > 0) fields[id] = written;
    if (answer.spoken !== null || answer.body !== null || Object.keys(written).length === 0) {
      sections[id] = { spoken: answer.spoken, body: answer.body };
    }
  }
  const { slug, leikaKey, question, agentHints, ...rest } = service;
  const frontMatter = inSchemaOrder({
    ...rest,
    ...(leikaKey !== null && { leikaKey }),
    ...(question !== null && { question }),
    ...(agentHints !== null && { agentHints }),
    answers: fields,
  });
  return { file: { slug, frontMatter, sections }, left: answers.length - chosen.length };
}

/** One answer a section; the shared one first, then in the order of the ids. */
export function chooseVersions(answers: readonly AnswerRecord[], today: string): AnswerRecord[] {
  const begins = (answer: AnswerRecord) => answer.validFrom ?? "";
  const byBeginning = answers.toSorted((left, right) => (begins(left) < begins(right) ? -1 : 1));
  const sections = [...new Set(answers.map((answer) => answer.administrationId ?? ""))];
  return sections.toSorted().flatMap((section) => {
    const versions = byBeginning.filter((each) => (each.administrationId ?? "") === section);
    const current = versions.findLast((answer) => holdsOn(answer, today));
    const next = versions.find((answer) => begins(answer) > today);
    return current ?? next ?? versions.at(-1) ?? [];
  });
}

type AnswerFields = ServiceFrontMatter["answers"][string];

function fieldsOf(answer: AnswerRecord): AnswerFields {
  const usual = answer.administrationId === null ? "shared" : "district";
  const names = Object.keys(serviceFrontMatterSchema.shape.answers.unwrap().valueType.shape);
  const given = Object.entries({
    ...answer,
    scope: answer.scope === usual ? null : answer.scope,
    documents: answer.documents.length > 0 ? answer.documents : null,
  }).filter(([name, value]) => names.includes(name) && value !== null);
  const order = ([name]: [string, unknown]) => names.indexOf(name);
  return Object.fromEntries(given.toSorted((left, right) => order(left) - order(right)));
}

function inSchemaOrder(frontMatter: ServiceFrontMatter): ServiceFrontMatter {
  const names = Object.keys(serviceFrontMatterSchema.shape) as (keyof ServiceFrontMatter)[];
  return Object.fromEntries(
    names.flatMap((name) => (frontMatter[name] === undefined ? [] : [[name, frontMatter[name]]])),
  ) as unknown as ServiceFrontMatter;
}
