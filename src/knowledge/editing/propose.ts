import type { Prisma } from "../../database/generated/client.ts";
import { keepBase } from "./project.ts";
import type { AnswerContent } from "./schema.ts";
import {
  addStep,
  addVersion,
  lockAnswer,
  type AnswerPlace,
  type VersionRecord,
  type Writer,
} from "./store.ts";

export interface Proposal extends AnswerPlace {
  content: AnswerContent;
  /** Who accepted it from the source; becomes a contributor, so somebody else has to review it. */
  by: Writer;
  /** German, shown in the history: where it came from. */
  comment: string;
  /** Milliseconds. */
  at: number;
  /** ISO day. */
  day: string;
}

/**
 * Adds a draft that came from outside, beside whatever the editors are writing: it goes the same
 * way through review and release. Whether `by` may write there is asked by the caller.
 */
export async function proposeDraft(
  transaction: Prisma.TransactionClient,
  { content, by, comment, at, day, ...place }: Proposal,
): Promise<VersionRecord> {
  await lockAnswer(transaction, place);
  const base = await keepBase(transaction, place, at, day);
  const draft = await addVersion(transaction, {
    ...place,
    status: "draft",
    origin: "import",
    baseRevision: base?.revision ?? 0,
    content,
    by,
    at,
  });
  await addStep(transaction, draft.id, { kind: "created", at, by, comment });
  return draft;
}
