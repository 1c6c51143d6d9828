import { z } from "zod";

/**
 * The objects of HSDS 3.0 with the fields, types, formats, lists of values and required fields of
 * its JSON schemas (openreferral/specification, schema/*.json, CC BY-SA 4.0), and the parameters of
 * its OpenAPI document (schema/openapi.json): written down by hand, independently of what the
 * service itself declares. Objects are strict: a field that the standard does not know is a
 * mistake.
 */
const uuid = z.uuid();
const text = z.string();
const optional = text.optional();
/** "This should use HH:MM format and should include timezone information" (schedule.json). */
const time = z.string().regex(/^\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})$/);
const day = z.iso.date().optional();

function object<Required extends z.ZodRawShape>(required: Required, others: string) {
  const names = others.split(/\s+/).filter((name) => name !== "");
  return z.strictObject({
    ...required,
    ...(Object.fromEntries(names.map((name) => [name, optional])) as Record<
      string,
      z.ZodOptional<typeof text>
    >),
  });
}

const language = object({ id: uuid }, "name code note");
const phone = object({ id: uuid, number: text }, "type description").extend({
  extension: z.number().optional(),
  languages: z.array(language).optional(),
});
const schedule = object(
  { id: uuid },
  `byday byweekno bymonthday byyearday description schedule_link attending_type notes`,
).extend({
  opens_at: time.optional(),
  closes_at: time.optional(),
  valid_from: day,
  valid_to: day,
  dtstart: day,
  until: day,
  timezone: z.number().optional(),
  count: z.number().optional(),
  interval: z.number().optional(),
  wkst: z.enum(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]).optional(),
  freq: z.enum(["WEEKLY", "MONTHLY"]).optional(),
});
const address = object(
  {
    id: uuid,
    address_1: text,
    city: text,
    state_province: text,
    postal_code: text,
    country: z.string().length(2),
    address_type: z.enum(["physical", "postal", "virtual"]),
  },
  "attention address_2 region",
);
const location = object(
  { id: uuid, location_type: z.enum(["physical", "postal", "virtual"]) },
  `name alternate_name description transportation external_identifier external_identifier_type`,
).extend({
  url: z.url().optional(),
  latitude: z.number().optional(),
  longitude: z.number().optional(),
  languages: z.array(language).optional(),
  addresses: z.array(address).optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
});
const taxonomy = object({ id: uuid, name: text, description: text }, "uri version");
const taxonomyTerm = object(
  { id: uuid, name: text, description: text },
  "code parent_id taxonomy language taxonomy_id term_uri",
).extend({ taxonomy_detail: taxonomy.optional() });
const attribute = object({ id: uuid, link_id: text }, "link_type link_entity value").extend({
  taxonomy_term: taxonomyTerm.optional(),
});
const organization = object(
  { id: uuid, name: text, description: text },
  "alternate_name tax_status tax_id legal_status logo parent_organization_id",
).extend({
  email: z.email().optional(),
  website: z.url().optional(),
  uri: z.url().optional(),
  year_incorporated: z.number().optional(),
  phones: z.array(phone).optional(),
  locations: z.array(location).optional(),
  attributes: z.array(attribute).optional(),
});
const serviceArea = object({ id: uuid }, "name description extent extent_type").extend({
  uri: z.url().optional(),
});
const serviceAtLocation = object({ id: uuid }, "description").extend({
  location: location.optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
});
const service = object(
  {
    id: uuid,
    name: text,
    status: z.enum(["active", "inactive", "defunct", "temporarily closed"]),
  },
  `alternate_name description interpretation_services application_process fees_description wait_time
   fees accreditations eligibility_description licenses alert organization_id program_id`,
).extend({
  url: z.url().optional(),
  email: z.email().optional(),
  assurer_email: z.email().optional(),
  assured_date: day,
  /** "Should have millisecond accuracy." */
  last_modified: z.iso.datetime({ precision: 3 }).optional(),
  minimum_age: z.number().optional(),
  maximum_age: z.number().optional(),
  organization: organization.optional(),
  phones: z.array(phone).optional(),
  schedules: z.array(schedule).optional(),
  service_areas: z.array(serviceArea).optional(),
  service_at_locations: z.array(serviceAtLocation).optional(),
  languages: z.array(language).optional(),
  required_documents: z.array(object({ id: uuid }, "document uri")).optional(),
  attributes: z.array(attribute).optional(),
});

export const hsdsObjects = {
  services: service,
  organizations: organization.extend({
    services: z.array(service.omit({ organization: true })).optional(),
  }),
  service_at_locations: serviceAtLocation.extend({ service: service.optional() }),
  taxonomies: taxonomy,
  taxonomy_terms: taxonomyTerm,
} as const;

/** `Page` of schema/openapi.json; `empty` alone is required there, here all are. */
export const hsdsPage = z.strictObject({
  total_items: z.number().int(),
  total_pages: z.number().int(),
  page_number: z.number().int(),
  size: z.number().int(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(z.unknown()),
});

/** What `minimal` leaves of a service. */
export const hsdsMinimal = z.strictObject({ id: uuid, modified_date: z.iso.datetime() });

const paging = "page per_page format";

/**
 * Every endpoint of schema/openapi.json (3.0 and 3.1) that is to be read, with its parameters. The
 * same with POST is optional, and left out here.
 */
export const hsdsParameters: Readonly<Record<string, string>> = {
  "/": "",
  "/services": `${paging} search taxonomy_term_id taxonomy_id organization_id modified_after minimal
    full`,
  "/services/{id}": "id",
  "/organizations": `${paging} search full_service full taxonomy_term_id taxonomy_id`,
  "/organizations/{id}": "id full_service",
  "/service_at_locations": `${paging} search taxonomy_term_id taxonomy_id organization_id
    modified_after full postcode proximity`,
  "/service_at_locations/{id}": "id",
  "/taxonomies": `${paging} search`,
  "/taxonomies/{id}": "id",
  "/taxonomy_terms": `${paging} search taxonomy_id top_only parent_id`,
  "/taxonomy_terms/{id}": "id",
};
