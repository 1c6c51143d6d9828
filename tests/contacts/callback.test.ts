import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ContactRecorder, type RecordedDecision } from "../../src/contacts/record.ts";
import { readContact } from "../../src/contacts/store.ts";
import { contactView } from "../../src/contacts/view.ts";
import { callbackDefaults } from "../../src/routing/callback-state.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "../support/live-center.ts";

const [asked, talked, promised] = [randomUUID(), randomUUID(), randomUUID()];
const number = "+496571011501";

/** One caller asks by key and is reached; another is promised a callback in conversation. */
async function play(database: Awaited<ReturnType<typeof testDatabase>>) {
  const center = await startCenter(database);
  const decisions: RecordedDecision[] = [];
  center.onEntry((entry) => decisions.push(entry));
  const callback = { ...callbackDefaults, byKey: true };
  const line = testLine({ callback, wrapUpSecondsMax: 0 });
  await submit(center, { type: "changeLines", lines: [line] });
  await submit(center, { type: "admitAgent", profile: testAgent("1") });
  await submit(center, arrival(asked));
  await submit(center, { type: "callerPressesKey", contactId: asked, key: "1" });
  await submit(center, { type: "callerHangsUp", contactId: asked, callId: `call-${asked}` });
  await submit(center, { type: "choosePresence", agentId: "1", presence: "ready", reason: null });
  await talk(center, "1");
  const { callId } = center.state.contacts[asked]!;
  await submit(center, { type: "callerAnswers", contactId: asked, callId: callId! });
  await submit(center, { type: "hangUp", agentId: "1", contactId: asked });
  await submit(center, arrival(talked));
  await talk(center, "1");
  await submit(center, {
    type: "promiseCallback",
    agentId: "1",
    contactId: talked,
    callbackId: promised,
    number: "02671 615",
    at: null,
    toHerself: false,
    note: "Unterlagen fehlen",
    about: { lineId: "115", administrationId: null, place: null },
  });
  await center.stop();
  return decisions;
}

const around = {
  names: {
    agent: (id: string) => `Agentin ${id}`,
    line: (id: string) => id,
    administration: String,
  },
  line: (id: string) => ({ id, name: id, number: id }),
  liveState: () => null,
};

describe("what remains of a callback (R11)", () => {
  it("is one contact with its channel, its life and the reasons, without number or note in it", async () => {
    await using database = await testDatabase();
    const decisions = await play(database);
    const recorder = new ContactRecorder(database, (error) => {
      throw error;
    });
    await recorder.start();
    for (const decision of decisions) recorder.take(decision);
    await recorder.caughtUp();

    const row = (await readContact(database, asked))!;
    const view = contactView(row, around);
    expect(view).toMatchObject({
      channel: "callback",
      callerNumber: number,
      endCause: "agentHungUp",
      agent: { id: "1" },
    });
    expect(view.answeredAt).not.toBeNull();
    const sentences = view.life.map(({ text }) => text);
    expect(sentences).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Rückruf unter der angezeigten Nummer gewünscht (Taste 1)"),
        "Der Rückruf ist an der Reihe und wartet auf das Team.",
        "Agentin 1 ist am Telefon; die Nummer wird gewählt.",
        "Im Gespräch mit Agentin 1.",
      ]),
    );
    expect(view.life.some(({ type, reasons }) => type === "offerMade" && reasons !== null)).toBe(
      true,
    );
    expect(JSON.stringify(row.decisions.map(({ event }) => event))).not.toContain(number);

    const kept = (await readContact(database, promised))!;
    expect(kept).toMatchObject({
      channel: "callback",
      callerNumber: "+492671615",
      note: "Unterlagen fehlen",
      answeredAt: null,
      endedAt: null,
    });
    expect(JSON.stringify(kept.decisions.map(({ event }) => event))).not.toMatch(
      /2671615|Unterlagen/,
    );
    expect((await readContact(database, talked))!.channel).toBe("call");
  });
});
