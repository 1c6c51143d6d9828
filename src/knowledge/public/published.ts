import type { Directory } from "../../directory/directory.ts";
import { hoursText } from "../../directory/hours-text.ts";
import type { EntryRecord } from "../../directory/records.ts";
import type { Places } from "../../places/schema.ts";
import type { Knowledge } from "../knowledge.ts";
import type { AuthorityRecord, ServiceRecord } from "../records.ts";
import type { AnswerView, ServiceDetail } from "../schema.ts";
import { describeService, type ServiceQuestion } from "../service-detail.ts";
import type { PublicAnswer, PublicOffice, PublicService } from "./schema.ts";

export interface PublishedRooms {
  knowledge: Knowledge;
  places: Places;
  directory: Directory;
}

/**
 * The one door through which content is published. Every reply is put together field by field: what
 * is added to a record elsewhere is not published by itself. Never published: hints for agents,
 * sources and notes of editors, drafts, people, extensions, confidential numbers, e-mail addresses.
 * @throws AppError 404 `service_not_found`, 422 `place_unknown`
 */
export function publishedService(rooms: PublishedRooms, question: ServiceQuestion): PublicService {
  const detail = describeService(rooms, question);
  const { responsibility, question: asked } = detail;
  return {
    slug: detail.slug,
    name: detail.name,
    category: detail.category,
    leikaKey: detail.leikaKey,
    synonyms: detail.synonyms,
    level: detail.level,
    responsibleUnit: detail.responsibleUnit,
    legalBasis: detail.legalBasis,
    related: detail.related.map(({ slug, name }) => ({ slug, name })),
    place: detail.place && {
      ags: detail.place.ags,
      name: detail.place.name,
      districtAgs: detail.place.districtAgs,
    },
    answer: detail.answer && publishedAnswer(detail.answer),
    responsibility: responsibility && {
      authority: publishedAuthority(responsibility.authority),
      reason: responsibility.reason,
    },
    question: asked && { ask: asked.ask, cases: asked.cases },
    offices: officesOf(rooms, detail),
  };
}

export function publishedSummary({ slug, name, category, leikaKey }: ServiceRecord) {
  return { slug, name, category, leikaKey };
}

export function publishedAnswer(answer: AnswerView): PublicAnswer {
  return {
    scope: answer.scope,
    summary: answer.spoken,
    text: answer.text,
    fee: answer.fee,
    duration: answer.duration,
    deadline: answer.deadline,
    appointment: answer.appointment,
    documents: answer.documents,
    onlineUrl: answer.onlineUrl,
    sample: answer.sample,
    checkedAt: answer.checkedAt,
    validUntil: answer.validUntil,
  };
}

type Authority = Pick<AuthorityRecord, "id" | "name" | "address" | "phone" | "website" | "sample">;

export function publishedAuthority(authority: Authority) {
  const { id, name, address, phone, website, sample } = authority;
  return { id, name, address, phone, website, sample };
}

/** Units of authorities, in the order of their ids. */
export function publishedOffices({ directory, knowledge }: PublishedRooms): PublicOffice[] {
  const authorities = new Map(knowledge.authorities().map((each) => [each.id, each]));
  return directory.entries().flatMap((entry) => publishedOffice(entry, authorities, directory));
}

function publishedOffice(
  entry: EntryRecord,
  authorities: ReadonlyMap<string, AuthorityRecord>,
  directory: Directory,
): PublicOffice[] {
  const authority = authorities.get(entry.authorityId ?? "");
  if (entry.kind !== "unit" || entry.confidential || !authority) return [];
  return [
    {
      id: entry.id,
      name: entry.name,
      authority: { id: authority.id, name: authority.name },
      address: entry.address ?? authority.address,
      phone: entry.publicNumber,
      hours: entry.hours,
      hoursText: hoursText(entry.hours),
      closedDays: directory.closures(entry.administrationId).map(({ from, to }) => ({ from, to })),
      sample: entry.sample,
    },
  ];
}

const officeKinds = ["unit", "partner", "switchboard"] as const;

/** The offices among the escalation targets; who can be reached just now changes nothing here. */
function officesOf(rooms: PublishedRooms, { escalation }: ServiceDetail): PublicOffice[] {
  const authorities = new Map(rooms.knowledge.authorities().map((each) => [each.id, each]));
  return officeKinds.flatMap((kind) =>
    escalation
      .filter((target) => target.kind === kind)
      .toSorted((left, right) => (left.id < right.id ? -1 : 1))
      .flatMap(({ id }) => {
        const entry = rooms.directory.entry(id);
        return entry ? publishedOffice(entry, authorities, rooms.directory) : [];
      }),
  );
}
