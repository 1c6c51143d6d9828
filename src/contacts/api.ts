import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { AppError } from "../errors.ts";
import { may, type Principal } from "../identity/permissions.ts";
import { permit, type SignedIn } from "../identity/route.ts";
import type { ContactRecorder } from "./record.ts";
import { contactViewSchema, recordWritingSchema, storedRecordSchema } from "./schema.ts";
import { readContact, writeRecord, type StoredContact } from "./store.ts";
import { contactView, type ContactSurroundings } from "./view.ts";

const contactId = z.object({ id: z.uuid().openapi({ param: { name: "id", in: "path" } }) });

const showContact = createRoute({
  method: "get",
  path: "/api/contacts/{id}",
  ...permit("signedIn"),
  summary: "Tells a contact's life, its concerns, and the reason of every routing decision",
  request: { params: contactId },
  responses: {
    200: {
      description: "The contact",
      content: { "application/json": { schema: contactViewSchema } },
    },
  },
});

const noteContact = createRoute({
  method: "put",
  path: "/api/contacts/{id}/record",
  ...permit("concerns.write"),
  summary: "Writes down the concerns of a contact and their outcomes; replaces what was there",
  request: {
    params: contactId,
    body: { required: true, content: { "application/json": { schema: recordWritingSchema } } },
  },
  responses: {
    200: {
      description: "As it is stored now",
      content: { "application/json": { schema: storedRecordSchema } },
    },
  },
});

export interface ContactParts {
  database: Database;
  clock: Clock;
  recorder: ContactRecorder;
  around: ContactSurroundings;
  /** Called after something was written down, so that desks can show it. */
  onNoted(contactId: string): void;
}

export function contactRoutes(parts: ContactParts) {
  const { database, recorder } = parts;

  const find = async (id: string): Promise<StoredContact> => {
    await recorder.caughtUp();
    const row = await readContact(database, id);
    if (!row) throw new AppError(404, "contact_not_found", "Diesen Kontakt gibt es nicht.");
    return row;
  };

  return new OpenAPIHono<SignedIn>()
    .openapi(showContact, async (context) => {
      const row = await find(context.req.valid("param").id);
      if (!mayRead(context.get("principal"), row)) {
        throw new AppError(403, "forbidden", "Diesen Kontakt dürfen Sie nicht einsehen.");
      }
      return context.json(contactView(row, parts.around), 200);
    })
    .openapi(noteContact, async (context) => {
      const { id } = context.req.valid("param");
      const { version: basedOn, ...record } = context.req.valid("json");
      const row = await find(id);
      const { agentId } = context.get("principal");
      if (agentId === null || !hasServed(agentId, row)) {
        throw new AppError(403, "not_your_contact", "Diesen Kontakt haben Sie nicht bearbeitet.");
      }
      const at = new Date(parts.clock.now());
      const version = await writeRecord(database, id, record, { notedBy: agentId, at, basedOn });
      parts.onNoted(id);
      return context.json({ ...record, version }, 200);
    });
}

/** One's own contacts, those that still wait for the team, and as a supervisor all of the house. */
export function mayRead(principal: Principal, row: StoredContact): boolean {
  if (may(principal, "contacts.read", row.administrationId)) return true;
  if (!may(principal, "contacts.readOwn") || principal.agentId === null) return false;
  const waiting = row.answeredAt === null && row.endedAt === null;
  return waiting || hasServed(principal.agentId, row);
}

function hasServed(agentId: string, row: StoredContact): boolean {
  if (row.agentId === agentId) return true;
  return row.decisions.some(({ event }) => {
    const { type, agentId: served } = event as { type: string; agentId?: string };
    // Who has called a citizen back notes also that nobody was there (R11).
    const serves = type === "conversationStarted" || type === "callbackDialled";
    return serves && served === agentId;
  });
}
