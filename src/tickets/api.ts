import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import type { Ticket } from "../database/generated/client.ts";
import { AppError } from "../errors.ts";
import { administrationsWhere, demand, type Principal } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import { newTicketSchema, ticketSchema, type TicketView } from "./schema.ts";
import { answerTicket, createTicket, readTicket, readTickets } from "./store.ts";

const ticketsShown = 200;

const listTickets = createRoute({
  method: "get",
  path: "/api/tickets",
  ...permit("tickets.read"),
  summary: "Forwarded enquiries of the administrations one may see, the most urgent first",
  responses: {
    200: {
      description: "Tickets",
      content: { "application/json": { schema: z.object({ tickets: z.array(ticketSchema) }) } },
    },
  },
});

const forwardEnquiry = createRoute({
  method: "post",
  path: "/api/tickets",
  ...permit("tickets.write"),
  summary: "Forwards an enquiry in writing; its first reply is due within the 24-hour promise",
  request: {
    body: { required: true, content: { "application/json": { schema: newTicketSchema } } },
  },
  responses: {
    201: {
      description: "The ticket",
      content: { "application/json": { schema: ticketSchema } },
    },
  },
});

const replyToTicket = createRoute({
  method: "post",
  path: "/api/tickets/{id}/answer",
  ...permit("tickets.write"),
  summary: "Notes the reply that the caller was given",
  request: {
    params: z.object({ id: z.uuid().openapi({ param: { name: "id", in: "path" } }) }),
    body: {
      required: true,
      content: {
        "application/json": { schema: z.object({ answer: z.string().min(3).max(4000) }) },
      },
    },
  },
  responses: {
    200: {
      description: "The ticket",
      content: { "application/json": { schema: ticketSchema } },
    },
  },
});

export interface TicketParts {
  database: Database;
  clock: Clock;
  /** When the first reply is due, by the administration's business calendar (R2). */
  dueAt(administrationId: string, at: number): number;
  administrationExists(id: string): boolean;
  /** @throws AppError when there is no such contact, or the person may not see it */
  demandContact(contactId: string, principal: Principal): Promise<void>;
}

export function ticketRoutes(parts: TicketParts) {
  const { database, clock, dueAt, administrationExists } = parts;
  return new OpenAPIHono<SignedIn>()
    .openapi(listTickets, async (context) => {
      const scope = administrationsWhere(context.get("principal"), "tickets.read");
      const tickets = await readTickets(database, scope, ticketsShown);
      return context.json({ tickets: tickets.map((row) => ticketView(row, clock.now())) }, 200);
    })
    .openapi(forwardEnquiry, async (context) => {
      const input = context.req.valid("json");
      if (!administrationExists(input.administrationId)) {
        throw new AppError(422, "unknown_administration", "Diese Verwaltung gibt es hier nicht.");
      }
      const principal = context.get("principal");
      if (input.contactId !== null) await parts.demandContact(input.contactId, principal);
      const now = clock.now();
      const row = await createTicket(database, {
        ...input,
        id: randomUUID(),
        state: "open",
        createdAt: new Date(now),
        createdBy: principal.userId,
        dueAt: new Date(dueAt(input.administrationId, now)),
      });
      return context.json(ticketView(row, now), 201);
    })
    .openapi(replyToTicket, async (context) => {
      const { id } = context.req.valid("param");
      const found = await readTicket(database, id);
      if (!found) throw new AppError(404, "ticket_not_found", "Diese Weiterleitung gibt es nicht.");
      demand(context.get("principal"), "tickets.write", found.administrationId);
      const now = clock.now();
      const { answer } = context.req.valid("json");
      const row = await answerTicket(database, id, answer, new Date(now));
      if (!row) {
        throw new AppError(409, "already_answered", "Diese Weiterleitung ist schon beantwortet.");
      }
      return context.json(ticketView(row, now), 200);
    });
}

function ticketView(row: Ticket, now: number): TicketView {
  return {
    id: row.id,
    contactId: row.contactId,
    serviceSlug: row.serviceSlug,
    administrationId: row.administrationId,
    question: row.question,
    replyChannel: row.replyChannel as TicketView["replyChannel"],
    replyTo: row.replyTo,
    state: row.state as TicketView["state"],
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt.toISOString(),
    overdue: row.state === "open" && row.dueAt.getTime() < now,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answer: row.answer,
  };
}
