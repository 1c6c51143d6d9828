import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { forgetOldReports } from "../../src/knowledge/editing/correction-figures.ts";
import { beginAndEndAnswers } from "../../src/knowledge/editing/reminders.ts";
import { agent, answerDesk, dau, everywhere, hirePeople, wil } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
let ids: Record<"ina" | "paul" | "wilma" | "willi" | "anna", string>;
beforeEach(async () => {
  house = await buildSmallHouse();
  const [district, neighbour] = [dau, wil];
  ids = await hirePeople(house, {
    ina: district,
    paul: district,
    wilma: neighbour,
    willi: neighbour,
    anna: agent,
  });
});
afterEach(() => house.database.close());

const desk = (section: string) => answerDesk(house, "personalausweis", section);
const step = (id: string, what: string, body: object = {}, at?: string) =>
  house.send(`/api/answer-reports/${id}/${what}`, body, at);
async function reportAt(at: string, administrationId: string | null = "vulkaneifel") {
  house.signIn(agent, ids.anna);
  const reply = await house.send(
    "/api/answer-reports",
    {
      kind: "wrong",
      serviceSlug: "personalausweis",
      administrationId,
      query: "Perso",
      lineId: "115",
    },
    at,
  );
  return reply.body.id as string;
}
async function acceptAt(id: string, at: string) {
  house.signIn(dau, ids.ina);
  expect((await step(id, "accept", {}, at)).status).toBe(200);
}
/** A draft of Ina's of that time, in review. */
async function submittedAt(at: string, dates: { releasedFrom?: string } = {}) {
  house.signIn(dau, ids.ina);
  const draft = await desk("vulkaneifel").begin(null, at);
  const saved = await desk("vulkaneifel").save(draft, { fee: "41,00 Euro" }, dates, at);
  return (await desk("vulkaneifel").decide(saved.body, "submit", "", at)).body;
}
const release = (version: { id: string; edit: number }, at: string, settles?: string[]) => {
  house.signIn(dau, ids.paul);
  const body = { edit: version.edit, ...(settles && { settles }) };
  return house.send(`/api/editing/versions/${version.id}/release`, body, at);
};
const offered = async (version: { id: string }) => {
  house.signIn(dau, ids.paul);
  const { reports } = (await house.read(`/api/editing/versions/${version.id}`)).body;
  return Object.fromEntries(reports.map((each: any) => [each.id, each.settles]));
};
/** What became of every report, as who reported it sees it. */
const resolutions = async () => {
  house.signIn(agent, ids.anna);
  const { reports } = (await house.read("/api/answer-reports/own")).body;
  return Object.fromEntries(reports.map((each: any) => [each.id, each.resolution]));
};
const beginAt = (at: string) =>
  beginAndEndAnswers({
    ...house.editing,
    clock: { ...house.editing.clock, now: () => berlin(at) },
  });

