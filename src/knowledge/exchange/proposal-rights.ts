import { may, type Principal } from "../../identity/permissions.ts";
import type { Editing } from "../editing/editing.ts";
import { decideRight, reviewRight, writeRight } from "../editing/rights.ts";
import { sharedSection, type Right } from "../editing/schema.ts";
import type { Connection } from "../editing/store.ts";
import type { ProposalDecision } from "./decide-proposal.ts";
import type { StoredProposal } from "./store.ts";

/**
 * Who may decide on a proposal: whoever may write what it changes; once one person has taken it,
 * whoever may review her, so never she herself. She may only put it back.
 */
export async function proposalRight(
  database: Connection,
  editing: Editing,
  principal: Principal,
  proposal: StoredProposal,
  decision: ProposalDecision["decision"] = "accept",
): Promise<Right> {
  const { kind, section, state, decidedById } = proposal;
  if (kind === "removal") return decideRight(editing, principal, sharedSection);
  const owner = kind === "authority" ? ownerOf(editing, proposal) : (section ?? sharedSection);
  const isFirst = decidedById === principal.userId;
  if (state === "inReview" && !(isFirst && decision === "return")) {
    if (isFirst) return { allowed: false, reason: "Zustimmen muss eine zweite Person." };
    const contributorIds = decidedById === null ? [] : [decidedById];
    return reviewRight(database, editing, principal, { section: owner, contributorIds });
  }
  if (kind === "authority" && owner !== sharedSection && !may(principal, "services.write", owner)) {
    return { allowed: false, reason: "Diese Behörde pflegt eine andere Redaktion." };
  }
  return writeRight(editing, principal, owner);
}

/** An authority that belongs to no member administration is everybody's. */
function ownerOf({ knowledge }: Editing, { target }: StoredProposal): string {
  const authority = knowledge.authorities().find(({ id }) => id === target);
  return authority?.administrationId ?? sharedSection;
}
