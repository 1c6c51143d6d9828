import type { PrismaClient } from "../../database/generated/client.ts";
import { localDay } from "../../directory/hours.ts";
import type { ResolvedPlace } from "../../places/schema.ts";
import { switchboardUnitKey } from "../escalation.ts";
import { pause } from "../pause.ts";
import { createServedOn } from "../served-places.ts";
import type { AuthorityRecord, ServiceRecord } from "../records.ts";
import { locationOf, phoneOf, sampleWords } from "./hsds-location.ts";
import { digestOf, noteRevisions } from "./hsds-revisions.ts";
import type {
  HsdsLocation,
  HsdsOrganization,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsTaxonomyTerm,
} from "./hsds-schema.ts";
import { termsOf } from "./hsds-terms.ts";
import { createTerritory } from "./hsds-territory.ts";
import {
  publishedAnswer,
  publishedAuthority,
  publishedOffices,
  type PublishedRooms,
} from "./published.ts";
import type { PublicAnswer, PublicOffice } from "./schema.ts";
import { stableId } from "./stable-id.ts";

export interface HsdsRooms extends PublishedRooms {
  database: PrismaClient;
}

/** All that is published, as HSDS: a service is what one authority does of one of our services. */
export interface HsdsFeed {
  services: readonly HsdsService[];
  /** Which of our services a service is of, and where it is done: by its id. */
  origins: ReadonlyMap<string, HsdsOrigin>;
  organizations: readonly HsdsOrganization[];
  taxonomies: readonly HsdsTaxonomyTerm["taxonomy_detail"][];
  taxonomyTerms: readonly HsdsTaxonomyTerm[];
  /** The same as long as nothing of it changes. */
  digest: string;
}

export interface HsdsOrigin {
  slug: string;
  /** AGS of the municipalities. */
  municipalities: ReadonlySet<string>;
}

const kindWords: Record<AuthorityRecord["kind"], string> = {
  district: "Kreisverwaltung",
  association: "Verwaltung einer Verbandsgemeinde",
  municipality: "Verwaltung einer verbandsfreien Gemeinde",
  sharedOffice: "Gemeinsame Stelle mehrerer Verwaltungen",
  state: "Behörde des Landes",
  federal: "Behörde des Bundes",
  specialPurpose: "Zweckverband",
  other: "Andere Stelle",
};

/**
 * Built piece by piece: the process that builds it serves callers meanwhile.
 * @param at milliseconds since the epoch: answers, rules and territory are those of the day
 */
export async function buildHsdsFeed(rooms: HsdsRooms, at: number): Promise<HsdsFeed> {
  const { knowledge, places, database } = rooms;
  const date = localDay(at).toString();
  const territory = createTerritory(places.municipalities(date));
  const offices = publishedOffices(rooms);
  const locations = new Map(offices.map((office) => [office.id, locationOf(office, date)]));
  const organizations = new Map(
    knowledge.authorities().map((each) => [each.id, organizationOf(each, offices, locations)]),
  );
  const servedOn = createServedOn(places, knowledge.authorities());
  const terms = termsOf(knowledge.services());
  const services: Omit<HsdsService, "last_modified">[] = [];
  const origins = new Map<string, HsdsOrigin>();
  const published: { id: string; digest: string }[] = [];
  for (const service of knowledge.services()) {
    await pause();
    for (const [authorityId, municipalities] of servedOn(service, date)) {
      const organization = organizations.get(authorityId);
      if (!organization) continue;
      await pause();
      const area = territory.placesOf(municipalities);
      const record = serviceOf({
        service,
        authorityId,
        organization,
        areaNames: territory.namesOf(area),
        answer: answerFor(rooms, service, area, date),
        locations: locationsFor(rooms, service, authorityId, locations),
        terms: terms.of(service),
      });
      services.push(record);
      origins.set(record.id, { slug: service.slug, municipalities });
      published.push({ id: record.id, digest: digestOf(record) });
    }
  }
  const changed = await noteRevisions(database, published, at);
  const details = terms.all.map((term) => [term.taxonomy, term.taxonomy_detail] as const);
  const others = {
    organizations: [...organizations.values()],
    taxonomies: [...new Map(details).values()],
    taxonomyTerms: terms.all,
  };
  return {
    ...others,
    services: services.map((each) => ({ ...each, last_modified: changed.get(each.id) ?? "" })),
    origins,
    digest: digestOf([published, others]),
  };
}

/** A service at one of its locations; what the service says of the location stands in this. */
export function servicesAtLocations(services: readonly HsdsService[]): HsdsServiceAtLocation[] {
  return services.flatMap(({ service_at_locations: parts, ...service }) =>
    parts.map((part) => ({ ...part, service })),
  );
}

