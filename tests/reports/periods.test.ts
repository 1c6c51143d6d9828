import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { localDay, startOfDay } from "../../src/directory/hours.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { reportRoutes } from "../../src/reports/api.ts";
import { person } from "../directory/small-lines.ts";
import { appWith, base } from "../http/sample-app.ts";
import { berlin } from "../knowledge/small-house.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  using tree = smallTree();
  await importKnowledgeBase(database.prisma, tree.root, { today: "2026-11-23", demo: false });
});
afterAll(() => database.close());

async function ask(path: string, agentId: string | null = null) {
  const room = reportRoutes({
    database,
    clock: { now: () => berlin("2026-11-23T12:00"), after: () => () => {} },
    lines: () => [{ id: "115", name: "Behördennummer 115", administrationId: null }],
    startOfDay,
    dayOf: (at) => localDay(at).toString(),
    written: (number) => number,
  });
  const principal = { ...person("Karin Beispiel", "supervisor"), agentId };
  const reply = await appWith({ principalOf: async () => principal, rooms: [room] }).request(
    `${base}${path}`,
  );
  const body: any = await reply.json();
  return { status: reply.status, code: body.error?.code, body };
}

/** Arrived, and talked with the agent "a1". */
async function talked(id: string, channel: "call" | "callback", arrived: string, at: string) {
  await database.prisma.contact.create({
    data: {
      id,
      lineId: "115",
      channel,
      arrivedAt: new Date(berlin(arrived)),
      answeredAt: new Date(berlin(at)),
      decisions: {
        create: {
          seq: 1,
          index: 0,
          at: new Date(berlin(at)),
          event: { type: "conversationStarted", agentId: "a1", contactId: id },
        },
      },
    },
  });
}

describe("the period of a report", () => {
  const lines = (from: string, to: string) => ask(`/api/reports/lines?from=${from}&to=${to}`);

  test("is at most 400 days, however often the clocks change in it", async () => {
    // With two autumns: 400 days and two hours more, less one in spring.
    expect(await lines("2025-10-20", "2026-11-23")).toMatchObject({ status: 200 });
    expect(await lines("2025-10-19", "2026-11-23")).toMatchObject({ status: 422 });
    // With two springs it is shorter than 400 times 24 hours by an hour.
    expect(await lines("2026-03-01", "2027-04-04")).toMatchObject({ status: 200 });
    expect(await lines("2026-03-01", "2027-04-05")).toMatchObject({ code: "invalid_period" });
  });

  test("begins in a year that calendars know", async () => {
    expect(await lines("0000-01-01", "0000-01-02")).toMatchObject({ status: 422 });
  });

  test("runs forward", async () => {
    expect(await lines("2026-11-23", "2026-11-22")).toMatchObject({
      status: 422,
      code: "invalid_period",
    });
    expect(await lines("2026-11-23", "2026-11-23")).toMatchObject({ status: 200 });
  });

  test("holds the whole of its last day, also where that has 25 hours", async () => {
    await talked("late", "call", "2026-10-25T23:58", "2026-10-25T23:59");
    const countOn = async (day: string) =>
      (await lines(day, day)).body.lines.map(({ answered }: { answered: number }) => answered);
    expect(await countOn("2026-10-25")).toEqual([1]);
    expect(await countOn("2026-10-26")).toEqual([0]);
  });
});

describe("a person's own figures", () => {
  const answeredOn = async (day: string, agentId = "a1") =>
    (await ask(`/api/reports/own?from=${day}&to=${day}`, agentId)).body.answered;

  test("count a callback on the day of the talk, however long ago it was promised", async () => {
    await talked("weekend", "callback", "2026-11-20T15:00", "2026-11-23T09:00");
    await talked("month", "callback", "2026-10-28T15:00", "2026-11-23T10:00");
    expect(await answeredOn("2026-11-23")).toBe(2);
    expect(await answeredOn("2026-11-20")).toBe(0);
  });

  test("count a call that was answered after midnight on the new day", async () => {
    await talked("midnight", "call", "2026-11-18T23:59", "2026-11-19T00:01");
    expect(await answeredOn("2026-11-19")).toBe(1);
    expect(await answeredOn("2026-11-18")).toBe(0);
    expect(await answeredOn("2026-11-19", "a2")).toBe(0);
  });
});
