import type { Prisma } from "../../database/generated/client.ts";
import { sameValue } from "../../directory/row-changes.ts";
import { AppError } from "../../errors.ts";
import { may, type Principal } from "../../identity/permissions.ts";
import { contentOf } from "../editing/content.ts";
import { demandPlace, today, type Editing } from "../editing/editing.ts";
import { keepBase } from "../editing/project.ts";
import { decideRight, demandRight, writeRight } from "../editing/rights.ts";
import { answerContentSchema, sharedSection } from "../editing/schema.ts";
import { addStep, addVersion, lockAnswer } from "../editing/store.ts";
import { writerOf } from "../editing/write-draft.ts";
import { loadService, raiseEdition, writeService } from "../store.ts";
import type { ProposalField, ProposalFieldName } from "./proposal.ts";
import {
  decideProposal,
  lockProposal,
  removeLink,
  saveLink,
  updateAuthority,
  type StoredProposal,
} from "./store.ts";

export interface ProposalDecision {
  decision: "accept" | "reject";
  /** Which of the fields are taken; absent: all. */
  fields?: readonly ProposalFieldName[];
}

/**
 * Takes what a source says, or leaves it. Words of an answer become a draft, which a second person
 * reviews; contact data, names and search words hold at once. Either way the source is remembered,
 * so that the same is not proposed again.
 * @throws AppError 403 `not_your_answer`; 404 `proposal_not_found`; 409 `proposal_decided`,
 *   `proposal_outdated`; 422 `too_long`
 */
export async function decideOn(
  editing: Editing,
  principal: Principal,
  id: string,
  { decision, fields }: ProposalDecision,
): Promise<StoredProposal> {
  const decided = await editing.database.$transaction(async (transaction) => {
    const proposal = await lockProposal(transaction, id);
    if (!proposal) {
      throw new AppError(404, "proposal_not_found", "Diesen Vorschlag gibt es nicht.");
    }
    if (proposal.state !== "open") {
      throw new AppError(409, "proposal_decided", "Über diesen Vorschlag ist schon entschieden.");
    }
    demandDecider(editing, principal, proposal);
    const [by, at] = [writerOf(principal), editing.clock.now()];
    const chosen = proposal.fields.filter(({ field }) => !fields || fields.includes(field));
    const taken = decision === "accept" ? { ...proposal, fields: chosen } : null;
    const outcome = taken
      ? await apply(transaction, editing, principal, taken)
      : "Nicht übernommen.";
    await remember(transaction, proposal, decision);
    const state = taken ? "accepted" : "rejected";
    return decideProposal(transaction, id, { state, at, by, outcome });
  });
  await editing.released();
  return decided;
}

function demandDecider(editing: Editing, principal: Principal, proposal: StoredProposal): void {
  const { kind, section, target } = proposal;
  if (kind === "answer") {
    demandRight(writeRight(editing, principal, section ?? sharedSection));
  } else if (kind === "authority") {
    const authority = editing.knowledge.authorities().find(({ id }) => id === target);
    if (may(principal, "services.write", authority?.administrationId ?? null)) return;
    const reason = "Diese Behörde pflegt eine andere Redaktion.";
    demandRight({ allowed: false, reason });
  } else {
    demandRight(decideRight(editing, principal, sharedSection));
  }
}

async function remember(
  transaction: Prisma.TransactionClient,
  { kind, link, fields }: StoredProposal,
  decision: ProposalDecision["decision"],
): Promise<void> {
  if (kind === "removal") {
    if (decision === "accept") await removeLink(transaction, link.id);
    return;
  }
  const digests = Object.fromEntries(fields.map(({ field, digest }) => [field, digest]));
  await saveLink(transaction, { ...link, digests });
}

/** @returns what became of it, German */
async function apply(
  transaction: Prisma.TransactionClient,
  editing: Editing,
  principal: Principal,
  proposal: StoredProposal,
): Promise<string> {
  switch (proposal.kind) {
    case "answer":
      return applyAnswer(transaction, editing, principal, proposal);
    case "service":
      return applyService(transaction, proposal);
    case "authority":
      return applyAuthority(transaction, proposal);
    case "responsibility":
      return "Zur Kenntnis genommen; die Regeln stehen in der Wissensbasis.";
    case "removal":
      return "Die Verknüpfung ist gelöst; die Antwort bleibt, bis die Redaktion sie zurückzieht.";
  }
}

async function applyAnswer(
  transaction: Prisma.TransactionClient,
  editing: Editing,
  principal: Principal,
  { target, section, fields }: StoredProposal,
): Promise<string> {
  const place = { serviceSlug: target, section: section ?? sharedSection };
  const service = demandPlace(editing, place);
  const [by, at] = [writerOf(principal), editing.clock.now()];
  await lockAnswer(transaction, place);
  const base = await keepBase(transaction, place, at, today(editing));
  const words = wordsOf(fields);
  const { releasedFrom = null, releasedUntil = null, ...said } = words;
  const content = { ...(base?.content ?? contentOf(service, null, place.section)), ...said };
  const parsed = answerContentSchema.safeParse(content);
  if (!parsed.success) {
    const name = fields.find(({ field }) => field === parsed.error.issues[0]?.path[0])?.label;
    const message = `„${name ?? "Ein Feld"}“ ist zu lang oder hat die falsche Form; lassen Sie das Feld weg.`;
    throw new AppError(422, "too_long", message);
  }
  const draft = await addVersion(transaction, {
    ...place,
    status: "draft",
    origin: "import",
    baseRevision: base?.revision ?? 0,
    content: parsed.data,
    releasedFrom: typeof releasedFrom === "string" ? releasedFrom : null,
    releasedUntil: typeof releasedUntil === "string" ? releasedUntil : null,
    by,
    at,
  });
  const comment = `Aus XZuFi: ${fields.map(({ label }) => label).join(", ")}.`;
  await addStep(transaction, draft.id, { kind: "created", at, by, comment });
  return `Als Entwurf übernommen (Fassung ${draft.revision}).`;
}

function wordsOf(fields: readonly ProposalField[]) {
  return Object.fromEntries(fields.map(({ field, incoming }) => [field, incoming]));
}

async function applyService(
  transaction: Prisma.TransactionClient,
  { target, fields }: StoredProposal,
): Promise<string> {
  const service = await loadService(transaction, target);
  if (!service) throw new AppError(404, "service_not_found", "Diese Leistung gibt es nicht.");
  demandUnchanged(fields, service);
  await writeService(transaction, { ...service, ...wordsOf(fields) });
  await raiseEdition(transaction);
  return "Übernommen.";
}

async function applyAuthority(
  transaction: Prisma.TransactionClient,
  { target, fields }: StoredProposal,
): Promise<string> {
  const authority = await transaction.authority.findUnique({ where: { id: target } });
  if (!authority) throw new AppError(404, "authority_not_found", "Diese Behörde gibt es nicht.");
  demandUnchanged(fields, authority);
  await updateAuthority(transaction, target, wordsOf(fields));
  await raiseEdition(transaction);
  return "Übernommen.";
}

/** What was shown in the review must still be what is stored. */
function demandUnchanged(fields: readonly ProposalField[], stored: object): void {
  const now = new Map<string, unknown>(Object.entries(stored));
  const changed = fields.find(({ field, local }) => {
    const value = now.get(field) ?? null;
    const empty = Array.isArray(value) && value.length === 0;
    return !sameValue(empty ? null : value, local);
  });
  if (!changed) return;
  const message = `„${changed.label}“ wurde inzwischen geändert; lesen Sie die Datei noch einmal ein.`;
  throw new AppError(409, "proposal_outdated", message);
}
