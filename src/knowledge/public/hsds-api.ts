import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../../clock.ts";
import { localDay } from "../../directory/hours.ts";
import { AppError } from "../../errors.ts";
import { permit, type SignedIn } from "../../identity/route.ts";
import { cachePublished } from "./cache.ts";
import {
  buildHsdsFeed,
  listedOrganization,
  listedService,
  listedServiceAtLocation,
  servicesAtLocations,
  type HsdsFeed,
  type HsdsRooms,
} from "./hsds-feed.ts";
import { linesOf } from "./hsds-lines.ts";
import {
  chooseOrganizations,
  chooseServices,
  organizationQuery,
  organizationsQuery,
  pageOf,
  says,
  serviceAtLocationsQuery,
  servicesFor,
  servicesQuery,
  taxonomiesQuery,
  termsQuery,
} from "./hsds-query.ts";
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
  type HsdsOrganization,
  type HsdsService,
} from "./hsds-schema.ts";

function listRoute<Query extends z.ZodObject, Reply extends z.ZodType>(
  name: string,
  query: Query,
  schema: Reply,
) {
  const content = {
    "application/json": { schema },
    "application/x-ndjson": { schema: z.string() },
  };
  return createRoute({
    method: "get",
    path: `/api/hsds/${name}`,
    summary: `HSDS 3.0: ${name}, by page`,
    ...permit("public"),
    request: { query },
    responses: { 200: { description: "Page", content } },
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
  request: { params: z.object({ id: z.string().max(100) }), query: organizationQuery },
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

/**
 * Released answers in the Human Services Data Specification 3.0, to read only.
 * @param publicUrl how readers reach this service, null: as they have asked
 */
export function hsdsRoutes(
  rooms: HsdsRooms,
  clock: Clock,
  publicUrl: string | null,
): OpenAPIHono<SignedIn> {
  const feed = createFeed(rooms, clock);
  const app = new OpenAPIHono<SignedIn>();
  cachePublished(app, "/api/hsds/*");
  cachePublished(app, "/api/hsds");
  const about = (url: string) => ({
    version: "3.0",
    profile: "https://docs.openreferral.org/en/3.0/hsds/",
    openapi_url: new URL("/api/openapi.json", publicUrl ?? url).href,
    description: "Leistungen der Verwaltungen im 115-Servicecenter",
  });
  app.openapi(aboutRoute, (c) => c.json(about(c.req.url), 200));
  // The standard calls it "/": readers add it to the address of the API.
  app.openapi({ ...aboutRoute, path: "/api/hsds/" }, (c) => c.json(about(c.req.url), 200));
  return app
    .route("/", serviceRoutes(rooms, feed))
    .route("/", organizationRoutes(feed))
    .route("/", taxonomyRoutes(feed));
}

type Feed = () => Promise<HsdsFeed>;

function serviceRoutes(rooms: HsdsRooms, feed: Feed): OpenAPIHono<SignedIn> {
  const shortened = ({ id, last_modified: modified_date }: HsdsService) => ({ id, modified_date });
  return new OpenAPIHono<SignedIn>()
    .openapi(listRoute("services", servicesQuery, servicesPageSchema), async (c) => {
      const query = c.req.valid("query");
      const built = await feed();
      const found = chooseServices(rooms, built, query);
      const minimal = query.minimal === "true";
      const listed = query.full === "true" ? found : found.map(listedService);
      const rows = minimal ? found.map(shortened) : listed;
      if (query.format === "ndjson") return linesOf(c, rows, built);
      return c.json(
        pageOf<(typeof rows)[number]>(rows, query, minimal ? Infinity : undefined),
        200,
      );
    })
    .openapi(readRoute("services", serviceSchema), async (c) =>
      c.json(oneOf((await feed()).services, c.req.valid("param").id), 200),
    )
    .openapi(
      listRoute("service_at_locations", serviceAtLocationsQuery, serviceAtLocationsPageSchema),
      async (c) => {
        const query = c.req.valid("query");
        const built = await feed();
        const wanted = chooseServices(rooms, built, query);
        const services = servicesFor(rooms.places, built, wanted, query.postcode);
        const found = servicesAtLocations(services);
        const rows = query.full === "true" ? found : found.map(listedServiceAtLocation);
        if (query.format === "ndjson") return linesOf(c, rows, built);
        return c.json(pageOf<(typeof rows)[number]>(rows, query), 200);
      },
    )
    .openapi(readRoute("service_at_locations", serviceAtLocationSchema), async (c) => {
      const found = servicesAtLocations((await feed()).services);
      return c.json(oneOf(found, c.req.valid("param").id), 200);
    });
}

function organizationRoutes(feed: Feed): OpenAPIHono<SignedIn> {
  const withServices = (organization: HsdsOrganization, { services }: HsdsFeed, whole: boolean) => {
    const own = services.filter((service) => service.organization.id === organization.id);
    return { ...organization, services: own.map(whole ? ownService : namedService) };
  };
  return new OpenAPIHono<SignedIn>()
    .openapi(listRoute("organizations", organizationsQuery, organizationsPageSchema), async (c) => {
      const query = c.req.valid("query");
      const built = await feed();
      const whole = query.full_service === "true";
      const shape = (each: HsdsOrganization) =>
        whole || query.full === "true"
          ? withServices(each, built, whole)
          : listedOrganization(each);
      const rows = chooseOrganizations(built, query).map(shape);
      if (query.format === "ndjson") return linesOf(c, rows, built);
      return c.json(pageOf(rows, query), 200);
    })
    .openapi(organizationRoute, async (c) => {
      const built = await feed();
      const organization = oneOf(built.organizations, c.req.valid("param").id);
      const whole = c.req.valid("query").full_service === "true";
      return c.json(withServices(organization, built, whole), 200);
    });
}

function taxonomyRoutes(feed: Feed): OpenAPIHono<SignedIn> {
  return new OpenAPIHono<SignedIn>()
    .openapi(listRoute("taxonomies", taxonomiesQuery, taxonomiesPageSchema), async (c) => {
      const query = c.req.valid("query");
      const built = await feed();
      const rows = built.taxonomies.filter(({ name, description }) =>
        says(`${name} ${description}`, query.search),
      );
      if (query.format === "ndjson") return linesOf(c, rows, built);
      return c.json(pageOf(rows, query), 200);
    })
    .openapi(readRoute("taxonomies", taxonomySchema), async (c) =>
      c.json(oneOf((await feed()).taxonomies, c.req.valid("param").id), 200),
    )
    .openapi(listRoute("taxonomy_terms", termsQuery, taxonomyTermsPageSchema), async (c) => {
      const query = c.req.valid("query");
      const built = await feed();
      const rows = built.taxonomyTerms.filter(
        ({ name, code, taxonomy_detail: { id } }) =>
          query.parent_id === undefined &&
          says(`${name} ${code}`, query.search) &&
          [undefined, id].includes(query.taxonomy_id),
      );
      if (query.format === "ndjson") return linesOf(c, rows, built);
      return c.json(pageOf(rows, query), 200);
    })
    .openapi(readRoute("taxonomy_terms", taxonomyTermSchema), async (c) =>
      c.json(oneOf((await feed()).taxonomyTerms, c.req.valid("param").id), 200),
    );
}

/** Built when first asked for, and again when something was released or the day has changed. */
function createFeed(rooms: HsdsRooms, clock: Clock): Feed {
  let built: { key: string; feed: Promise<HsdsFeed> } | null = null;
  return async () => {
    const at = clock.now();
    const key = `${rooms.knowledge.edition()} ${localDay(at).toString()}`;
    if (built?.key !== key) {
      built = { key, feed: buildHsdsFeed(rooms, at) };
      built.feed.catch(() => {
        built = null;
      });
    }
    return built.feed;
  };
}

function ownService({ organization: _organization, ...service }: HsdsService) {
  return service;
}

function namedService({ id, name, status }: HsdsService) {
  return { id, name, status };
}

function oneOf<Row extends { id: string }>(rows: readonly Row[], id: string): Row {
  const found = rows.find((row) => row.id === id);
  if (!found) throw new AppError(404, "not_found", "Diese Kennung gibt es nicht.");
  return found;
}
