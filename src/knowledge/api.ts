import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Directory } from "../directory/directory.ts";
import { localDay } from "../directory/hours.ts";
import { AppError } from "../errors.ts";
import { administrationsWhere } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import type { Places } from "../places/schema.ts";
import type { Knowledge } from "./knowledge.ts";
import {
  answerReportSchema,
  answerReportViewSchema,
  serviceDetailSchema,
  serviceSearchReplySchema,
} from "./schema.ts";
import { describeService } from "./service-detail.ts";
import type { AnswerReports } from "./store.ts";

const agsSchema = z.string().regex(/^\d{8}$/, "Erwartet wird ein Gemeindeschlüssel mit 8 Ziffern.");

const searchServices = createRoute({
  method: "get",
  path: "/api/services",
  summary: "Finds services by name, everyday word, abbreviation; best first",
  ...permit("services.read"),
  request: {
    query: z.object({
      q: z.string().max(200).default("").openapi({ example: "Perso abgelaufen" }),
      place: agsSchema.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
  },
  responses: {
    200: {
      description: "Hits; empty when nothing fits",
      content: { "application/json": { schema: serviceSearchReplySchema } },
    },
  },
});

const readService = createRoute({
  method: "get",
  path: "/api/services/{slug}",
  summary: "A service with answer, responsible authority and escalation targets at a place",
  ...permit("services.read"),
  request: {
    params: z.object({ slug: z.string().max(120) }),
    query: z.object({
      place: agsSchema.optional(),
      /** The caller's answer to the question that the reply asks back: one of its cases. */
      case: z.string().max(80).optional(),
      /** Day the answer shall hold for; today when missing. */
      date: z.iso.date("Erwartet wird ein Tag wie 2026-11-22.").optional(),
    }),
  },
  responses: {
    200: {
      description: "The service; 404 service_not_found, 422 place_unknown",
      content: { "application/json": { schema: serviceDetailSchema } },
    },
  },
});

const reportAnswer = createRoute({
  method: "post",
  path: "/api/answer-reports",
  summary: "Reports an answer of any member administration as wrong or missing to its editors",
  ...permit("answerReports.write"),
  request: {
    body: { required: true, content: { "application/json": { schema: answerReportSchema } } },
  },
  responses: {
    201: {
      description: "Reported",
      content: { "application/json": { schema: z.object({ id: z.string() }) } },
    },
  },
});

const listReports = createRoute({
  method: "get",
  path: "/api/answer-reports",
  summary: "Reported answers of one's own administrations, newest first",
  ...permit("answerReports.read"),
  request: {
    query: z.object({ open: z.enum(["true", "false"]).default("true") }),
  },
  responses: {
    200: {
      description: "At most 200 reports",
      content: {
        "application/json": { schema: z.object({ reports: z.array(answerReportViewSchema) }) },
      },
    },
  },
});

export interface KnowledgeRooms {
  knowledge: Knowledge;
  places: Places;
  directory: Directory;
  clock: Clock;
  store: AnswerReports;
}

/** What is asked, answered for where the caller lives; and what agents report as wrong. */
export function knowledgeRoutes({ clock, store, ...rooms }: KnowledgeRooms) {
  const { knowledge } = rooms;
  return new OpenAPIHono<SignedIn>()
    .openapi(searchServices, (c) => {
      const { q, place, limit } = c.req.valid("query");
      return c.json(knowledge.search(q, { limit, placeAgs: place ?? null }), 200);
    })
    .openapi(readService, (c) => {
      const { slug } = c.req.valid("param");
      const { place, date, case: chosen } = c.req.valid("query");
      const at = clock.now();
      const day = date ?? localDay(at).toString();
      const question = { slug, placeAgs: place ?? null, case: chosen ?? null, date: day, at };
      return c.json(describeService(rooms, question), 200);
    })
    .openapi(reportAnswer, async (c) => {
      const report = c.req.valid("json");
      const { administrationId, serviceSlug } = report;
      if (administrationId !== null && !rooms.directory.administration(administrationId)) {
        throw new AppError(422, "administration_unknown", "Diese Verwaltung gibt es nicht.");
      }
      if (serviceSlug !== null && !knowledge.service(serviceSlug)) {
        throw new AppError(422, "service_unknown", "Diese Leistung gibt es nicht.");
      }
      return c.json({ id: await store.add(report, clock.now()) }, 201);
    })
    .openapi(listReports, async (c) => {
      const administrationIds = administrationsWhere(c.get("principal"), "answerReports.read");
      const openOnly = c.req.valid("query").open === "true";
      return c.json({ reports: await store.list({ administrationIds, openOnly }) }, 200);
    });
}
