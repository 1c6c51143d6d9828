import type { Principal } from "../../identity/permissions.ts";
import type { Editing } from "../editing/editing.ts";
import { proposalRight } from "./proposal-rights.ts";
import type { ProposalView } from "./schema.ts";
import type { StoredProposal } from "./store.ts";
import { takeResponsibility } from "./take-responsibility.ts";

/** A proposal as the review shows it to this person. */
export async function viewProposal(
  editing: Editing,
  principal: Principal,
  proposal: StoredProposal,
): Promise<ProposalView> {
  const { fields, link: _link, position: _place, decidedById, decidedByName, ...rest } = proposal;
  return {
    ...rest,
    fields: fields.map(({ digest: _digest, claims: _claims, ...field }) => field),
    decidedBy: decidedByName,
    decide: await proposalRight(editing.database, editing, principal, proposal),
    takenByMe: rest.state === "inReview" && decidedById === principal.userId,
    blocked: blockedBy(editing, proposal),
  };
}

function blockedBy(
  editing: Editing,
  { kind, target, state, fields }: StoredProposal,
): string | null {
  if (kind !== "responsibility" || (state !== "open" && state !== "inReview")) return null;
  const service = editing.knowledge.service(target);
  const claims = fields[0]?.claims;
  if (!service || !claims) {
    return "Diese Datei wurde vor längerer Zeit eingelesen; lesen Sie sie noch einmal ein.";
  }
  return takeResponsibility(editing, service, claims).blocked;
}
