import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ContactRecorder, type RecordedDecision } from "../../src/contacts/record.ts";
import { localDay, startOfDay } from "../../src/directory/hours.ts";
import { countByLine } from "../../src/reports/store.ts";
import { DayTally, noFigures } from "../../src/reports/tally.ts";
import type { CenterEvent, EndCause } from "../../src/routing/events.ts";
import { testDatabase } from "../support/database.ts";

const day = "2026-11-24";
const midnight = startOfDay(day);
const target = { "115": 30, zentrale: 20 };

function tallyOf(): DayTally {
  const tally = new DayTally({
    dayOf: (at) => localDay(at).toString(),
    answerTargetSeconds: (lineId) => target[lineId as keyof typeof target],
  });
  tally.load(midnight, [], []);
  return tally;
}

function arrived(contactId: string, lineId: string, offered: boolean): CenterEvent {
  return {
    type: "contactArrived",
    contactId,
    callId: contactId,
    lineId,
    callerNumber: null,
    origin: [],
    administrationId: null,
    administrationCertainty: "unknown",
    requiredSkills: [],
    offered,
  };
}

function promised(contactId: string, lineId: string): CenterEvent {
  return {
    type: "callbackPromised",
    contactId,
    agentId: "1",
    inContactId: "earlier",
    lineId,
    number: "+4965929991",
    note: "",
    firstFor: null,
    notBefore: 0,
    queuedAt: 0,
    origin: [],
    administrationId: null,
    administrationCertainty: "unknown",
    place: null,
    requiredSkills: [],
  };
}

const contact = fc.record({
  callback: fc.constantFrom(null, "asked", "promised"),
  cause: fc.constantFrom<EndCause[]>("callerHungUp", "callbackNotReached", "callbackReplaced"),
  lineId: fc.constantFrom("115", "zentrale"),
  offered: fc.boolean(),
  arrivesSecond: fc.integer({ min: 0, max: 86_000 }),
  answeredAfterSeconds: fc.option(fc.integer({ min: 0, max: 90 })),
  endsAfterSeconds: fc.option(fc.integer({ min: 91, max: 400 })),
});

/** Only callbacks end as callbacks do, and only those that nobody has answered. */
function causeOf(each: {
  callback: string | null;
  offered: boolean;
  answeredAfterSeconds: number | null;
  cause: EndCause;
}): EndCause {
  const isCallback = each.callback === "promised" || (each.callback === "asked" && each.offered);
  return isCallback && each.answeredAfterSeconds === null ? each.cause : "callerHungUp";
}

describe("the figures of a day", () => {
  it("are the same counted from events as they happen and from the records (I7)", async () => {
    await using database = await testDatabase();
    for (const [id, seconds] of Object.entries(target)) {
      await database.pool.query(
        `INSERT INTO line (id, number, name, kind, greeting, hours, closed_announcement,
           answer_target_seconds, offer_seconds_max, ring_seconds_max, transfer_seconds_max,
           wrap_up_seconds_max, recall_reserved_seconds_max, position)
         VALUES ($1, $1, $1, '115', '', '{}', '', $2, 1, 1, 1, 1, 1, 1)`,
        [id, seconds],
      );
    }
    let seq = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(contact, { maxLength: 30 }), async (contacts) => {
        await database.pool.query("TRUNCATE contact CASCADE");
        await database.prisma.setting.deleteMany();
        const timed = contacts.flatMap((each, index) => {
          const id = `contact-${index}`;
          const at = midnight + each.arrivesSecond * 1000;
          const isPromised = each.callback === "promised";
          const comes = isPromised
            ? promised(id, each.lineId)
            : arrived(id, each.lineId, each.offered);
          const events: [number, CenterEvent][] = [[at, comes]];
          if (each.callback === "asked" && each.offered) {
            const asked = { contactId: id, number: "+4965929991", queuedAt: at };
            events.push([at, { type: "callbackAsked", ...asked }]);
          }
          if (each.answeredAfterSeconds !== null && (each.offered || isPromised)) {
            events.push([
              at + each.answeredAfterSeconds * 1000,
              { type: "conversationStarted", contactId: id, agentId: "1", first: true },
            ]);
          }
          if (each.endsAfterSeconds !== null) {
            events.push([
              at + each.endsAfterSeconds * 1000,
              { type: "contactEnded", contactId: id, cause: causeOf(each) },
            ]);
          }
          return events;
        });
        const decisions: RecordedDecision[] = timed
          .toSorted(([left], [right]) => left - right)
          .map(([at, event]) => ({ seq: (seq += 1), at, events: [event] }));

        const tally = tallyOf();
        const end = midnight + 86_399_000;
        for (const { at, events } of decisions) {
          // What happens after midnight belongs to another day's tally, not to another figure.
          for (const event of events) if (at <= end) tally.take(event, at);
        }
        const recorder = new ContactRecorder(database, (error) => {
          throw error;
        });
        await recorder.start();
        for (const decision of decisions) if (decision.at <= end) recorder.take(decision);
        await recorder.caughtUp();
        const counted = await countByLine(database, new Date(midnight), new Date(end));
        for (const lineId of Object.keys(target)) {
          const recorded = counted.find((line) => line.lineId === lineId);
          expect(tally.today(lineId, end)).toEqual(recorded ?? noFigures(lineId));
        }
      }),
      { numRuns: 25 },
    );
  });

  it("begin anew at midnight in Berlin", () => {
    const tally = tallyOf();
    const late = midnight + 86_399_000;
    tally.take(arrived("a", "115", true), late);
    expect(tally.today("115", late).offered).toBe(1);
    expect(tally.today("115", late + 2000).offered).toBe(0);
    // Who hangs up after midnight was offered yesterday: today's figures stay whole.
    tally.take({ type: "contactEnded", contactId: "a", cause: "callerHungUp" }, late + 2000);
    expect(tally.today("115", late + 2000).abandoned).toBe(0);
  });
});
