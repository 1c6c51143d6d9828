import type { Database } from "../database/database.ts";
import type { Prisma, Ticket } from "../database/generated/client.ts";

export async function createTicket(
  database: Database,
  data: Prisma.TicketUncheckedCreateInput,
): Promise<Ticket> {
  return database.prisma.ticket.create({ data });
}

/** Open ones first, the most urgent at the top; then the latest answered. */
export async function readTickets(
  database: Database,
  administrationIds: "all" | readonly string[],
  countMax: number,
): Promise<Ticket[]> {
  return database.prisma.ticket.findMany({
    where: administrationIds === "all" ? {} : { administrationId: { in: [...administrationIds] } },
    // Open ones have no time of an answer: among them the due time decides.
    orderBy: [{ state: "desc" }, { answeredAt: "desc" }, { dueAt: "asc" }],
    take: countMax,
  });
}

export async function readTicket(database: Database, id: string): Promise<Ticket | null> {
  return database.prisma.ticket.findUnique({ where: { id } });
}

/** Answers a ticket once. @returns null when somebody else was faster */
export async function answerTicket(
  database: Database,
  id: string,
  answer: string,
  at: Date,
): Promise<Ticket | null> {
  const { count } = await database.prisma.ticket.updateMany({
    where: { id, state: "open" },
    data: { state: "answered", answer, answeredAt: at },
  });
  return count === 1 ? readTicket(database, id) : null;
}

/** Deletes what was written in enquiries that were answered before. */
export async function deleteTicketTexts(database: Database, answeredBefore: Date): Promise<void> {
  await database.prisma.ticket.updateMany({
    where: { answeredAt: { lt: answeredBefore }, question: { not: "" } },
    data: { question: "", replyTo: "", answer: null },
  });
}

export async function countOverdueTickets(database: Database, at: Date): Promise<number> {
  return database.prisma.ticket.count({ where: { state: "open", dueAt: { lt: at } } });
}
