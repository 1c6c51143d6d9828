import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { remindOfReviews } from "../../src/knowledge/editing/reminders.ts";
import { untilWaiting } from "../support/lock-waiters.ts";
import { agent, answerDesk, dau, hirePeople, wil } from "./editing-desk.ts";
import { berlin, buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
let ids: Record<"ina" | "paul" | "wilma" | "anna", string>;
beforeEach(async () => {
  house = await buildSmallHouse();
  ids = await hirePeople(house, { ina: dau, paul: dau, wilma: wil, anna: agent });
});
afterEach(() => house.database.close());

const report = {
  kind: "wrong",
  serviceSlug: "personalausweis",
  administrationId: "vulkaneifel",
  query: "Perso",
  lineId: "115",
  placeAgs: "07233501",
};
async function reportAt(
  at: string,
  change: Partial<typeof report> | { administrationId: null } = {},
): Promise<string> {
  house.signIn(agent, ids.anna);
  const reply = await house.send("/api/answer-reports", { ...report, ...change }, at);
  expect(reply.status).toBe(201);
  return reply.body.id;
}
const step = (id: string, what: string, body: object = {}, at?: string) =>
  house.send(`/api/answer-reports/${id}/${what}`, body, at);
const own = async () => {
  house.signIn(agent, ids.anna);
  return (await house.read("/api/answer-reports/own")).body.reports;
};

describe("a report", () => {
  test("is a task with query, line, service and place, for its editors alone", async () => {
    const id = await reportAt("2026-11-23T09:00");
    house.signIn(dau, ids.ina);
    const { reports } = (await house.read("/api/answer-reports")).body;
    expect(reports).toMatchObject([
      {
        id,
        kind: "wrong",
        state: "open",
        serviceName: "Personalausweis",
        query: "Perso",
        lineName: "Behördennummer 115",
        placeName: "Daun",
        mayWrite: true,
      },
    ]);
    expect(JSON.stringify(reports)).not.toContain(ids.anna);
    house.signIn(wil, ids.wilma);
    expect((await house.read("/api/answer-reports")).body.reports).toEqual([]);
    expect((await step(id, "accept")).status).toBe(403);
    expect((await step(id, "resolve", { resolution: "checked" })).status).toBe(403);
    house.signIn(agent, ids.anna);
    expect((await step(id, "accept")).status).toBe(403);
  });

  test("is taken on by one person only", async () => {
    const id = await reportAt("2026-11-23T09:00");
    house.signIn(dau, ids.ina);
    expect((await step(id, "accept")).body).toMatchObject({
      state: "accepted",
      acceptedByMe: true,
    });
    house.signIn(dau, ids.paul);
    const late = await step(id, "accept");
    expect(late.body.error).toMatchObject({
      code: "task_accepted",
      message: expect.stringContaining(ids.ina),
    });
    expect((await step(id, "reopen")).body.state).toBe("open");
  });

  test("that two take on at the same moment is one person's", async () => {
    const id = await reportAt("2026-11-23T09:00");
    // Both have to wait for the row, so that neither is done before the other begins.
    const holder = await house.database.pool.connect();
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM answer_report WHERE id = $1 FOR UPDATE", [id]);
    house.signIn(dau, ids.ina);
    const first = step(id, "accept");
    house.signIn(dau, ids.paul);
    const second = step(id, "accept");
    await untilWaiting(house.database, 2);
    await holder.query("COMMIT");
    holder.release();
    const statuses = (await Promise.all([first, second])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([200, 409]);
  });

  test("answered by hand carries words to who reported it", async () => {
    const id = await reportAt("2026-11-23T09:00");
    house.signIn(dau, ids.ina);
    await step(id, "resolve", { resolution: "checked", reply: "Gebühr stimmt seit 1.11." });
    expect((await step(id, "resolve", { resolution: "checked" })).body.error.code).toBe(
      "task_done",
    );
    expect(await own()).toMatchObject([
      { state: "done", resolution: "checked", reply: "Gebühr stimmt seit 1.11." },
    ]);
  });
});

describe("five hundred reviews that are due", () => {
  beforeEach(async () => {
    await house.database.prisma.answerReport.createMany({
      data: Array.from({ length: 500 }, (_, index) => ({
        id: `review-${index}`,
        kind: "review",
        serviceSlug: "personalausweis",
        createdAt: new Date("2026-11-01T00:00:00Z"),
      })),
    });
  });

  test("hide no report that came later", async () => {
    const id = await reportAt("2026-11-23T09:00", { administrationId: null });
    house.signIn(dau, ids.ina);
    const { reports } = (await house.read("/api/answer-reports")).body;
    expect(reports).toHaveLength(500);
    expect(reports[0]).toMatchObject({ id, kind: "wrong" });
  });

  test("are all counted in the matrix, with who has taken one on", async () => {
    const id = await reportAt("2026-11-23T09:00", { administrationId: null });
    const cellFor = async (who: keyof typeof ids) => {
      house.signIn(dau, ids[who]);
      const { rows } = (await house.read("/api/editing/matrix")).body;
      return rows.find((row: any) => row.slug === "personalausweis").cells[0];
    };
    expect(await cellFor("ina")).toMatchObject({ tasks: 501, mine: false });
    await step(id, "accept");
    expect(await cellFor("ina")).toMatchObject({ tasks: 501, mine: true });
    expect(await cellFor("paul")).toMatchObject({ tasks: 501, mine: false });
  });
});

describe("reviews that are due", () => {
  const remindAt = (at: string) => {
    const clock = { ...house.editing.clock, now: () => berlin(at) };
    return remindOfReviews({ ...house.editing, clock });
  };

  test("become tasks once, and go when the answer has been checked", async () => {
    expect(await remindAt("2026-11-23T06:00")).toBe(0);
    // Vulkaneifel's was checked on 1 October, for six months.
    expect(await remindAt("2027-03-25T06:00")).toBe(1);
    expect(await remindAt("2027-03-25T07:00")).toBe(0);
    house.signIn(dau, ids.ina);
    const at = "2027-03-26T10:00";
    const { reports } = (await house.read("/api/answer-reports", at)).body;
    expect(reports).toMatchObject([{ kind: "review", serviceSlug: "personalausweis" }]);
    const desk = answerDesk(house, "personalausweis", "vulkaneifel");
    expect((await desk.confirm(at)).status).toBe(200);
    expect((await house.read("/api/answer-reports", at)).body.reports).toEqual([]);
  });

  test("come by turns where many were checked on one day, the last in good time", async () => {
    const [service, answer] = [
      house.knowledge.service("personalausweis")!,
      house.knowledge.answers("personalausweis").find((each) => each.administrationId === null)!,
    ];
    // Checked on 1 November, for six months.
    const services = Array.from({ length: 240 }, (_, n) => ({ ...service, slug: `service-${n}` }));
    const knowledge = {
      ...house.knowledge,
      services: () => services,
      answers: (serviceSlug: string) => [{ ...answer, serviceSlug }],
    };
    const newOn = async (at: string) => {
      const clock = { ...house.editing.clock, now: () => berlin(at) };
      return remindOfReviews({ ...house.editing, knowledge, clock });
    };
    expect(await newOn("2027-03-24T06:00")).toBe(0);
    const counts: number[] = [];
    for (let day = 25; day <= 31; day += 1) counts.push(await newOn(`2027-03-${day}T06:00`));
    for (let day = 1; day <= 17; day += 1) {
      counts.push(await newOn(`2027-04-${String(day).padStart(2, "0")}T06:00`));
    }
    expect(counts.reduce((sum, count) => sum + count)).toBe(240);
    expect(Math.max(...counts)).toBeLessThan(30);
  });

  test("show in the matrix as expiring, then as overdue", async () => {
    house.signIn(dau, ids.ina);
    const stateAt = async (at: string) => {
      const { rows, sections } = (await house.read("/api/editing/matrix", at)).body;
      const column = sections.findIndex((each: any) => each.section === "vulkaneifel");
      return rows.find((row: any) => row.slug === "personalausweis").cells[column];
    };
    expect(await stateAt("2026-11-23T10:00")).toMatchObject({ states: ["valid"] });
    expect(await stateAt("2027-03-20T10:00")).toMatchObject({
      states: ["expiring"],
      due: "2027-04-01",
    });
    expect(await stateAt("2027-04-02T10:00")).toMatchObject({ states: ["overdue"] });
  });
});

test("the matrix tells every answer's state, what is worked on and by whom", async () => {
  house.signIn(dau, ids.ina);
  const draft = await answerDesk(house, "kfz-zulassung", "vulkaneifel").begin();
  await answerDesk(house, "kfz-zulassung", "vulkaneifel").save(draft, { spoken: "Bald." });
  await reportAt("2026-11-23T09:00");
  const cellsFor = async (who: keyof typeof ids, grants: typeof dau) => {
    house.signIn(grants, ids[who]);
    const { rows, sections } = (await house.read("/api/editing/matrix")).body;
    expect(sections.map((each: any) => [each.section, each.mayWrite])).toEqual([
      ["shared", true],
      ["bernkastel-wittlich", grants === wil],
      ["vulkaneifel", grants === dau],
    ]);
    return Object.fromEntries(
      rows.map((row: any) => [
        row.slug,
        row.cells.map((cell: any) => [cell.states.join("+"), cell.tasks, cell.mine].join(" ")),
      ]),
    );
  };
  expect(await cellsFor("ina", dau)).toEqual({
    "kfz-zulassung": ["missing 0 false", "missing 0 false", "missing+draft 0 true"],
    personalausweis: ["valid 0 false", "inherited 0 false", "valid 1 false"],
    sperrmuell: ["valid 0 false", "inherited 0 false", "inherited 0 false"],
  });
  expect((await cellsFor("wilma", wil))["kfz-zulassung"]?.[2]).toBe("missing+draft 0 false");
});
