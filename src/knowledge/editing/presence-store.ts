import type { PrismaClient } from "../../database/generated/client.ts";
import type { AnswerPlace } from "./store.ts";

export async function writePresence(
  database: PrismaClient,
  { serviceSlug, section }: AnswerPlace,
  { userId, name: userName }: { userId: string; name: string },
  seenAt: Date,
): Promise<void> {
  await database.answerPresence.upsert({
    where: { serviceSlug_section_userId: { serviceSlug, section, userId } },
    create: { serviceSlug, section, userId, userName, seenAt },
    update: { seenAt, userName },
  });
}

/** Who was seen at an answer since then; older traces everywhere are wiped. */
export async function listPresence(
  database: PrismaClient,
  { serviceSlug, section }: AnswerPlace,
  since: Date,
) {
  await database.answerPresence.deleteMany({ where: { seenAt: { lt: since } } });
  const where = { serviceSlug, section };
  return database.answerPresence.findMany({ where, orderBy: { seenAt: "desc" } });
}

export async function dropPresence(
  database: PrismaClient,
  { serviceSlug, section }: AnswerPlace,
  userId: string,
): Promise<void> {
  await database.answerPresence.deleteMany({ where: { serviceSlug, section, userId } });
}