export function listedServiceAtLocation({ location, service, ...part }: HsdsServiceAtLocation) {
  const { addresses: _a, phones: _p, schedules: _s, ...listed } = location;
  return { ...part, location: listed, service: listedService(service) };
}

export function listedOrganization({
  phones: _phones,
  locations: _locations,
  ...listed
}: HsdsService["organization"] & Partial<HsdsOrganization>) {
  return listed;
}

export function listedService(
  service: Omit<HsdsService, "service_at_locations"> & Partial<HsdsService>,
) {
  const {
    service_areas: _areas,
    service_at_locations: _locations,
    languages: _languages,
    required_documents: _documents,
    attributes: _attributes,
    organization,
    ...listed
  } = service;
  return { ...listed, organization: listedOrganization(organization) };
}

function organizationOf(
  record: AuthorityRecord,
  offices: readonly PublicOffice[],
  locations: ReadonlyMap<string, HsdsLocation>,
): HsdsOrganization {
  const { id, name, phone, website, sample } = publishedAuthority(record);
  return {
    id: stableId("organization", id),
    name,
    description: [kindWords[record.kind], sample && sampleWords].filter(Boolean).join(". "),
    ...(website !== null && { website }),
    phones: phone === null ? [] : [phoneOf(["organization", id], phone)],
    locations: offices
      .filter((office) => office.authority.id === id)
      .flatMap((office) => locations.get(office.id) ?? []),
  };
}

/** The units that do it in one case or another, else the switchboard: as calls are transferred. */
function locationsFor(
  { directory }: PublishedRooms,
  { unitKey, responsibility }: ServiceRecord,
  authorityId: string,
  locations: ReadonlyMap<string, HsdsLocation>,
): HsdsLocation[] {
  const at = (key: string) => locations.get(directory.unitEntry(authorityId, key)?.id ?? "") ?? [];
  const units = new Set([unitKey, ...responsibility.flatMap((rule) => rule.unitKey ?? [])]);
  const found = [...units].flatMap(at);
  return found.length > 0 ? found : [at(switchboardUnitKey)].flat();
}

/** The district's own answer where the whole area lies in one district, else the shared one. */
function answerFor(
  { knowledge, directory }: PublishedRooms,
  service: ServiceRecord,
  area: readonly ResolvedPlace[],
  date: string,
): PublicAnswer | null {
  const districts = new Set(area.map(({ district }) => district.ags));
  const [only] = districts;
  const administration =
    districts.size === 1
      ? directory.administrations(Date.parse(date)).find(({ ags }) => ags === only)
      : undefined;
  const answer = knowledge.answer(service.slug, administration?.id ?? null, date);
  return answer && publishedAnswer(answer);
}

interface ServiceParts {
  service: ServiceRecord;
  authorityId: string;
  organization: HsdsOrganization;
  areaNames: readonly string[];
  answer: PublicAnswer | null;
  locations: readonly HsdsLocation[];
  terms: readonly HsdsTaxonomyTerm[];
}

function serviceOf(parts: ServiceParts): Omit<HsdsService, "last_modified"> {
  const { service, authorityId, areaNames, answer, locations, terms } = parts;
  const { locations: _all, ...organization } = parts.organization;
  const own = [service.slug, authorityId];
  const id = stableId("service", ...own);
  const description = [answer?.summary, answer?.text].filter(Boolean).join("\n\n");
  const process = [
    answer?.appointment,
    answer?.deadline && `Frist: ${answer.deadline}`,
    answer?.duration && `Bearbeitungsdauer: ${answer.duration}`,
  ].filter(Boolean);
  return {
    id,
    name: service.name,
    ...(service.synonyms.length > 0 && { alternate_name: service.synonyms.join(", ") }),
    ...(description !== "" && { description }),
    ...(answer?.onlineUrl && { url: answer.onlineUrl }),
    status: "active",
    ...(process.length > 0 && { application_process: process.join("\n") }),
    ...(answer?.fee && { fees_description: answer.fee }),
    ...(answer && { assured_date: answer.checkedAt }),
    ...(answer?.sample && { alert: sampleWords }),
    organization,
    service_areas: areaNames.map((name) => ({
      id: stableId("service_area", ...own, name),
      name,
      extent_type: "text",
    })),
    service_at_locations: locations.map((location) => ({
      id: stableId("service_at_location", ...own, location.id),
      description: service.name,
      location,
    })),
    languages: [{ id: stableId("language", ...own), name: "Deutsch", code: "de" }],
    required_documents: (answer?.documents ?? []).map((document) => ({
      id: stableId("required_document", ...own, document),
      document,
    })),
    attributes: terms.map((taxonomyTerm) => ({
      id: stableId("attribute", ...own, taxonomyTerm.id),
      link_id: id,
      link_entity: "service",
      link_type: taxonomyTerm.taxonomy,
      taxonomy_term: taxonomyTerm,
    })),
  };
}
