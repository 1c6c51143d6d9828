import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
beforeAll(async () => {
  house = await buildSmallHouse();
});
afterAll(() => house.database.close());

describe("answer reports", () => {
  const report = {
    kind: "wrong",
    serviceSlug: "personalausweis",
    administrationId: "vulkaneifel",
    query: "Perso",
    lineId: "115",
  };

  test("reach the editors of that administration, and no others", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    expect((await house.send("/api/answer-reports", report)).status).toBe(201);
    const seen = async (administrationId: string | null) => {
      house.signIn([{ role: "editor", administrationId }]);
      return (await house.read("/api/answer-reports")).body.reports;
    };
    expect(await seen("vulkaneifel")).toMatchObject([
      {
        ...report,
        state: "open",
        serviceName: "Personalausweis",
        lineName: "Behördennummer 115",
        createdAt: "2026-11-23T09:00:00.000Z",
        resolvedAt: null,
      },
    ]);
    expect(await seen(null)).toHaveLength(1);
    expect(await seen("bernkastel-wittlich")).toEqual([]);
  });

  test("take words about what is wrong from who reported, and from nobody else", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    const { id } = (await house.send("/api/answer-reports", report)).body;
    const path = `/api/answer-reports/${id}/note`;
    const note = "Die Gebühr ist alt.";
    expect((await house.send(path, { note }, undefined, "PUT")).status).toBe(200);
    expect((await house.send(path, { note: "" }, undefined, "PUT")).status).toBe(422);
    expect(
      (await house.send("/api/answer-reports/x/note", { note }, undefined, "PUT")).status,
    ).toBe(404);
    house.signIn([{ role: "editor", administrationId: "vulkaneifel" }]);
    const { reports } = (await house.read("/api/answer-reports")).body;
    expect(reports.find((each: { id: string }) => each.id === id)).toMatchObject({ note });
  });

  test("may concern the answer of any district: the team answers for all of them", async () => {
    house.signIn([{ role: "agent", administrationId: "bernkastel-wittlich" }]);
    expect((await house.send("/api/answer-reports", report)).status).toBe(201);
  });

  test("are refused for what does not exist", async () => {
    house.signIn([{ role: "agent", administrationId: null }]);
    expect(
      (await house.send("/api/answer-reports", { ...report, serviceSlug: "einhorn" })).status,
    ).toBe(422);
    expect(
      (await house.send("/api/answer-reports", { ...report, administrationId: "koblenz" })).status,
    ).toBe(422);
    expect(
      (await house.send("/api/answer-reports", { ...report, query: "x".repeat(201) })).status,
    ).toBe(422);
  });
});
