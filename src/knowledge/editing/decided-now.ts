import type { Prisma } from "../../database/generated/client.ts";
import type { AnswerPlace } from "./store.ts";

/** What was decided last leads: also by a process whose clock is behind the last one's. */
export async function decidedNow(
  transaction: Prisma.TransactionClient,
  { serviceSlug, section }: AnswerPlace,
  at: number,
): Promise<Date> {
  const { _max: last } = await transaction.answerVersion.aggregate({
    where: { serviceSlug, section },
    _max: { decidedAt: true },
  });
  return new Date(Math.max(at, (last.decidedAt?.getTime() ?? 0) + 1));
}
