import { z } from "@hono/zod-openapi";

/** An enquiry forwarded in writing; its first reply is due within the 24-hour promise. */
export const newTicketSchema = z
  .object({
    contactId: z.uuid().nullable(),
    concernId: z.uuid().nullable(),
    serviceSlug: z.string().nullable(),
    administrationId: z.string(),
    question: z.string().min(10, "Bitte schreiben Sie die Frage in einem Satz.").max(2000),
    replyChannel: z.enum(["phone", "email", "post"]),
    replyTo: z.string().min(3, "Bitte geben Sie an, wohin die Antwort gehen soll.").max(300),
    consent: z.literal(true, "Ohne Einwilligung darf die Anfrage nicht weitergeleitet werden."),
  })
  .openapi("NewTicket");
export type NewTicket = z.infer<typeof newTicketSchema>;

export const ticketSchema = z
  .object({
    id: z.string(),
    contactId: z.string().nullable(),
    serviceSlug: z.string().nullable(),
    administrationId: z.string(),
    question: z.string(),
    replyChannel: z.enum(["phone", "email", "post"]),
    replyTo: z.string(),
    state: z.enum(["open", "answered"]),
    createdAt: z.string(),
    dueAt: z.string(),
    overdue: z.boolean(),
    answeredAt: z.string().nullable(),
    answer: z.string().nullable(),
  })
  .openapi("Ticket");
export type TicketView = z.infer<typeof ticketSchema>;