describe("a release settles", () => {
  test("reports older than its draft, and those taken on for it, whoever releases", async () => {
    const untouched = await reportAt("2026-11-23T08:00");
    const during = await reportAt("2026-11-23T09:10");
    const taken = await reportAt("2026-11-23T09:15");
    house.signIn(dau, ids.ina);
    const draft = await desk("vulkaneifel").begin(null, "2026-11-23T09:00");
    await acceptAt(taken, "2026-11-23T09:20");
    const sent = await desk("vulkaneifel").decide(draft, "submit", "", "2026-11-23T09:30");
    const late = await reportAt("2026-11-23T09:25");
    await acceptAt(late, "2026-11-23T09:40");
    const proposed = { [untouched]: true, [during]: false, [taken]: true, [late]: false };
    expect(await offered(sent.body)).toEqual(proposed);
    expect((await release(sent.body, "2026-11-23T10:00")).status).toBe(200);
    expect(await resolutions()).toEqual({
      [untouched]: "corrected",
      [during]: null,
      [taken]: "corrected",
      [late]: null,
    });
  });

  test("what only who may release it is shown", async () => {
    const report = await reportAt("2026-11-23T08:00");
    const version = await submittedAt("2026-11-23T09:00");
    expect(await offered(version)).toEqual({ [report]: true });
    house.signIn(wil, ids.wilma);
    const { status, body } = await house.read(`/api/editing/versions/${version.id}`);
    expect([status, body.reports]).toEqual([200, []]);
  });

  test("what the releasing person says, and nothing of another answer", async () => {
    const [first, second] = [
      await reportAt("2026-11-23T08:00"),
      await reportAt("2026-11-23T08:01"),
    ];
    const foreign = await reportAt("2026-11-23T08:02", null);
    const version = await submittedAt("2026-11-23T09:00");
    expect(await offered(version)).toEqual({ [first]: true, [second]: true });
    await release(version, "2026-11-23T10:00", [second, foreign]);
    const all = { [first]: null, [second]: "corrected", [foreign]: null };
    expect(await resolutions()).toEqual(all);
  });

  test("of the shared answer what its writer took on in his district, not what others did", async () => {
    const [mine, other] = [await reportAt("2026-11-23T08:00"), await reportAt("2026-11-23T08:01")];
    await acceptAt(mine, "2026-11-23T08:05");
    house.signIn(dau, ids.paul);
    await step(other, "accept", {}, "2026-11-23T08:05");
    await desk("shared").publish(
      { grants: dau, id: ids.ina },
      { grants: wil, id: ids.wilma },
      { fee: "41,00 Euro" },
    );
    expect(await resolutions()).toEqual({ [mine]: "corrected", [other]: null });
  });
});

describe("a version released for later settles", () => {
  test("on its day and not before, also when the centre slept that day", async () => {
    const id = await reportAt("2026-11-23T08:00");
    const version = await submittedAt("2026-11-23T09:00", { releasedFrom: "2026-12-01" });
    await release(version, "2026-11-23T10:00");
    const late = await reportAt("2026-11-30T09:00");
    await acceptAt(late, "2026-11-30T09:05");
    house.signIn(dau, ids.ina);
    const { reports } = (await house.read("/api/answer-reports")).body;
    expect(reports).toMatchObject([
      { id, correctedFrom: "2026-12-01" },
      { id: late, correctedFrom: null },
    ]);
    await beginAt("2026-11-30T23:59");
    expect(await resolutions()).toEqual({ [id]: null, [late]: null });
    await beginAt("2026-12-03T00:01");
    expect(await resolutions()).toEqual({ [id]: "corrected", [late]: null });
  });

  test("nothing when it is withdrawn before, and nothing of what a later one leaves to it", async () => {
    const id = await reportAt("2026-11-23T08:00");
    const planned = await submittedAt("2026-11-23T09:00", { releasedFrom: "2026-12-01" });
    await release(planned, "2026-11-23T10:00");
    const quick = await submittedAt("2026-11-24T09:00");
    expect(await offered(quick)).toEqual({ [id]: false });
    await release(quick, "2026-11-24T10:00");
    expect(await resolutions()).toEqual({ [id]: null });
    const withdrawal = { revision: planned.revision, comment: "Doch nicht." };
    house.signIn(dau, ids.ina);
    const { path } = desk("vulkaneifel");
    expect((await house.send(`${path}/withdraw`, withdrawal, "2026-11-25T10:00")).status).toBe(200);
    await beginAt("2026-12-01T00:01");
    expect(await resolutions()).toEqual({ [id]: null });
  });

  test("nothing twice: what was opened again stays open", async () => {
    const id = await reportAt("2026-11-23T08:00");
    await release(await submittedAt("2026-11-23T09:00"), "2026-11-23T10:00");
    house.signIn(dau, ids.ina);
    await step(id, "reopen", {}, "2026-11-23T11:00");
    await beginAt("2026-11-24T00:01");
    expect(await resolutions()).toEqual({ [id]: null });
  });
});

