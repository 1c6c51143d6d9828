import type { Proposals, ProposalView, Runs } from "../../../src/knowledge/exchange/schema.ts";
import type { LearntChoice } from "../../../src/knowledge/search/choices-schema.ts";

const run: Runs["runs"][number] = {
  id: "r1",
  fileName: "redaktion.xml",
  createdAt: new Date().toISOString(),
  createdBy: "Anna Muster",
  openCount: 3,
  counts: [
    {
      kind: "Leistungen",
      read: 4,
      unchanged: 1,
      changed: 2,
      created: 1,
      ignored: 1,
      ignoredNames: ["Zauberschein"],
      missing: 3,
    },
  ],
};

export const exchangeRuns: Runs = {
  runs: [run],
  fileBytesMax: 50 * 1024 * 1024,
  versions: ["2.2.0", "2.3.1"],
};

const plain: ProposalView = {
  id: "p1",
  runId: run.id,
  kind: "answer",
  target: "personalausweis",
  section: "shared",
  title: "Personalausweis beantragen",
  conflict: true,
  fields: [
    {
      field: "fee",
      label: "Gebühren",
      local: "37,00 Euro",
      incoming: "46,00 Euro",
      conflict: true,
    },
    {
      field: "documents",
      label: "Erforderliche Unterlagen",
      local: ["Lichtbild", "alter Ausweis"],
      incoming: ["Lichtbild", "Geburtsurkunde"],
      conflict: false,
    },
  ],
  state: "open",
  decidedAt: null,
  decidedBy: null,
  outcome: null,
  decide: { allowed: true, reason: null },
  takenByMe: false,
  blocked: null,
};
const decided = { decidedAt: run.createdAt, decidedBy: "Bert Muster" };

/** One proposal in each state that a review can show. */
export const exchangeProposals: Proposals = {
  run,
  total: 6,
  next: null,
  proposals: [
    plain,
    { ...plain, id: "p2", kind: "service", section: null, state: "inReview", ...decided },
    { ...plain, id: "p3", kind: "responsibility", section: null, blocked: "Zwei Behörden." },
    {
      ...plain,
      id: "p4",
      section: "vulkaneifel",
      decide: { allowed: false, reason: "Andere Redaktion." },
    },
    { ...plain, id: "p5", state: "accepted", outcome: "Als Entwurf übernommen.", ...decided },
    { ...plain, id: "p6", kind: "authority", target: "kreis", title: "Kreisverwaltung" },
  ],
};

export const learntChoices: LearntChoice[] = ["perso", "ausweis"].map((terms, index) => ({
  terms,
  serviceSlug: "personalausweis",
  serviceName: "Personalausweis beantragen",
  weight: 3.5 - index,
  lift: 0.4,
}));
