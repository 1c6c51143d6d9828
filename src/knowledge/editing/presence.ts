import type { Principal } from "../../identity/permissions.ts";
import type { Editing } from "./editing.ts";
import { dropPresence, listPresence, writePresence } from "./presence-store.ts";
import type { AnswerPlace } from "./store.ts";
import { writerOf } from "./write-draft.ts";

/** Who has not been heard of for this long has gone. */
const presentMilliseconds = 45_000;

/** Says that somebody has an answer open, and tells who else has. */
export async function notePresence(
  { database, clock }: Editing,
  principal: Principal,
  place: AnswerPlace,
): Promise<{ name: string; seenAt: string }[]> {
  const now = clock.now();
  await writePresence(database, place, writerOf(principal), new Date(now));
  const present = await listPresence(database, place, new Date(now - presentMilliseconds));
  return present
    .filter(({ userId }) => userId !== principal.userId)
    .map((each) => ({ name: each.userName, seenAt: each.seenAt.toISOString() }));
}

/** Says that somebody has closed it. */
export async function endPresence(
  { database }: Editing,
  { userId }: Principal,
  place: AnswerPlace,
): Promise<void> {
  await dropPresence(database, place, userId);
}