test("an answer confirmed unchanged answers what its editor had taken on, and corrects nothing", async () => {
  const [mine, open] = [await reportAt("2026-11-23T08:00"), await reportAt("2026-11-23T08:01")];
  await acceptAt(mine, "2026-11-23T08:05");
  expect((await desk("vulkaneifel").confirm()).status).toBe(200);
  expect(await resolutions()).toEqual({ [mine]: "checked", [open]: null });
  house.signIn(everywhere, ids.ina);
  expect((await house.read("/api/editing/figures")).body.total).toMatchObject({ corrected: 0 });
});

describe("a report on words that a district inherits", () => {
  const inherited = () => reportAt("2026-11-23T08:00", "bernkastel-wittlich");
  const seenBy = async (grants: typeof dau, id: string) => {
    house.signIn(grants, id);
    return (await house.read("/api/answer-reports")).body.reports;
  };

  test("reaches all who can mend the shared answer, and tells whose callers it concerns", async () => {
    const id = await inherited();
    const task = { id, administrationId: null, reportedForId: "bernkastel-wittlich" };
    expect(await seenBy(wil, ids.wilma)).toMatchObject([{ ...task, mayWrite: true }]);
    expect(await seenBy(dau, ids.ina)).toMatchObject([{ ...task, mayWrite: true }]);
    await desk("shared").publish(
      { grants: dau, id: ids.ina },
      { grants: wil, id: ids.wilma },
      { fee: "41,00 Euro" },
    );
    expect(await resolutions()).toEqual({ [id]: "corrected" });
  });

  test("is handed on to its district and back, with history, by whoever has it", async () => {
    const id = await inherited();
    await acceptAt(id, "2026-11-23T08:05");
    house.signIn(dau, ids.ina);
    const there = await step(id, "hand-on", {}, "2026-11-23T08:10");
    expect(there.body).toMatchObject({
      administrationId: "bernkastel-wittlich",
      state: "open",
      handsOnTo: "shared",
      handOvers: [{ by: ids.ina, toId: "bernkastel-wittlich", at: "2026-11-23T07:10:00.000Z" }],
    });
    expect(await seenBy(dau, ids.ina)).toEqual([]);
    expect((await step(id, "hand-on")).status).toBe(403);
    house.signIn(wil, ids.wilma);
    const back = await step(id, "hand-on");
    expect(back.body).toMatchObject({ administrationId: null, handsOnTo: "bernkastel-wittlich" });
    expect(back.body.handOvers).toMatchObject([{ by: ids.ina }, { by: ids.wilma, toId: null }]);
  });

  test("may be settled by the district's own answer, when its writer took it on", async () => {
    const [taken, left] = [await inherited(), await inherited()];
    house.signIn(wil, ids.wilma);
    await step(taken, "accept", {}, "2026-11-23T08:05");
    await desk("bernkastel-wittlich").publish(
      { grants: wil, id: ids.wilma },
      { grants: wil, id: ids.willi },
      { fee: "41,00 Euro" },
    );
    expect(await resolutions()).toEqual({ [taken]: "corrected", [left]: null });
  });
});

test("who handed a report on is forgotten three months after it was settled", async () => {
  const id = await reportAt("2026-11-23T08:00");
  house.signIn(dau, ids.ina);
  await step(id, "hand-on");
  await step(id, "resolve", { resolution: "checked" }, "2026-11-23T10:00");
  const handOversAt = async (at: string) => {
    const clock = { ...house.editing.clock, now: () => berlin(at) };
    await forgetOldReports({ ...house.editing, clock });
    return house.database.prisma.answerReportHandOver.count();
  };
  expect(await handOversAt("2027-02-20T10:00")).toBe(1);
  expect(await handOversAt("2027-02-22T10:00")).toBe(0);
});

test("nobody else can be given a report of no district, or one that is done", async () => {
  const id = await reportAt("2026-11-23T08:00", null);
  house.signIn(dau, ids.ina);
  expect((await step(id, "hand-on")).body.error.code).toBe("nobody_else");
  await step(id, "resolve", { resolution: "checked" });
  expect((await step(id, "hand-on")).body.error.code).toBe("task_done");
});
