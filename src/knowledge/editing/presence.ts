import type { Principal } from "../../identity/permissions.ts";
import type { Editing } from "./editing.ts";
import type { AnswerPlace } from "./store.ts";

/** Who has not been heard of for this long has gone. */
const presentMilliseconds = 45_000;

/** Says that somebody has an answer open, and tells who else has. */
export async function notePresence(
  { database, clock }: Editing,
  principal: Principal,
  { serviceSlug, section }: AnswerPlace,
): Promise<{ name: string; seenAt: string }[]> {
  const now = clock.now();
  const { userId, name: userName } = principal;
  const seenAt = new Date(now);
  await database.answerPresence.upsert({
    where: { serviceSlug_section_userId: { serviceSlug, section, userId } },
    create: { serviceSlug, section, userId, userName, seenAt },
    update: { seenAt, userName },
  });
  const since = new Date(now - presentMilliseconds);
  await database.answerPresence.deleteMany({ where: { seenAt: { lt: since } } });
  const others = await database.answerPresence.findMany({
    where: { serviceSlug, section, userId: { not: userId } },
    orderBy: { seenAt: "desc" },
  });
  return others.map((each) => ({ name: each.userName, seenAt: each.seenAt.toISOString() }));
}

/** Says that somebody has closed it. */
export async function endPresence(
  { database }: Editing,
  { userId }: Principal,
  { serviceSlug, section }: AnswerPlace,
): Promise<void> {
  await database.answerPresence.deleteMany({ where: { serviceSlug, section, userId } });
}
