import { createHash } from "node:crypto";
import type { ResolvedPlace } from "../../places/schema.ts";
import { pause } from "../exchange/pause.ts";
import { addressParts } from "../exchange/xzufi/write-objects.ts";
import { createServedOn } from "../exchange/xzufi/responsibilities.ts";
import { switchboardUnitKey } from "../escalation.ts";
import type { AuthorityRecord, ServiceRecord } from "../records.ts";
import type {
  HsdsLocation,
  HsdsOrganization,
  HsdsService,
  HsdsServiceAtLocation,
  HsdsTaxonomyTerm,
} from "./hsds-schema.ts";
import {
  publishedAnswer,
  publishedAuthority,
  publishedOffices,
  type PublishedRooms,
} from "./published.ts";
import type { PublicAnswer, PublicOffice } from "./schema.ts";
import { schedulesOf } from "./hsds-schedule.ts";
import { createTerritory } from "./hsds-territory.ts";

/** All that is published, as HSDS: a service is what one authority does of one of our services. */
export interface HsdsFeed {
  services: readonly HsdsService[];
  organizations: readonly HsdsOrganization[];
  serviceAtLocations: readonly HsdsServiceAtLocation[];
  taxonomies: readonly HsdsTaxonomyTerm["taxonomy_detail"][];
  taxonomyTerms: readonly HsdsTaxonomyTerm[];
}

const namespace = Buffer.from("6f1d7a0e1b7c4f7a9a6d3d0f5e115115", "hex");

/** A UUID that stays the same as long as the name does (RFC 9562, version 5). */
export function stableId(...name: readonly string[]): string {
  const hash = createHash("sha1").update(namespace).update(JSON.stringify(name)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
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
 * @param date ISO day that answers, rules and territory hold for
 */
export async function buildHsdsFeed(rooms: PublishedRooms, date: string): Promise<HsdsFeed> {
  const { knowledge, places } = rooms;
  const territory = createTerritory(places.municipalities(date));
  const offices = publishedOffices(rooms);
  const locations = new Map(offices.map((office) => [office.id, locationOf(office)]));
  const organizations = new Map(
    knowledge.authorities().map((each) => [each.id, organizationOf(each, offices, locations)]),
  );
  const servedOn = createServedOn(places, knowledge.authorities());
  const terms = termsOf(knowledge.services());
  const services: HsdsService[] = [];
  for (const service of knowledge.services()) {
    await pause();
    for (const [authorityId, municipalities] of servedOn(service, date)) {
      const organization = organizations.get(authorityId);
      if (!organization) continue;
      const area = territory.placesOf(municipalities);
      services.push(
        serviceOf({
          service,
          authorityId,
          organization,
          areaNames: territory.namesOf(area),
          answer: answerFor(rooms, service, area, date),
          locations: locationsFor(rooms, service, authorityId, locations),
          terms: terms.of(service),
        }),
      );
    }
  }
  const details = terms.all.map((term) => [term.taxonomy, term.taxonomy_detail] as const);
  return {
    services,
    organizations: [...organizations.values()],
    serviceAtLocations: services.flatMap((service) =>
      service.service_at_locations.map((part) => ({ ...part, service: listedService(service) })),
    ),
    taxonomies: [...new Map(details).values()],
    taxonomyTerms: terms.all,
  };
}

export function listedOrganization({ phones: _p, locations: _l, ...listed }: HsdsOrganization) {
  return listed;
}

export function listedService({
  service_areas: _areas,
  service_at_locations: _locations,
  languages: _languages,
  required_documents: _documents,
  attributes: _attributes,
  organization,
  ...listed
}: HsdsService) {
  return { ...listed, organization: listedOrganization(organization) };
}

function organizationOf(
  record: AuthorityRecord,
  offices: readonly PublicOffice[],
  locations: ReadonlyMap<string, HsdsLocation>,
): HsdsOrganization {
  const { id, name, phone, website } = publishedAuthority(record);
  return {
    id: stableId("organization", id),
    name,
    description: kindWords[record.kind],
    ...(website !== null && { website }),
    phones: phone === null ? [] : [phoneOf(["organization", id], phone)],
    locations: offices
      .filter((office) => office.authority.id === id)
      .flatMap((office) => locations.get(office.id) ?? []),
  };
}

function phoneOf(owner: readonly string[], number: string) {
  return { id: stableId("phone", ...owner, number), number, type: "voice" };
}

function locationOf(office: PublicOffice): HsdsLocation {
  const { street, houseNumber, postalCode, town } = addressParts(office.address ?? "");
  return {
    id: stableId("location", office.id),
    location_type: "physical",
    name: office.name,
    addresses:
      postalCode === ""
        ? []
        : [
            {
              id: stableId("address", office.id),
              address_1: [street, houseNumber].filter(Boolean).join(" ") || town,
              city: town,
              state_province: "Rheinland-Pfalz",
              postal_code: postalCode,
              country: "DE",
              address_type: "physical",
            },
          ],
    phones: office.phone === null ? [] : [phoneOf(["location", office.id], office.phone)],
    schedules: schedulesOf(office, (...name) => stableId("schedule", office.id, ...name)),
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

function serviceOf(parts: ServiceParts): HsdsService {
  const { service, authorityId, organization, areaNames, answer, locations, terms } = parts;
  const own = [service.slug, authorityId];
  const id = stableId("service", ...own);
  const description = [answer?.summary, answer?.text].filter(Boolean).join("\n\n");
  return {
    id,
    name: service.name,
    ...(description !== "" && { description }),
    ...(answer?.onlineUrl && { url: answer.onlineUrl }),
    status: "active",
    ...(answer?.appointment && { application_process: answer.appointment }),
    ...(answer?.fee && { fees_description: answer.fee }),
    ...(answer && { assured_date: answer.checkedAt }),
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

interface Terms {
  all: HsdsTaxonomyTerm[];
  of(service: ServiceRecord): HsdsTaxonomyTerm[];
}

function termsOf(services: readonly ServiceRecord[]): Terms {
  const leika = {
    id: stableId("taxonomy", "leika"),
    name: "LeiKa",
    description: "Schlüssel der Verwaltungsleistungen (Leistungskatalog)",
    uri: "urn:de:fim:leika:leistung",
  };
  const categories = {
    id: stableId("taxonomy", "category"),
    name: "Kategorien",
    description: "Kategorien des 115-Servicecenters",
  };
  const all = new Map<string, HsdsTaxonomyTerm>();
  const term = (taxonomy: typeof categories, code: string, name: string) => {
    const id = stableId("taxonomy_term", taxonomy.name, code);
    const made = {
      id,
      code,
      name,
      description: name,
      taxonomy: taxonomy.name,
      taxonomy_detail: taxonomy,
    };
    all.set(id, all.get(id) ?? made);
    return all.get(id) ?? made;
  };
  const bySlug = new Map(
    services.map(({ slug, name, category, leikaKey }) => [
      slug,
      [
        term(categories, category, category),
        ...(leikaKey === null ? [] : [term(leika, leikaKey, name)]),
      ],
    ]),
  );
  return { all: [...all.values()], of: ({ slug }) => bySlug.get(slug) ?? [] };
}
