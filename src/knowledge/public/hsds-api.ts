import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../clock.ts";
import { localDay } from "../../directory/hours.ts";
import { AppError } from "../../errors.ts";
import { permit, type SignedIn } from "../../identity/route.ts";
import { cachePublished } from "./cache.ts";
import { buildHsdsFeed, listedOrganization, listedService, type HsdsFeed } from "./hsds-feed.ts";
import {
  aboutSchema,
  organizationsPageSchema,
  serviceAtLocationSchema,
  serviceAtLocationsPageSchema,
  serviceSchema,
  servicesPageSchema,
  taxonomiesPageSchema,
  taxonomySchema,
  taxonomyTermSchema,
  taxonomyTermsPageSchema,
  wholeOrganizationSchema,
  type HsdsService,
} from "./hsds-schema.ts";
import type { PublishedRooms } from "./published.ts";

const paging = z.object({
  page: z.coerce.number().int().min(1).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(25),
});
const full = z.enum(["true", "false"]).default("false");
const search = z.string().max(200).default("");

function listRoute<Query extends z.ZodObject, Reply extends z.ZodType>(
  name: string,
  query: Query,
  schema: Reply,
) {
  return createRoute({
    method: "get",
    path: `/api/hsds/${name}`,
    summary: `HSDS 3.0: ${name}, by page`,
    ...permit("public"),
    request: { query },
    responses: { 200: { description: "Page", content: { "application/json": { schema } } } },
  });
}

function readRoute<Reply extends z.ZodType>(name: string, schema: Reply) {
  return createRoute({
    method: "get",
    path: `/api/hsds/${name}/{id}`,
    summary: `HSDS 3.0: one of ${name}`,
    ...permit("public"),
    request: { params: z.object({ id: z.string().max(100) }) },
    responses: { 200: { description: "Whole", content: { "application/json": { schema } } } },
  });
}

const organizationRoute = createRoute({
  ...readRoute("organizations", wholeOrganizationSchema),
  request: {
    params: z.object({ id: z.string().max(100) }),
    query: z.object({ full_service: full }),
  },
});

const aboutRoute = createRoute({
  method: "get",
  path: "/api/hsds",
  summary: "HSDS 3.0: about this API",
  ...permit("public"),
  responses: {
    200: { description: "About", content: { "application/json": { schema: aboutSchema } } },
  },
});

const wantedId = z.string().max(100).optional();
const filter = z.object({
  search,
  organization_id: wantedId,
  taxonomy_term_id: wantedId,
  /** Services with any term of it. */
  taxonomy_id: wantedId,
});
const servicesQuery = paging.extend({ ...filter.shape, full });
const serviceAtLocationsQuery = paging.extend(filter.shape);
const organizationsQuery = paging.extend({ search, full });
const termsQuery = paging.extend({ search, taxonomy_id: wantedId });

/** Released answers in the Human Services Data Specification 3.0, to read only. */
export function hsdsRoutes(rooms: PublishedRooms, clock: Clock): OpenAPIHono<SignedIn> {
  const feed = createFeed(rooms, clock);
  const app = new OpenAPIHono<SignedIn>();
  cachePublished(app, "/api/hsds/*");
  cachePublished(app, "/api/hsds");
  app
    .openapi(aboutRoute, (c) =>
      c.json(
        {
          version: "3.0",
          profile: "https://docs.openreferral.org/en/3.0/hsds/",
          openapi_url: new URL("/api/openapi.json", c.req.url).href,
          description: "Leistungen der Verwaltungen im 115-Servicecenter",
        },
        200,
      ),
    )
    .openapi(listRoute("services", servicesQuery, servicesPageSchema), async (c) => {
      const query = c.req.valid("query");
      const found = (await feed()).services.filter((service) => fits(service, query));
      const page = pageOf(found, query);
      const contents = query.full === "true" ? page.contents : page.contents.map(listedService);
      return c.json({ ...page, contents }, 200);
    })
    .openapi(readRoute("services", serviceSchema), async (c) =>
      c.json(oneOf((await feed()).services, c.req.valid("param").id), 200),
    )
    .openapi(listRoute("organizations", organizationsQuery, organizationsPageSchema), async (c) => {
      const query = c.req.valid("query");
      const found = (await feed()).organizations.filter(({ name }) => named(name, query.search));
      const page = pageOf(found, query);
      const contents =
        query.full === "true" ? page.contents : page.contents.map(listedOrganization);
      return c.json({ ...page, contents }, 200);
    })
    .openapi(organizationRoute, async (c) => {
      const { organizations, services } = await feed();
      const organization = oneOf(organizations, c.req.valid("param").id);
      const own = services.filter((service) => service.organization.id === organization.id);
      const whole = c.req.valid("query").full_service === "true";
      return c.json({ ...organization, services: own.map(whole ? ownService : namedService) }, 200);
    })
    .openapi(
      listRoute("service_at_locations", serviceAtLocationsQuery, serviceAtLocationsPageSchema),
      async (c) => {
        const query = c.req.valid("query");
        const { services, serviceAtLocations } = await feed();
        const wanted = new Set(
          services.filter((each) => fits(each, query)).map((service) => service.id),
        );
        const found = serviceAtLocations.filter(({ service }) => wanted.has(service.id));
        return c.json(pageOf(found, query), 200);
      },
    )
    .openapi(readRoute("service_at_locations", serviceAtLocationSchema), async (c) =>
      c.json(oneOf((await feed()).serviceAtLocations, c.req.valid("param").id), 200),
    );
  return app.route("/", taxonomyRoutes(feed));
}

