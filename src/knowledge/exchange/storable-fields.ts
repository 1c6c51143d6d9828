import type { z } from "@hono/zod-openapi";
import { AppError } from "../../errors.ts";
import { answerContentSchema } from "../editing/schema.ts";
import { authorityFileSchema } from "../records.ts";
import { serviceFrontMatterSchema } from "../schema.ts";
import { isoDay } from "../../validation.ts";
import type { ProposalField, ProposalFieldName, ProposalKind } from "./proposal.ts";

type Shapes = Partial<Record<ProposalFieldName, z.ZodType>>;

/** What is taken must be what files may hold, or no export could be imported again. */
const shapesOf: Partial<Record<ProposalKind, Shapes>> = {
  service: serviceFrontMatterSchema.shape,
  authority: authorityFileSchema.element.shape,
  answer: { ...answerContentSchema.shape, releasedFrom: isoDay, releasedUntil: isoDay },
};

/** @throws AppError 422 `not_to_be_stored`, which names the field and what is wrong with it */
export function demandStorable(kind: ProposalKind, fields: readonly ProposalField[]): void {
  for (const { field, label, incoming } of fields) {
    const issue = shapesOf[kind]?.[field]?.safeParse(incoming).error?.issues[0];
    if (!issue) continue;
    const line = Array.isArray(incoming) ? incoming[Number(issue.path[0])] : undefined;
    const where = line === undefined ? "" : `„${line}“: `;
    const why = where + issue.message.replace(/\.$/, "");
    const message = `„${label}“ lässt sich so nicht übernehmen: ${why}. Lassen Sie das Feld weg.`;
    throw new AppError(422, "not_to_be_stored", message, [{ field, message }]);
  }
}
