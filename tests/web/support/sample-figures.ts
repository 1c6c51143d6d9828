import type { CorrectionFigures } from "../../../src/knowledge/editing/task-schema.ts";
import type { EndedCallbacks } from "../../../src/reports/schema.ts";

const counted = { open: 2, corrected: 7, medianMinutes: 95, withheld: null };

export const correctionFigures: CorrectionFigures = {
  days: 90,
  total: counted,
  administrations: [
    { administrationId: null, name: "Gemeinsam", overdueReviews: 1, ...counted, corrected: 0 },
  ],
};

const outcomes = ["reached", "notReached", "gotThrough", "cancelled"] as const;

/** One of each end. */
export const endedCallbacks: EndedCallbacks["callbacks"] = outcomes.map((outcome, index) => ({
  id: outcome,
  lineId: "115",
  lineName: "Behördennummer 115",
  number: index === 3 ? null : `06571 01150${index}`,
  place: index === 0 ? "Kröv" : null,
  wishedAt: new Date(Date.now() - 3_600_000).toISOString(),
  endedAt: new Date(Date.now() - index * 600_000).toISOString(),
  outcome,
  failedAttempts: index,
}));
