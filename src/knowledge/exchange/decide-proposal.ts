import type { Prisma } from "../../database/generated/client.ts";
import { sameValue } from "../../directory/row-changes.ts";
import { AppError } from "../../errors.ts";
import type { Principal } from "../../identity/permissions.ts";
import { demandPlace, today, type Editing } from "../editing/editing.ts";
import { keepBase } from "../editing/project.ts";
import { demandRight } from "../editing/rights.ts";
import { answerContentSchema, sharedSection, type AnswerContent } from "../editing/schema.ts";
import { addStep, addVersion, lockAnswer } from "../editing/store.ts";
import { wordsOfToday, writerOf } from "../editing/write-draft.ts";
import { keepImportsAway, lockService, raiseEdition, writeService } from "../store.ts";
import type { ProposalField, ProposalFieldName } from "./proposal.ts";
import { proposalRight } from "./proposal-rights.ts";
import {
  decideProposal,
  lockProposal,
  removeLink,
  saveLink,
  updateAuthority,
  type StoredProposal,
} from "./store.ts";
import { demandStorable } from "./storable-fields.ts";
import { takeResponsibility } from "./take-responsibility.ts";

export interface ProposalDecision {
  /** "return": what one person has taken is open again. */
  decision: "accept" | "reject" | "return";
  /** Which of the fields are taken; absent: all. The second person takes what the first took. */
  fields?: readonly ProposalFieldName[];
}

/**
 * Takes what a source says, or leaves it. Nothing takes effect without a second person: words of an
 * answer become a draft, which somebody else reviews and releases; what has no draft (name, search
 * words, contact data, responsibility) waits as `inReview` until somebody else takes it, too. Once
 * decided, the source is remembered, so that the same is not proposed again.
 * @throws AppError 403 `not_your_answer`; 404 `proposal_not_found`; 409 `proposal_decided`,
 *   `proposal_outdated`, `not_in_review`; 422 `not_to_be_stored`, `nothing_chosen`,
 *   `not_to_be_held`
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
    const inReview = proposal.state === "inReview";
    if (proposal.state !== "open" && !inReview) {
      throw new AppError(409, "proposal_decided", "Über diesen Vorschlag ist schon entschieden.");
    }
    demandRight(await proposalRight(transaction, editing, principal, proposal, decision));
    if (decision === "return" && !inReview) {
      throw new AppError(409, "not_in_review", "Hier wartet nichts auf eine zweite Person.");
    }
    const [by, at] = [writerOf(principal), editing.clock.now()];
    if (decision === "return") return decideProposal(transaction, id, { state: "open", by, at });
    if (decision === "reject") {
      await remember(transaction, proposal, decision);
      return decideProposal(transaction, id, { ...rejected, by, at });
    }
    const taken = { ...proposal, fields: proposal.fields.filter(takenBy(inReview, fields)) };
    if (taken.fields.length === 0 && proposal.kind !== "removal") {
      throw new AppError(422, "nothing_chosen", "Wählen Sie mindestens ein Feld.");
    }
    const outcome = await apply(transaction, editing, principal, taken, inReview);
    const marked = proposal.fields.map((each) => ({
      ...each,
      taken: taken.fields.includes(each),
    }));
    if (outcome === null) {
      return decideProposal(transaction, id, { ...waiting, by, at, fields: marked });
    }
    await remember(transaction, proposal, decision);
    return decideProposal(transaction, id, { state: "accepted", at, by, outcome, fields: marked });
  });
  await editing.released();
  return decided;
}

const rejected = { state: "rejected", outcome: "Nicht übernommen." } as const;
const waiting = {
  state: "inReview",
  outcome: "Vorgemerkt. Wirksam wird es, wenn eine zweite Person zustimmt.",
} as const;

function takenBy(inReview: boolean, fields: readonly ProposalFieldName[] | undefined) {
  if (inReview) return ({ taken }: ProposalField) => taken === true;
  return ({ field }: ProposalField) => fields === undefined || fields.includes(field);
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

/**
 * @param second whether one person has taken it already
 * @returns what became of it, German; null: it could be done, and waits for a second person
 */
async function apply(
  transaction: Prisma.TransactionClient,
  editing: Editing,
  principal: Principal,
  proposal: StoredProposal,
  second: boolean,
): Promise<string | null> {
  demandStorable(proposal.kind, proposal.fields);
  if (proposal.kind === "answer") return applyAnswer(transaction, editing, principal, proposal);
  if (proposal.kind === "removal") {
    return "Die Verknüpfung ist gelöst; die Antwort bleibt, bis die Redaktion sie zurückzieht.";
  }
  await keepImportsAway(transaction);
  const write = await {
    service: prepareService,
    authority: prepareAuthority,
    responsibility: prepareResponsibility,
  }[proposal.kind](transaction, proposal, editing);
  if (!second) return null;
  await write();
  await raiseEdition(transaction);
  return `Übernommen, vorgemerkt von ${proposal.decidedByName ?? "einer ersten Person"}.`;
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
  const now = wordsOfToday(service, base?.content ?? null, place.section);
  const draft = await addVersion(transaction, {
    ...place,
    status: "draft",
    origin: "import",
    baseRevision: base?.revision ?? 0,
    content: { ...now, ...answerContentSchema.partial().parse(said) } as AnswerContent,
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

async function prepareService(
  transaction: Prisma.TransactionClient,
  { target, fields }: StoredProposal,
) {
  const service = await demandService(transaction, target);
  demandUnchanged(fields, service);
  return () => writeService(transaction, target, wordsOf(fields));
}

async function prepareAuthority(
  transaction: Prisma.TransactionClient,
  { target, fields }: StoredProposal,
) {
  const authority = await transaction.authority.findUnique({ where: { id: target } });
  if (!authority) throw new AppError(404, "authority_not_found", "Diese Behörde gibt es nicht.");
  demandUnchanged(fields, authority);
  return () => updateAuthority(transaction, target, wordsOf(fields));
}

/** @throws AppError 422 `not_to_be_held` with the reason */
async function prepareResponsibility(
  transaction: Prisma.TransactionClient,
  { target, fields }: StoredProposal,
  editing: Editing,
) {
  const service = await demandService(transaction, target);
  const { rules, blocked } = takeResponsibility(editing, service, fields[0]?.claims ?? []);
  if (rules === null) throw new AppError(422, "not_to_be_held", blocked);
  return () => writeService(transaction, target, { responsibility: rules });
}

async function demandService(transaction: Prisma.TransactionClient, slug: string) {
  const service = await lockService(transaction, slug);
  if (!service) throw new AppError(404, "service_not_found", "Diese Leistung gibt es nicht.");
  return service;
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
