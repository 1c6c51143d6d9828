import { z } from "@hono/zod-openapi";

/** Human Services Data Specification 3.0 (Open Referral): the fields that are filled here. */

const id = z.uuid();

const phoneSchema = z.object({
  id,
  number: z.string(),
  type: z.string(),
  description: z.string().optional(),
});

const scheduleSchema = z.object({
  id,
  valid_from: z.iso.date(),
  valid_to: z.iso.date(),
  freq: z.enum(["WEEKLY", "MONTHLY"]),
  interval: z.number().int(),
  byday: z.string(),
  /** Both with the offset from UTC: "08:00+01:00". */
  opens_at: z.string(),
  closes_at: z.string(),
  description: z.string(),
  notes: z.string(),
});
export type HsdsSchedule = z.infer<typeof scheduleSchema>;

const addressSchema = z.object({
  id,
  address_1: z.string(),
  city: z.string(),
  state_province: z.string(),
  postal_code: z.string(),
  country: z.string(),
  address_type: z.enum(["physical", "postal", "virtual"]),
});

const locationListSchema = z.object({
  id,
  location_type: z.enum(["physical", "postal", "virtual"]),
  name: z.string(),
  description: z.string().optional(),
});

const locationSchema = locationListSchema
  .extend({
    addresses: z.array(addressSchema),
    phones: z.array(phoneSchema),
    schedules: z.array(scheduleSchema),
  })
  .openapi("HsdsLocation");
export type HsdsLocation = z.infer<typeof locationSchema>;

const organizationListSchema = z
  .object({ id, name: z.string(), description: z.string(), website: z.url().optional() })
  .openapi("HsdsOrganizationListed");

export const organizationSchema = organizationListSchema
  .extend({ phones: z.array(phoneSchema), locations: z.array(locationSchema) })
  .openapi("HsdsOrganization");
export type HsdsOrganization = z.infer<typeof organizationSchema>;

export const taxonomySchema = z
  .object({ id, name: z.string(), description: z.string(), uri: z.string().optional() })
  .openapi("HsdsTaxonomy");

export const taxonomyTermSchema = z
  .object({
    id,
    code: z.string(),
    name: z.string(),
    description: z.string(),
    taxonomy: z.string(),
    taxonomy_detail: taxonomySchema,
  })
  .openapi("HsdsTaxonomyTerm");
export type HsdsTaxonomyTerm = z.infer<typeof taxonomyTermSchema>;

const serviceListSchema = z
  .object({
    id,
    name: z.string(),
    alternate_name: z.string().optional(),
    description: z.string().optional(),
    url: z.url().optional(),
    status: z.enum(["active", "inactive", "defunct", "temporarily closed"]),
    application_process: z.string().optional(),
    fees_description: z.string().optional(),
    assured_date: z.iso.date().optional(),
    alert: z.string().optional(),
    /** When this record, or anything in it, was last published anew. */
    last_modified: z.iso.datetime(),
    organization: organizationListSchema,
  })
  .openapi("HsdsServiceListed");

const serviceAtLocationPartSchema = z.object({
  id,
  description: z.string(),
  location: locationSchema,
});

export const serviceSchema = serviceListSchema
  .extend({
    /** Without its locations: those of the service stand below, all of them at the organization. */
    organization: organizationListSchema.extend({ phones: z.array(phoneSchema) }),
    service_areas: z.array(z.object({ id, name: z.string(), extent_type: z.string() })),
    service_at_locations: z.array(serviceAtLocationPartSchema),
    languages: z.array(z.object({ id, name: z.string(), code: z.string() })),
    required_documents: z.array(z.object({ id, document: z.string() })),
    attributes: z.array(
      z.object({
        id,
        link_id: id,
        link_entity: z.string(),
        link_type: z.string(),
        taxonomy_term: taxonomyTermSchema,
      }),
    ),
  })
  .openapi("HsdsService");
export type HsdsService = z.infer<typeof serviceSchema>;

/** All that a reader needs to see what is new, and what is gone. */
const minimalServiceSchema = z
  .object({ id, modified_date: z.iso.datetime() })
  .openapi("HsdsServiceMinimal");

/** With its services: by name, or as whole as they are alone (`full_service=true`). */
export const wholeOrganizationSchema = organizationSchema
  .extend({
    services: z.array(
      z.union([
        serviceSchema.omit({ organization: true }),
        serviceListSchema.pick({ id: true, name: true, status: true }),
      ]),
    ),
  })
  .openapi("HsdsOrganizationWhole");

const serviceAtLocationListSchema = z
  .object({
    id,
    description: z.string(),
    location: locationListSchema,
    service: serviceListSchema,
  })
  .openapi("HsdsServiceAtLocationListed");

export const serviceAtLocationSchema = serviceAtLocationPartSchema
  .extend({ service: serviceSchema.omit({ service_at_locations: true }) })
  .openapi("HsdsServiceAtLocation");
export type HsdsServiceAtLocation = z.infer<typeof serviceAtLocationSchema>;

export const aboutSchema = z
  .object({
    version: z.string(),
    profile: z.string(),
    openapi_url: z.string(),
    description: z.string(),
  })
  .openapi("HsdsAbout");

function pageOf<Schema extends z.ZodType>(contents: Schema) {
  return z.object({
    total_items: z.number().int(),
    total_pages: z.number().int(),
    page_number: z.number().int(),
    size: z.number().int(),
    first_page: z.boolean(),
    last_page: z.boolean(),
    empty: z.boolean(),
    contents: z.array(contents),
  });
}

/** With `full=true` the nested form stands in a list, too; `minimal=true` leaves the dates. */
export const servicesPageSchema = pageOf(
  z.union([serviceSchema, serviceListSchema, minimalServiceSchema]),
);
export const organizationsPageSchema = pageOf(
  z.union([wholeOrganizationSchema, organizationSchema, organizationListSchema]),
);
export const serviceAtLocationsPageSchema = pageOf(
  z.union([serviceAtLocationSchema, serviceAtLocationListSchema]),
);
export const taxonomiesPageSchema = pageOf(taxonomySchema);
export const taxonomyTermsPageSchema = pageOf(taxonomyTermSchema);
