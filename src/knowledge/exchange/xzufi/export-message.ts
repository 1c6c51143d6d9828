import { randomUUID } from "node:crypto";
import type {
  AnswerRecord,
  AuthorityRecord,
  KnowledgeRecords,
  ServiceRecord,
} from "../../records.ts";
import { holdsOn } from "../../responsibility.ts";
import { chooseVersions } from "../service-rows.ts";
import type { Period } from "../../periods.ts";
import type { AreasOn } from "./areas.ts";
import { localFields } from "./local-fields.ts";
import type { Identifier, XzufiObject } from "./objects.ts";
import type { ServedOn } from "../../served-places.ts";
import { servedPeriods } from "./responsibilities.ts";
import { textsOfFields } from "./service-texts.ts";
import { namespaceOf, type XzufiVersion } from "./versions.ts";
import { attributesOf, element } from "./write-xml.ts";
import { writeObject } from "./write-objects.ts";

/** Stands in every identifier that is ours: the Redaktion. */
export const ownAgency = "115-servicecenter-emh";

const productName = "115-Servicecenter";

/** The name of the message could not be learnt from public sources; readers go by the objects. */
const messageName = "transfer.operation";

export interface ExportSource {
  records: KnowledgeRecords;
  /** Members, in the order of screens. */
  administrations: readonly { id: string; ags: string }[];
  areasOn: AreasOn;
  servedOn: ServedOn;
  /** ISO day whose answers are written. */
  today: string;
}

export interface ExportOptions {
  version: XzufiVersion;
  /** Whether hints for those who answer are written; only for receivers who answer, too. */
  withHints: boolean;
  /** ISO moment. */
  createdAt: string;
}

/** Everything that holds on the day, as a message, piece by piece. */
export function* exportMessage(
  source: ExportSource,
  { version, withHints, createdAt }: ExportOptions,
): Generator<string> {
  const attributes = attributesOf({
    "xmlns:xzufi": namespaceOf(version),
    produktbezeichnung: productName,
    produkthersteller: productName,
    xzufiVersion: version,
  });
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<xzufi:${messageName}${attributes}>\n`;
  const head = [
    element("nachrichtUUID", randomUUID()),
    element("erstelltDatumZeit", createdAt),
    element("sender", ownAgency),
  ];
  yield `${element("nachrichtenkopf", head) ?? ""}\n`;
  for (const object of exportObjects(source, withHints)) {
    yield `${writeObject(object, version)}\n`;
  }
  yield `</xzufi:${messageName}>\n`;
}

/** Units first, then each service with its variants, online services and responsibilities. */
export function* exportObjects(source: ExportSource, withHints: boolean): Generator<XzufiObject> {
  const { authorities, services, answers } = source.records;
  for (const authority of authorities) yield unitOf(authority);
  const bySlug = new Map<string, AnswerRecord[]>();
  for (const answer of answers) {
    if (!holdsOn(answer, source.today)) continue;
    bySlug.set(answer.serviceSlug, [...(bySlug.get(answer.serviceSlug) ?? []), answer]);
  }
  for (const service of services) {
    const versions = chooseVersions(bySlug.get(service.slug) ?? [], source.today);
    yield* serviceObjects(source, service, versions, withHints);
  }
}

function* serviceObjects(
  source: ExportSource,
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
  withHints: boolean,
): Generator<XzufiObject> {
  const { administrations, today } = source;
  const areas = source.areasOn(today);
  const serviceId = identifier("leistung", service.slug);
  const fields = (answer: AnswerRecord | null, section: string) => {
    const { agentHints, ...rest } = localFields(service, answer, section);
    return withHints && agentHints !== undefined ? { ...rest, agentHints } : rest;
  };
  const shared = answers.find(({ administrationId }) => administrationId === null) ?? null;
  yield {
    kind: "leistung",
    id: serviceId,
    leikaKeys: service.leikaKey === null ? [] : [service.leikaKey],
    categories: [service.category],
    areas: administrations.map(({ ags }) => areas.districtKey(ags)),
    ...textsOfFields(fields(shared, "shared")),
  };
  for (const { id, ags } of administrations) {
    const answer = answers.find(({ administrationId }) => administrationId === id);
    if (!answer) continue;
    yield {
      kind: "spezialisierung",
      id: identifier("spezialisierung", `${service.slug}:${id}`),
      serviceId,
      areas: [areas.districtKey(ags)],
      ...textsOfFields(fields(answer, id)),
    };
  }
  yield* onlineServices(source, service, answers);
  for (const served of servedPeriods(service, source.servedOn, today)) {
    const { authorityId, municipalities, validFrom, validUntil } = served;
    const period = { validFrom, validUntil };
    const then = validFrom !== null && validFrom > today ? validFrom : today;
    yield responsibility(
      identifier("zustaendigkeit", `${service.slug}:${authorityId}${intervalOf(period)}`),
      identifier("behoerde", authorityId),
      serviceId,
      source.areasOn(then).keysOf(municipalities),
      "Zuständige Stelle",
      period,
    );
  }
}

/** ":2027-01-01/..": the periods of one authority need an identifier each (ISO 8601-2). */
function intervalOf({ validFrom, validUntil }: Period): string {
  return validFrom === null && validUntil === null
    ? ""
    : `:${validFrom ?? ".."}/${validUntil ?? ".."}`;
}

/** An online service belongs to a service and an area through a responsibility of its own. */
function* onlineServices(
  { areasOn, administrations, today }: ExportSource,
  service: ServiceRecord,
  answers: readonly AnswerRecord[],
): Generator<XzufiObject> {
  for (const { onlineUrl, administrationId } of answers) {
    if (onlineUrl === null) continue;
    const id = identifier("onlinedienst", `${service.slug}:${administrationId ?? "shared"}`);
    yield {
      kind: "onlinedienst",
      id,
      names: [{ language: "de", text: `${service.name} online` }],
      url: onlineUrl,
      responsibilities: [],
    };
    const where = administrations.filter((each) =>
      administrationId === null ? true : each.id === administrationId,
    );
    yield responsibility(
      identifier("zustaendigkeit", `${id.value}:online`),
      id,
      identifier("leistung", service.slug),
      where.map(({ ags }) => areasOn(today).districtKey(ags)),
      null,
    );
  }
}

function responsibility(
  id: Identifier,
  superior: Identifier,
  serviceId: Identifier,
  areas: Identifier[],
  role: string | null,
  period?: Period,
): XzufiObject {
  const limited = period && (period.validFrom !== null || period.validUntil !== null);
  const periods = limited ? [period] : [];
  return { kind: "zustaendigkeit", id, superior, serviceId, areas, role, periods };
}

function unitOf({ id, name, address, phone, website }: AuthorityRecord): XzufiObject {
  return {
    kind: "organisationseinheit",
    id: identifier("behoerde", id),
    names: [{ language: "de", text: name }],
    address,
    phone,
    website,
    responsibilities: [],
  };
}

function identifier(scheme: string, value: string): Identifier {
  return { agency: ownAgency, scheme, value };
}
