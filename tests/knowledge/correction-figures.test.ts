import { afterEach, beforeEach, expect, test } from "vitest";
import { forgetOldReports } from "../../src/knowledge/editing/correction-figures.ts";
import { agent, dau, everywhere, hirePeople, wil } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

const editors = ["ina", "paul", "lena", "mara", "nils"] as const;
let house: SmallHouse;
let ids: Record<(typeof editors)[number] | "wilma" | "anna", string>;
beforeEach(async () => {
  house = await buildSmallHouse();
  ids = await hirePeople(house, {
    ina: dau,
    paul: dau,
    lena: dau,
    mara: dau,
    nils: dau,
    wilma: wil,
    anna: agent,
  });
});
afterEach(() => house.database.close());

async function reportAt(at: string, administrationId: string | null = "vulkaneifel") {
  house.signIn(agent, ids.anna);
  const report = { kind: "wrong", serviceSlug: "personalausweis", query: "Perso", lineId: "115" };
  const reply = await house.send("/api/answer-reports", { ...report, administrationId }, at);
  expect(reply.status).toBe(201);
  return reply.body.id as string;
}

async function settle(
  id: string,
  who: (typeof editors)[number],
  at: string,
  resolution = "corrected",
) {
  house.signIn(dau, ids[who]);
  const { status } = await house.send(`/api/answer-reports/${id}/resolve`, { resolution }, at);
  expect(status).toBe(200);
}

async function figuresFor(grants: typeof dau, who: keyof typeof ids) {
  house.signIn(grants, ids[who]);
  return (await house.read("/api/editing/figures", "2026-11-24T09:00")).body;
}

/** Reports of nine o'clock, each settled so many minutes later by another editor. */
async function settleInTurn(minutes: readonly number[], people: number, where = "vulkaneifel") {
  for (const [index, minute] of minutes.entries()) {
    const at = `2026-11-23T${String(9 + Math.floor(minute / 60)).padStart(2, "0")}`;
    const id = await reportAt("2026-11-23T09:00", where === "shared" ? null : where);
    await settle(id, editors[index % people]!, `${at}:${String(minute % 60).padStart(2, "0")}`);
  }
}

test("the time to correction is the median by administration, of corrections alone", async () => {
  await settleInTurn([10, 20, 30, 300, 600], 5);
  await settle(await reportAt("2026-11-23T09:00"), "ina", "2026-11-23T09:01", "checked");
  await reportAt("2026-11-23T09:00");
  await settleInTurn([50], 1, "shared");
  const { administrations, total } = await figuresFor(everywhere, "ina");
  expect(total).toEqual({ open: 1, corrected: 6, medianMinutes: 40, withheld: null });
  expect(administrations).toContainEqual({
    administrationId: "vulkaneifel",
    name: "Vulkaneifel",
    open: 1,
    overdueReviews: 0,
    corrected: 5,
    medianMinutes: 30,
    withheld: null,
  });
});

test("the time of fewer than five people is told of no administration, only of the whole centre", async () => {
  await settleInTurn([10, 20, 30, 40, 50, 60], 4);
  const { administrations, total } = await figuresFor(everywhere, "ina");
  const withheld = "unter 5 Personen";
  expect(total).toEqual({ open: 0, corrected: 6, medianMinutes: 35, withheld: null });
  const own = (await figuresFor(dau, "ina")).total;
  expect(own).toEqual({ open: 0, corrected: 6, medianMinutes: null, withheld });
  expect(administrations).toContainEqual(
    expect.objectContaining({ corrected: 6, medianMinutes: null, withheld }),
  );
  // Nothing was corrected here: there is nothing to withhold.
  expect(administrations[0]).toMatchObject({ corrected: 0, medianMinutes: null, withheld: null });
});

test("the time is told where four settled what a fifth had taken on", async () => {
  const id = await reportAt("2026-11-23T09:00");
  house.signIn(dau, ids.nils);
  await house.send(`/api/answer-reports/${id}/accept`, {});
  await settle(id, "ina", "2026-11-23T09:40");
  await settleInTurn([10, 20, 30], 4);
  await settle(await reportAt("2026-11-23T09:00"), "mara", "2026-11-23T09:50");
  const { total } = await figuresFor(dau, "ina");
  expect(total).toEqual({ open: 0, corrected: 5, medianMinutes: 30, withheld: null });
});

test("an editor sees her own administration's figures and the shared ones", async () => {
  await settleInTurn([10], 1);
  await settleInTurn([50], 1, "shared");
  const { total, administrations } = await figuresFor(wil, "wilma");
  expect(total).toMatchObject({ open: 0, corrected: 1 });
  expect(administrations.map(({ name }: { name: string }) => name)).toEqual([
    "Gemeinsam",
    "Bernkastel-Wittlich",
  ]);
});

test("a report settled three months ago keeps its figure, but no word and no person", async () => {
  const id = await reportAt("2026-11-23T09:00");
  const note = { note: "Frau Muster sagt, sie zahle weniger." };
  await house.send(`/api/answer-reports/${id}/note`, note, undefined, "PUT");
  house.signIn(dau, ids.ina);
  await house.send(`/api/answer-reports/${id}/accept`, {});
  const done = { resolution: "corrected", reply: "Danke" };
  await house.send(`/api/answer-reports/${id}/resolve`, done, "2026-11-23T10:00");
  const row = () => house.database.prisma.answerReport.findUniqueOrThrow({ where: { id } });
  const forgetAt = (at: string) =>
    forgetOldReports({
      ...house.editing,
      clock: { ...house.editing.clock, now: () => berlin(at) },
    });
  await forgetAt("2027-02-20T10:00");
  expect(await row()).toMatchObject({ query: "Perso", reporterId: ids.anna, ...note });
  await forgetAt("2027-02-22T10:00");
  expect(await row()).toMatchObject({
    query: null,
    note: null,
    reply: null,
    reporterId: null,
    acceptedById: null,
    acceptedByName: null,
    resolvedByName: null,
    resolution: "corrected",
    serviceSlug: "personalausweis",
  });
});
