import { z } from "@hono/zod-openapi";
import type { Places } from "../../places/schema.ts";
import type { HsdsRooms, HsdsFeed } from "./hsds-feed.ts";
import type { HsdsOrganization, HsdsService } from "./hsds-schema.ts";

/** The parameters of HSDS 3.0 (schema/openapi.json) and what they choose. They all hold at once. */

const perPageUsual = 25;
const hitsMax = 100;
const flag = z.enum(["true", "false"], "Erwartet wird true oder false.").default("false");
const wantedId = z.string().max(100).optional();
const search = z.string().max(80).default("");

const dateMessage = "Erwartet wird ein Zeitpunkt wie 2026-11-23T08:00:00Z.";
const moment = z
  .string()
  // A "+" that was not written as %2B arrives as a blank.
  .transform((text) => text.replace(/ (?=\d{2}:\d{2}$)/, "+"))
  .pipe(z.union([z.iso.datetime({ offset: true }), z.iso.date()], dateMessage))
  .openapi({ type: "string", format: "date-time", example: "2026-11-23T08:00:00Z" });

const paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .openapi({ description: `${perPageUsual} where it is missing` }),
  format: z
    .enum(["json", "ndjson"], "Erwartet wird json oder ndjson.")
    .default("json")
    .openapi({ description: "`ndjson` is everything, one record a line, without pages" }),
});
export type Paging = z.infer<typeof paging>;

const byTerm = z.object({
  taxonomy_term_id: wantedId,
  /** Those with any term of it. */
  taxonomy_id: wantedId,
});
const byService = byTerm.extend({
  search,
  organization_id: wantedId,
  /** On or after it. */
  modified_after: moment.optional(),
});

export const servicesQuery = paging.extend({ ...byService.shape, minimal: flag, full: flag });
export const serviceAtLocationsQuery = paging.extend({
  ...byService.shape,
  full: flag,
  /** Those done for people who live there. */
  postcode: z
    .string()
    .regex(/^\d{5}$/, "Erwartet werden 5 Ziffern.")
    .optional(),
  proximity: z
    .string()
    .refine(() => false, "Entfernungen werden hier nicht berechnet; postcode allein genügt.")
    .optional()
    .openapi({ description: "Refused: distances are not known here" }),
});
export const organizationQuery = z.object({ full_service: flag });
export const organizationsQuery = paging.extend({
  ...byTerm.shape,
  search,
  full: flag,
  full_service: flag,
});
export const taxonomiesQuery = paging.extend({ search });
export const termsQuery = paging.extend({
  search,
  taxonomy_id: wantedId,
  /** No term here has another above it. */
  top_only: flag,
  parent_id: wantedId,
});

/** Best first where words are searched for: with the stems, synonyms and slips of our own search. */
export function chooseServices(
  { knowledge }: Pick<HsdsRooms, "knowledge">,
  { services, origins }: HsdsFeed,
  query: z.infer<typeof byService>,
): HsdsService[] {
  const after = query.modified_after === undefined ? 0 : Date.parse(query.modified_after);
  const fitting = services.filter(
    (service) =>
      [undefined, service.organization.id].includes(query.organization_id) &&
      Date.parse(service.last_modified) >= after &&
      hasTerm(service, query),
  );
  if (query.search.trim() === "") return fitting;
  const { hits } = knowledge.search(query.search, { limit: hitsMax });
  const ranks = new Map(hits.map(({ slug }, rank) => [slug, rank]));
  const rankOf = ({ id }: HsdsService) => ranks.get(origins.get(id)?.slug ?? "") ?? Infinity;
  return fitting
    .filter((service) => rankOf(service) < Infinity)
    .toSorted((left, right) => rankOf(left) - rankOf(right));
}

/** Those done for people of a postal code; all without one. */
export function servicesFor(
  places: Places,
  { origins }: HsdsFeed,
  services: readonly HsdsService[],
  postcode: string | undefined,
): readonly HsdsService[] {
  if (postcode === undefined) return services;
  const there = places
    .search(postcode, hitsMax)
    .flatMap(({ name, municipality }) => (name === postcode ? municipality.ags : []));
  return services.filter(({ id }) =>
    there.some((ags) => origins.get(id)?.municipalities.has(ags) ?? false),
  );
}

export function chooseOrganizations(
  { organizations, services }: HsdsFeed,
  query: z.infer<typeof organizationsQuery>,
): HsdsOrganization[] {
  const all = query.taxonomy_id === undefined && query.taxonomy_term_id === undefined;
  const doing = new Set(
    services.filter((each) => hasTerm(each, query)).map(({ organization }) => organization.id),
  );
  return organizations.filter(
    ({ id, name, description }) =>
      (all || doing.has(id)) && says(`${name} ${description}`, query.search),
  );
}

function hasTerm(service: HsdsService, query: z.infer<typeof byTerm>): boolean {
  const terms = service.attributes.map((each) => each.taxonomy_term);
  return (
    [undefined, ...terms.map(({ id }) => id)].includes(query.taxonomy_term_id) &&
    [undefined, ...terms.map((term) => term.taxonomy_detail.id)].includes(query.taxonomy_id)
  );
}

/** Whether each of the words stands in it. */
export function says(text: string, words: string): boolean {
  const known = text.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
}

/** @param perPage without a wish; Infinity: everything on one page */
export function pageOf<Row>(rows: readonly Row[], query: Paging, perPage: number = perPageUsual) {
  const size = query.per_page ?? perPage;
  const first = size === Infinity ? 0 : (query.page - 1) * size;
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const contents = query.page > pages ? [] : rows.slice(first, first + size);
  return {
    total_items: rows.length,
    total_pages: pages,
    page_number: query.page,
    size: contents.length,
    first_page: query.page === 1,
    last_page: query.page >= pages,
    empty: contents.length === 0,
    contents,
  };
}
