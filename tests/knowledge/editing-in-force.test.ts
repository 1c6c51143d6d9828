import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerFor } from "../../src/knowledge/answer.ts";
import { answerRecordOf } from "../../src/knowledge/editing/content.ts";
import { inForce, stillToRead } from "../../src/knowledge/editing/in-force.ts";
import type { AnswerContent } from "../../src/knowledge/editing/schema.ts";
import type { ServiceRecord } from "../../src/knowledge/records.ts";

const today = "2026-11-10";
const dayArbitrary = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${pad(day)}`);
const versionsArbitrary = fc
  .array(
    fc.record({
      status: fc.constantFrom("released" as const, "released" as const, "withdrawn" as const),
      releasedFrom: fc.option(dayArbitrary),
      releasedUntil: fc.option(dayArbitrary),
      decidedAt: fc.constantFrom("2026-11-01T08:00:00.000Z", "2026-11-02T08:00:00.000Z"),
    }),
    { maxLength: 8 },
  )
  .map((versions) => versions.map((version, index) => ({ ...version, revision: index + 1 })));

describe("the versions that are still to be read", () => {
  test("give desks on every day to come the version that is in force then", () => {
    fc.assert(
      fc.property(versionsArbitrary, (versions) => {
        const records = stillToRead(versions, today).map((version) =>
          answerRecordOf(
            { serviceSlug: "s", section: "shared", revision: version.revision },
            { ...blank, fee: `${version.revision}` },
            version,
          ),
        );
        for (let day = 10; day <= 28; day += 1) {
          const date = `2026-11-${pad(day)}`;
          const read = answerFor(service, shuffled(records), null, date)?.fee ?? null;
          // A lasting version that has begun ends for good what it stands in place of.
          expect(read).toBe(
            inForce(stillToRead(versions, today), date)?.revision.toString() ?? null,
          );
          if (date === today) {
            expect(read).toBe(inForce(versions, date)?.revision.toString() ?? null);
          }
        }
      }),
    );
  });
});

const blank: AnswerContent = {
  scope: "shared",
  spoken: "",
  body: "",
  fee: "",
  duration: "",
  deadline: "",
  appointment: "",
  documents: [],
  onlineUrl: "",
  sample: false,
  source: "",
  checkedAt: "",
  legalBasis: [],
  agentHints: "",
  reviewMonths: 12,
};
const service = {
  checkedAt: "2026-01-01",
  reviewMonths: 12,
  source: "Gesetz",
} as ServiceRecord;

function pad(day: number): string {
  return String(day).padStart(2, "0");
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items.toReversed();
}
