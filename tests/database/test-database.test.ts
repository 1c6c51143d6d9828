import { expect, test } from "vitest";
import { testDatabase } from "../support/database.ts";

test("every test gets a database of its own", async () => {
  await using one = await testDatabase();
  await using two = await testDatabase();
  await one.prisma.district.create({
    data: { ags: "07231", name: "Bernkastel-Wittlich", shortName: "BKS", seat: "Wittlich" },
  });
  expect(await one.prisma.district.count()).toBe(1);
  expect(await two.prisma.district.count()).toBe(0);
});
