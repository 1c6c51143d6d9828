import { afterAll, beforeAll, expect, test } from "vitest";
import { raiseEdition } from "../../src/knowledge/store.ts";
import { openHsdsReader, type HsdsReader } from "./hsds-reader.ts";
import { hsdsMinimal } from "./hsds-standard.ts";

let reader: HsdsReader;
beforeAll(async () => {
  reader = await openHsdsReader("2026-11-23T10:00");
}, 120_000);
afterAll(() => reader.house.database.close());

const get: HsdsReader["get"] = (path, headers) => reader.get(path, headers);

test("says of each service when it changed, and gives those alone that did", async () => {
  const minimal = async () => {
    const { body } = await get("/api/hsds/services?minimal=true");
    expect(body).toMatchObject({ page_number: 1, total_pages: 1, last_page: true });
    const rows = body.contents.map((each: unknown) => hsdsMinimal.parse(each));
    return new Map<string, string>(
      rows.map((row: { id: string; modified_date: string }) => [row.id, row.modified_date]),
    );
  };
  const before = await minimal();
  expect(before.size).toBe((await get("/api/hsds/services?per_page=1")).body.total_items);
  expect(new Set(before.values())).toEqual(new Set(["2026-11-23T09:00:00.000Z"]));

  await reader.at("2026-11-23T11:30");
  await reader.house.database.prisma.$transaction(async (transaction) => {
    await transaction.service.update({
      where: { slug: "kfz-zulassung" },
      data: { synonyms: ["Wagen anmelden", "Kennzeichen"] },
    });
    await raiseEdition(transaction);
  });
  await reader.house.knowledge.reload();
  const after = await minimal();
  const changed = [...after].filter(([id, date]) => date !== before.get(id));
  expect(new Set(changed.map(([, date]) => date))).toEqual(new Set(["2026-11-23T10:30:00.000Z"]));
  const whole = (await get("/api/hsds/services?full=true&per_page=100&search=wagen+anmelden")).body;
  expect(whole.contents[0]).toMatchObject({
    alternate_name: "Wagen anmelden, Kennzeichen",
    last_modified: "2026-11-23T10:30:00.000Z",
  });
  for (const moment of [
    "2026-11-23T10:30:00Z",
    "2026-11-23T11:30:00+01:00",
    "2026-11-23T09:00:01Z",
  ]) {
    for (const query of [encodeURIComponent(moment), moment]) {
      const { contents } = (await get(`/api/hsds/services?per_page=100&modified_after=${query}`))
        .body;
      const ids = contents.map(({ id }: { id: string }) => id);
      expect(ids, moment).toEqual(changed.map(([id]) => id));
    }
  }
  const places = (await get("/api/hsds/service_at_locations?modified_after=2026-11-23T10:30:00Z"))
    .body;
  expect(places.total_items).toBeGreaterThan(0);
  const later = (await get("/api/hsds/services?minimal=true&modified_after=2026-11-24")).body;
  expect(later).toMatchObject({ empty: true, total_items: 0 });

  const refused = await get("/api/hsds/services?modified_after=gestern");
  expect(refused.status).toBe(422);
  expect(refused.body.error.message).toContain("2026-11-23T08:00:00Z");
});

test("keeps the dates over a restart, and forgets what is published no longer", async () => {
  const dates = async () => (await get("/api/hsds/services?minimal=true")).body.contents;
  const before = await dates();
  await reader.at("2026-11-23T12:00");
  reader.restart();
  expect(await dates()).toEqual(before);

  const { prisma } = reader.house.database;
  const hidden = await prisma.service.findUniqueOrThrow({
    where: { slug: "personalausweis" },
    include: { answers: true },
  });
  const { answers, responsibility, ...service } = hidden;
  await prisma.service.delete({ where: { slug: service.slug } });
  await prisma.$transaction(raiseEdition);
  await reader.house.knowledge.reload();
  const without = await dates();
  expect(without.length).toBeLessThan(before.length);
  await reader.at("2026-11-23T13:00");
  await prisma.service.create({ data: { ...service, responsibility: responsibility as [] } });
  await prisma.answer.createMany({ data: answers });
  await prisma.$transaction(raiseEdition);
  await reader.house.knowledge.reload();
  const again: { id: string; modified_date: string }[] = await dates();
  const kept = new Set(without.map(({ id }: { id: string }) => id));
  const back = again.filter(({ id }) => !kept.has(id));
  expect(again).toHaveLength(before.length);
  expect(new Set(back.map((each) => each.modified_date))).toEqual(
    new Set(["2026-11-23T12:00:00.000Z"]),
  );
});
