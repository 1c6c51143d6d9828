import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { placeRoleOn, type ResponsibilityService } from "../../src/knowledge/responsibility.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

const service = (responsibility: ResponsibilityService["responsibility"]) =>
  ({ slug: "x", name: "X", level: "gemeinde", question: null, responsibility }) as const;

describe("what the place must be", () => {
  it("is what all rules of the day say, and the caller's home where they differ", () => {
    expect(placeRoleOn(service([{ placeRole: "Sterbeort" }]), "2026-11-24")).toBe("Sterbeort");
    expect(placeRoleOn(service([]), "2026-11-24")).toBeNull();
    expect(placeRoleOn(service([{ placeRole: "Bauort" }, {}]), "2026-11-24")).toBeNull();
    const old = { placeRole: "Bauort", validUntil: "2025-12-31" };
    const now = { placeRole: "Sterbeort", validFrom: "2026-01-01" };
    expect(placeRoleOn(service([old, now]), "2026-11-24")).toBe("Sterbeort");
  });
});

describe("an answer whose place is not the caller's home", () => {
  let house: SmallHouse;
  beforeAll(async () => {
    house = await buildSmallHouse();
    await house.database.prisma.service.update({
      where: { slug: "personalausweis" },
      data: { responsibility: [{ placeRole: "Sterbeort" }] },
    });
    await house.knowledge.reload();
  }, 120_000);
  afterAll(() => house.database.close());

  it("says which place counts, before it is known and afterwards", async () => {
    for (const query of ["", "?place=07231075"]) {
      const { body } = await house.read(`/api/services/personalausweis${query}`);
      expect(body.placeRole).toBe("Sterbeort");
      expect((await house.read(`/api/services/kfz-zulassung${query}`)).body.placeRole).toBeNull();
    }
  });
});
