import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PrismaClient } from "../../src/database/generated/client.ts";
import type { Grant } from "../../src/identity/permissions.ts";
import { readMatrix } from "../../src/knowledge/editing/matrix.ts";
import { waitingReviews } from "../../src/knowledge/editing/waiting-reviews.ts";
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

  test("asks for all its writers in one go, however many wait", async () => {
    const versions = [await submit("shared", { fee: "41,00 Euro" })];
    house.signIn(wil, ids.wilma);
    const other = answerDesk(house, "sperrmuell", "shared");
    versions.push((await other.decide(await other.begin(), "submit")).body);
    const asked: string[] = [];
    const counting = house.database.prisma.$extends({
      query: {
        user: {
          async $allOperations({ operation, args, query }) {
            asked.push(operation);
            return query(args);
          },
        },
      },
    });
    const editing = { ...house.editing, database: counting as unknown as PrismaClient };
    const both: Grant[] = ["cochem-zell", "vulkaneifel"].map((administrationId) => ({
      role: "editor",
      administrationId,
    }));
    const carla = { userId: "carla", name: "Carla", grants: both, agentId: null };
    const found = (await waitingReviews(editing, carla)).map(({ id }) => id);
    expect(found.toSorted()).toEqual(versions.map(({ id }) => id).toSorted());
    expect(asked).toEqual(["findMany"]);
    await readMatrix(editing, carla);
    expect(asked).toEqual(["findMany", "findMany"]);
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
