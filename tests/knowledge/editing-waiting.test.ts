import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agent, answerDesk, dau, hirePeople, wil } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

let house: SmallHouse;
let ids: Record<"ina" | "paul" | "wilma" | "anna", string>;
beforeEach(async () => {
  house = await buildSmallHouse();
  ids = await hirePeople(house, { ina: dau, paul: dau, wilma: wil, anna: agent });
});
afterEach(() => house.database.close());

describe("a version in review", () => {
  const waitingFor = async (who: keyof typeof ids, grants: typeof dau) => {
    house.signIn(grants, ids[who]);
    return (await house.read("/api/editing/reviews")).body.reviews;
  };
  const submit = async (section: string, content: { fee: string }) => {
    house.signIn(dau, ids.ina);
    const desk = answerDesk(house, "personalausweis", section);
    const saved = (await desk.save(await desk.begin(), content)).body;
    return (await desk.decide(saved, "submit", "Neue Satzung")).body;
  };

  test("waits for everybody who may release it, and for nobody who wrote in it", async () => {
    expect(await waitingFor("paul", dau)).toEqual([]);
    const version = await submit("vulkaneifel", { fee: "41,00 Euro" });
    expect(await waitingFor("paul", dau)).toEqual([
      {
        id: version.id,
        serviceSlug: "personalausweis",
        serviceName: "Personalausweis",
        administrationId: "vulkaneifel",
        revision: version.revision,
        releasedFrom: null,
        submittedBy: ids.ina,
        submittedAt: version.steps.at(-1).at,
        comment: "Neue Satzung",
      },
    ]);
    expect(await waitingFor("ina", dau)).toEqual([]);
    expect(await waitingFor("wilma", wil)).toEqual([]);
    house.signIn(agent, ids.anna);
    expect((await house.read("/api/editing/reviews")).body.reviews).toEqual([]);
    house.signIn(dau, ids.paul);
    await answerDesk(house, "personalausweis", "vulkaneifel").decide(version, "release");
    expect(await waitingFor("paul", dau)).toEqual([]);
  });

  test("of the shared answer waits for the other administrations", async () => {
    const { id } = await submit("shared", { fee: "41,00 Euro" });
    expect(await waitingFor("wilma", wil)).toMatchObject([{ id, administrationId: null }]);
    expect(await waitingFor("paul", dau)).toEqual([]);
    const isMine = async (who: keyof typeof ids, grants: typeof dau) => {
      house.signIn(grants, ids[who]);
      const { rows } = (await house.read("/api/editing/matrix")).body;
      return rows.find((row: any) => row.slug === "personalausweis").cells[0].mine;
    };
    expect(await isMine("wilma", wil)).toBe(true);
    expect(await isMine("paul", dau)).toBe(false);
    expect(await isMine("ina", dau)).toBe(true);
  });
});
