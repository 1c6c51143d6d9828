import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Clock } from "../../src/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { areaCodeOf, forgetCallers } from "../../src/jobs/forget-callers.ts";
import { readPlaceFiles } from "../../src/places/import.ts";
import { loadPlaces } from "../../src/places/places.ts";
import { writePlaces } from "../../src/places/store.ts";
import { testDatabase } from "../support/database.ts";

const now = Date.UTC(2026, 10, 24, 9);
const clock: Clock = { now: () => now, after: () => () => {} };
const hour = 3_600_000;
const day = 24 * hour;
const knowledgeBase = join(import.meta.dirname, "..", "..", "knowledge-base");

async function addContact(
  database: Database,
  changes: { callerNumber?: string | null; endedAt?: Date | null; note?: string },
): Promise<string> {
  const id = randomUUID();
  const arrivedAt = new Date(now - 60 * day);
  await database.prisma.contact.create({
    data: { id, lineId: "115", channel: "call", arrivedAt, ...changes },
  });
  return id;
}

async function forget(database: Database) {
  await writePlaces(database.prisma, await readPlaceFiles(join(knowledgeBase, "places")));
  const places = await loadPlaces(database.prisma);
  await forgetCallers(database, places, clock).run();
  return places;
}

describe("callers are forgotten on schedule", () => {
  it("a number is cut to the area code a day after the contact, not before", async () => {
    await using database = await testDatabase();
    const old = { callerNumber: "+496571011501", endedAt: new Date(now - 25 * hour) };
    const settled = await addContact(database, old);
    const mobile = await addContact(database, { ...old, callerNumber: "+4917139200" });
    const fresh = await addContact(database, { ...old, endedAt: new Date(now - 23 * hour) });
    const living = await addContact(database, { ...old, endedAt: null });
    await forget(database);
    const numberOf = async (id: string) =>
      (await database.prisma.contact.findUniqueOrThrow({ where: { id } })).callerNumber;
    expect(await numberOf(settled)).toBe("06571");
    expect(await numberOf(mobile)).toBeNull();
    expect(await numberOf(fresh)).toBe(old.callerNumber);
    expect(await numberOf(living)).toBe(old.callerNumber);
  });

  it("a number stays while an enquiry of its contact is open", async () => {
    await using database = await testDatabase();
    const endedAt = new Date(now - 3 * day);
    const id = await addContact(database, { callerNumber: "+496571011501", endedAt });
    const ticket = await database.prisma.ticket.create({
      data: {
        id: randomUUID(),
        contactId: id,
        administrationId: "vulkaneifel",
        question: "Wann wird geantwortet?",
        replyChannel: "phone",
        replyTo: "06571 011501",
        consent: true,
        state: "open",
        createdAt: endedAt,
        createdBy: "somebody",
        dueAt: endedAt,
      },
    });
    const places = await forget(database);
    const read = () => database.prisma.contact.findUniqueOrThrow({ where: { id } });
    expect((await read()).callerNumber).toBe("+496571011501");
    await database.prisma.ticket.update({
      where: { id: ticket.id },
      data: { state: "answered", answeredAt: new Date(now) },
    });
    await forgetCallers(database, places, clock).run();
    expect((await read()).callerNumber).toBe("06571");
  });

  it("free text goes after thirty days", async () => {
    await using database = await testDatabase();
    const note = "ruft morgen wieder an";
    const old = await addContact(database, { note, endedAt: new Date(now - 31 * day) });
    const fresh = await addContact(database, { note, endedAt: new Date(now - 29 * day) });
    await forget(database);
    const noteOf = async (id: string) =>
      (await database.prisma.contact.findUniqueOrThrow({ where: { id } })).note;
    expect(await noteOf(old)).toBe("");
    expect(await noteOf(fresh)).toBe(note);
  });

  it("what callers wanted in words of their own goes with it, what was asked for stays", async () => {
    await using database = await testDatabase();
    const old = await addContact(database, { endedAt: new Date(now - 31 * day) });
    const fresh = await addContact(database, { endedAt: new Date(now - 29 * day) });
    const concern = (contactId: string, serviceSlug: string | null, title: string) => {
      const position = serviceSlug === null ? 1 : 0;
      const notedAt = new Date(now);
      return { id: randomUUID(), contactId, serviceSlug, title, notedBy: "1", notedAt, position };
    };
    await database.prisma.concern.createMany({
      data: [old, fresh].flatMap((contactId) => [
        concern(contactId, "wohngeld", "Wohngeld"),
        concern(contactId, null, "Frau Muster wegen Bescheid"),
      ]),
    });
    await forget(database);
    const titlesOf = async (contactId: string) => {
      const rows = await database.prisma.concern.findMany({
        where: { contactId },
        orderBy: { position: "asc" },
      });
      return rows.map(({ title }) => title);
    };
    expect(await titlesOf(old)).toEqual(["Wohngeld", "Freitext gelöscht"]);
    expect(await titlesOf(fresh)).toEqual(["Wohngeld", "Frau Muster wegen Bescheid"]);
  });

  it("an answered enquiry loses question, answer and address after thirty days", async () => {
    await using database = await testDatabase();
    const add = async (state: string, answeredAt: Date | null) => {
      const id = randomUUID();
      await database.prisma.ticket.create({
        data: {
          id,
          administrationId: "vulkaneifel",
          question: "Wann wird geantwortet?",
          replyChannel: "email",
          replyTo: "anrufer@example.org",
          consent: true,
          state,
          createdAt: new Date(now - 60 * day),
          createdBy: "somebody",
          dueAt: new Date(now - 59 * day),
          answeredAt,
          answer: answeredAt && "In drei Wochen.",
        },
      });
      return id;
    };
    const old = await add("answered", new Date(now - 31 * day));
    const fresh = await add("answered", new Date(now - 29 * day));
    const open = await add("open", null);
    await forget(database);
    const textOf = async (id: string) => {
      const row = await database.prisma.ticket.findUniqueOrThrow({ where: { id } });
      return [row.question, row.replyTo, row.answer];
    };
    expect(await textOf(old)).toEqual(["", "", null]);
    const written = ["Wann wird geantwortet?", "anrufer@example.org"];
    expect(await textOf(fresh)).toEqual([...written, "In drei Wochen."]);
    expect(await textOf(open)).toEqual([...written, null]);
  });

  it("what was typed before an answer was reported goes after thirty days, the report stays", async () => {
    await using database = await testDatabase();
    const add = (id: string, days: number) =>
      database.prisma.answerReport.create({
        data: {
          id,
          serviceSlug: "wohngeld",
          kind: "wrong",
          query: "Frau Muster Wohngeld",
          createdAt: new Date(now - days * day),
        },
      });
    await add("old", 31);
    await add("fresh", 29);
    await forget(database);
    const queryOf = async (id: string) =>
      (await database.prisma.answerReport.findUniqueOrThrow({ where: { id } })).query;
    expect(await queryOf("old")).toBeNull();
    expect(await queryOf("fresh")).toBe("Frau Muster Wohngeld");
  });

  it("what is left of a number says where it came from and no more", () => {
    const known = { guessOrigin: () => [{ districtAgs: "07231" }] as never };
    const unknown = { guessOrigin: () => [] };
    expect(areaCodeOf("+496571011501", known)).toBe("06571");
    expect(areaCodeOf("nonsense", known)).toBeNull();
    expect(areaCodeOf("+352621000000", unknown)).toBeNull();
  });
});
