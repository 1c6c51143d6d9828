import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/database/database.ts";
import { readTickets } from "../../src/tickets/store.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";

let database: Database;
let service: RunningService;
let anna: SignedInPerson;
let dora: SignedInPerson;

beforeAll(async () => {
  database = await testDatabase();
  // A Friday afternoon before a weekend without a holiday.
  const DEMO_CLOCK = "2026-11-20T16:30:00+01:00";
  service = await startTestService(database.url, { DEMO_CLOCK });
  anna = await signIn(service.address, "agentin.wil1");
  dora = await signIn(service.address, "agentin.dau1");
});

afterAll(async () => {
  await service.stop();
  await database.close();
});

const question = {
  contactId: null,
  concernId: null,
  serviceSlug: "wohngeld",
  administrationId: "bernkastel-wittlich",
  question: "Wann ist mit einem Bescheid zu rechnen?",
  replyChannel: "email",
  replyTo: "anrufer@example.org",
  consent: true,
};

describe("an enquiry forwarded in writing", () => {
  it("is due at the same time on the next service day, over the weekend", async () => {
    const { status, body } = await anna.request("POST", "/api/tickets", question);
    expect(status).toBe(201);
    expect(body.state).toBe("open");
    const local = new Intl.DateTimeFormat("de-DE", {
      timeZone: "Europe/Berlin",
      weekday: "long",
      hour: "2-digit",
    }).format(new Date(body.dueAt));
    // In demonstration mode the hours of 115 run around the clock, so the next day is Saturday.
    expect(local).toMatch(/^Samstag.*16/);
  });

  it("needs the caller's consent and a question, and says so in German", async () => {
    for (const wrong of [{ consent: false }, { question: "Wann?" }, { replyTo: "" }]) {
      const { status, body } = await anna.request("POST", "/api/tickets", {
        ...question,
        ...wrong,
      });
      expect(status).toBe(422);
      expect(body.error.message).toMatch(/^Die Angaben sind nicht gültig/);
    }
    const nowhere = { ...question, administrationId: "atlantis" };
    expect((await anna.request("POST", "/api/tickets", nowhere)).body.error.code).toBe(
      "unknown_administration",
    );
  });

  it("names a contact that its writer may see, or none", async () => {
    const call = { line: "zentrale-vulkaneifel", from: null, patienceSeconds: 600 };
    const { body: contact } = await dora.request("POST", "/api/simulator/calls", call);
    const about = (contactId: string) => ({ ...question, contactId });
    const nobody = await anna.request("POST", "/api/tickets", about(crypto.randomUUID()));
    expect(nobody).toMatchObject({ status: 404, body: { error: { code: "contact_not_found" } } });
    // Who waits is everybody's; whom another person has served is not.
    const waiting = await anna.request("POST", "/api/tickets", about(contact.id));
    expect(waiting).toMatchObject({ status: 201, body: { contactId: contact.id } });
    const desk = await dora.openDesk();
    await desk.send("presence.choose", { presence: "ready", reason: null });
    await desk.send("contact.pull", { contactId: contact.id });
    await desk.sees("the talk", ({ snapshot }) => snapshot?.desk?.state === "talking");
    desk.close();
    const foreign = await anna.request("POST", "/api/tickets", about(contact.id));
    expect(foreign).toMatchObject({ status: 403, body: { error: { code: "forbidden" } } });
    expect((await dora.request("POST", "/api/tickets", about(contact.id))).status).toBe(201);
  });

  it("is answered once, and only by its own administration", async () => {
    const { body: ticket } = await anna.request("POST", "/api/tickets", question);
    const path = `/api/tickets/${ticket.id}/answer`;
    const answer = { answer: "In etwa drei Wochen." };
    expect((await dora.request("POST", path, answer)).status).toBe(403);
    const [first, second] = await Promise.all([
      anna.request("POST", path, answer),
      anna.request("POST", path, answer),
    ]);
    expect([first.status, second.status].toSorted()).toEqual([200, 409]);
    const { body } = await anna.request("GET", "/api/tickets");
    const listed = body.tickets.find((each: { id: string }) => each.id === ticket.id);
    expect(listed).toMatchObject({ state: "answered", answer: "In etwa drei Wochen." });
    const { body: others } = await dora.request("GET", "/api/tickets");
    expect(others.tickets).toEqual([]);
  });

  it("is listed by urgency while open, and then by how lately it was answered", async () => {
    await using other = await testDatabase();
    const day = (number: number) => new Date(Date.UTC(2026, 10, number));
    const add = (id: string, due: number, answered: number | null) =>
      other.prisma.ticket.create({
        data: {
          ...question,
          id,
          state: answered === null ? "open" : "answered",
          createdAt: day(1),
          createdBy: "somebody",
          dueAt: day(due),
          answeredAt: answered === null ? null : day(answered),
        },
      });
    await add("answered-first", 2, 2);
    await add("answered-last", 3, 9);
    await add("open-later", 20, null);
    await add("open-urgent", 10, null);
    const listed = await readTickets(other, "all", 3);
    expect(listed.map(({ id }) => id)).toEqual(["open-urgent", "open-later", "answered-last"]);
  });
});
