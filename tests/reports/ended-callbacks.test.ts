import { afterAll, beforeAll, expect, it } from "vitest";
import { startOfDay, localDay } from "../../src/directory/hours.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import type { Principal } from "../../src/identity/permissions.ts";
import { reportRoutes } from "../../src/reports/api.ts";
import type { EndedCallbacks } from "../../src/reports/schema.ts";
import { person } from "../directory/small-lines.ts";
import { appWith, base } from "../http/sample-app.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";

const morning = Date.parse("2026-11-23T08:00:00Z");
const minute = 60_000;
const yesterday = morning - 1440 * minute;

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  using tree = smallTree();
  await importKnowledgeBase(database.prisma, tree.root, { today: "2026-11-23", demo: false });
  const wished = { administrationId: "vulkaneifel", arrivedAt: morning };
  await callback("reached", { ...wished, answeredAt: morning + 5 * minute });
  await callback("tried", {
    ...wished,
    arrivedAt: yesterday,
    endedAt: morning + 9 * minute,
    endCause: "callbackNotReached",
    failures: 3,
  });
  await callback("himself", {
    ...wished,
    endedAt: morning + 7 * minute,
    endCause: "callerGotThrough",
  });
  await callback("struck", {
    ...wished,
    administrationId: "bernkastel-wittlich",
    endedAt: morning + 8 * minute,
    endCause: "callbackCancelled",
  });
  // None of today's ends: still to be called, asked for anew, over since yesterday, and a call.
  await callback("pending", wished);
  await callback("anew", { ...wished, endedAt: morning + minute, endCause: "callbackReplaced" });
  await callback("old", {
    ...wished,
    arrivedAt: yesterday,
    endedAt: yesterday + minute,
    endCause: "callbackCancelled",
  });
  await callback("call", { ...wished, channel: "call", answeredAt: morning + minute });
});
afterAll(() => database.close());

interface Past {
  channel?: string;
  administrationId: string;
  arrivedAt: number;
  answeredAt?: number;
  endedAt?: number;
  endCause?: string;
  failures?: number;
}

async function callback(id: string, past: Past): Promise<void> {
  const { channel = "callback", failures = 0, arrivedAt, answeredAt, endedAt } = past;
  const date = (at: number | undefined) => (at === undefined ? null : new Date(at));
  const steps = [
    { type: "callbackAsked", at: arrivedAt + minute },
    ...Array.from({ length: failures }, () => ({
      type: "callbackNotReached",
      at: arrivedAt + 2 * minute,
    })),
  ];
  await database.prisma.contact.create({
    data: {
      id,
      lineId: "115",
      channel,
      callerNumber: "+496571011501",
      administrationId: past.administrationId,
      arrivedAt: new Date(arrivedAt),
      answeredAt: date(answeredAt),
      endedAt: date(endedAt),
      endCause: past.endCause ?? null,
      decisions: {
        create: steps.map(({ type, at }, index) => {
          return { seq: 1, index, at: new Date(at), event: { type, contactId: id } };
        }),
      },
    },
  });
}

async function endedFor(principal: Principal): Promise<EndedCallbacks["callbacks"]> {
  const room = reportRoutes({
    database,
    clock: { now: () => morning + 60 * minute, after: () => () => {} },
    lines: () => [{ id: "115", name: "Behördennummer 115", administrationId: null }],
    startOfDay,
    dayOf: (at) => localDay(at).toString(),
    written: (number) => number.replace("+49", "0"),
  });
  const app = appWith({ principalOf: async () => principal, rooms: [room] });
  const reply = await app.request(`${base}/api/reports/callbacks`);
  return ((await reply.json()) as EndedCallbacks).callbacks;
}

it("tells of each callback that ended today how it ended, the last one first", async () => {
  const ended = await endedFor(person("Karin Beispiel", "supervisor"));
  expect(ended.map(({ id, outcome, failedAttempts }) => [id, outcome, failedAttempts])).toEqual([
    ["tried", "notReached", 3],
    ["struck", "cancelled", 0],
    ["himself", "gotThrough", 0],
    ["reached", "reached", 0],
  ]);
  expect(ended[0]).toMatchObject({
    lineName: "Behördennummer 115",
    number: "06571011501",
    wishedAt: new Date(yesterday + minute).toISOString(),
    endedAt: new Date(morning + 9 * minute).toISOString(),
  });
});

it("tells a supervisor of the callbacks of her own administration alone", async () => {
  const own = person("Petra Beispiel", "supervisor", "bernkastel-wittlich");
  expect((await endedFor(own)).map(({ id }) => id)).toEqual(["struck"]);
});