function taxonomyRoutes(feed: () => Promise<HsdsFeed>): OpenAPIHono<SignedIn> {
  return new OpenAPIHono<SignedIn>()
    .openapi(listRoute("taxonomies", paging, taxonomiesPageSchema), async (c) =>
      c.json(pageOf((await feed()).taxonomies, c.req.valid("query")), 200),
    )
    .openapi(readRoute("taxonomies", taxonomySchema), async (c) =>
      c.json(oneOf((await feed()).taxonomies, c.req.valid("param").id), 200),
    )
    .openapi(listRoute("taxonomy_terms", termsQuery, taxonomyTermsPageSchema), async (c) => {
      const query = c.req.valid("query");
      const found = (await feed()).taxonomyTerms.filter(
        (term) =>
          named(term.name, query.search) &&
          [undefined, term.taxonomy_detail.id].includes(query.taxonomy_id),
      );
      return c.json(pageOf(found, query), 200);
    })
    .openapi(readRoute("taxonomy_terms", taxonomyTermSchema), async (c) =>
      c.json(oneOf((await feed()).taxonomyTerms, c.req.valid("param").id), 200),
    );
}

/** Built when first asked for, and again when something was released or the day has changed. */
function createFeed(rooms: PublishedRooms, clock: Clock): () => Promise<HsdsFeed> {
  let built: { key: string; feed: Promise<HsdsFeed> } | null = null;
  return async () => {
    const day = localDay(clock.now()).toString();
    const key = `${rooms.knowledge.edition()} ${day}`;
    if (built?.key !== key) {
      built = { key, feed: buildHsdsFeed(rooms, day) };
      built.feed.catch(() => {
        built = null;
      });
    }
    return built.feed;
  };
}

function fits(service: HsdsService, query: z.infer<typeof filter>): boolean {
  const terms = service.attributes.map((each) => each.taxonomy_term);
  return (
    named(service.name, query.search) &&
    [undefined, service.organization.id].includes(query.organization_id) &&
    [undefined, ...terms.map((term) => term.id)].includes(query.taxonomy_term_id) &&
    [undefined, ...terms.map((term) => term.taxonomy_detail.id)].includes(query.taxonomy_id)
  );
}

function ownService({ organization: _organization, ...service }: HsdsService) {
  return service;
}

function namedService({ id, name, status }: HsdsService) {
  return { id, name, status };
}

function named(name: string, words: string): boolean {
  return name.toLowerCase().includes(words.trim().toLowerCase());
}

function pageOf<Row>(rows: readonly Row[], query: { page: number; per_page: number }) {
  const pages = Math.max(1, Math.ceil(rows.length / query.per_page));
  const contents = rows.slice((query.page - 1) * query.per_page, query.page * query.per_page);
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

function oneOf<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const found = rows.find((row) => row.id === id);
  if (!found) throw new AppError(404, "not_found", "Diese Kennung gibt es nicht.");
  return found;
}
