import { describe, expect, it } from "vitest";
import { ContactRecorder, type RecordedDecision } from "../../src/contacts/record.ts";
import { projectedSeq, readContact, writeRecord } from "../../src/contacts/store.ts";
import { testDatabase } from "../support/database.ts";
import { arrival, startCenter, submit, talk, testAgent, testLine } from "../support/live-center.ts";

const contactId = "5f0c5a52-3f0e-4c83-9d5c-0f0c5a523f0e";

async function playContact(database: Awaited<ReturnType<typeof testDatabase>>) {
  const center = await startCenter(database);
  const decisions: RecordedDecision[] = [];
  center.onEntry((entry) => decisions.push(entry));
  await submit(center, { type: "changeLines", lines: [testLine()] });
  await submit(center, { type: "admitAgent", profile: testAgent("1") });
  await submit(center, { type: "choosePresence", agentId: "1", presence: "ready", reason: null });
  await submit(center, arrival(contactId));
  await talk(center, "1");
  const place = { ags: "07231070", name: "Kröv" };
  const administrationId = "bernkastel-wittlich";
  await submit(center, { type: "confirmPlace", agentId: "1", contactId, administrationId, place });
  await submit(center, { type: "callerHangsUp", contactId });
  await center.stop();
  return decisions;
}

const failing = (error: unknown) => {
  throw error;
};

describe("what remains of a contact", () => {
  it("tells line, place, who answered, when and how it ended, and every step of its life", async () => {
    await using database = await testDatabase();
    const decisions = await playContact(database);
    const recorder = new ContactRecorder(database, failing);
    await recorder.start();
    for (const decision of decisions) recorder.take(decision);
    await recorder.caughtUp();

    const row = await readContact(database, contactId);
    expect(row).toMatchObject({
      lineId: "115",
      callerNumber: "+496571011501",
      agentId: "1",
      placeAgs: "07231070",
      placeName: "Kröv",
      placeConfirmed: true,
      administrationId: "bernkastel-wittlich",
      endCause: "callerHungUp",
      offered: true,
    });
    expect(row?.answeredAt).not.toBeNull();
    expect(row?.endedAt).not.toBeNull();
    const steps = row?.decisions.map(({ event }) => (event as { type: string }).type);
    expect(steps?.[0]).toBe("contactArrived");
    expect(steps).toContain("offerMade");
    expect(steps).toContain("conversationStarted");
    expect(steps).toContain("contactEnded");
  });

  it("keeps the caller's number out of the told life", async () => {
    await using database = await testDatabase();
    const decisions = await playContact(database);
    const recorder = new ContactRecorder(database, failing);
    await recorder.start();
    for (const decision of decisions) recorder.take(decision);
    await recorder.caughtUp();
    const { rows } = await database.pool.query("SELECT event FROM decision");
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain("011501");
  });

  it("changes nothing when decisions are told again, as after a crash", async () => {
    await using database = await testDatabase();
    const decisions = await playContact(database);
    const halfway = new ContactRecorder(database, failing);
    await halfway.start();
    for (const decision of decisions.slice(0, 5)) halfway.take(decision);
    await halfway.caughtUp();
    const seq = await projectedSeq(database);
    expect(seq).toBe(decisions[4]?.seq);

    // The record of how far it came is lost with the crash, the rows are not.
    await database.prisma.setting.deleteMany();
    const again = new ContactRecorder(database, failing);
    expect(await again.start()).toBe(0);
    for (const decision of decisions) again.take(decision);
    await again.caughtUp();
    const row = await readContact(database, contactId);
    const numbers = row?.decisions.map(({ seq: number, index }) => `${number}.${index}`) ?? [];
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(row?.endCause).toBe("callerHungUp");
  });

  it("takes up again by itself where a failed write stopped it", async () => {
    await using database = await testDatabase();
    const decisions = await playContact(database);
    await database.pool.query("ALTER TABLE decision RENAME TO decision_away");
    let failed: () => void = () => {};
    const failure = new Promise<void>((resolve) => (failed = resolve));
    const recorder = new ContactRecorder(database, () => failed());
    await recorder.start();
    for (const decision of decisions) recorder.take(decision);
    await failure;
    await database.pool.query("ALTER TABLE decision_away RENAME TO decision");
    await recorder.caughtUp();
    expect((await readContact(database, contactId))?.endCause).toBe("callerHungUp");
  });

  it("lets who reads a contact wait for what was decided before, not for what comes after", async () => {
    await using database = await testDatabase();
    const decisions = await playContact(database);
    let seq = decisions.at(-1)?.seq ?? 0;
    let busy = true;
    // While one portion is written the next decision comes, as in a busy centre: never at rest.
    const recorder: ContactRecorder = new ContactRecorder(database, failing, () => {
      queueMicrotask(() => {
        if (busy) recorder.take({ seq: (seq += 1), at: Date.now(), events: [] });
      });
      return true;
    });
    await recorder.start();
    for (const decision of decisions) recorder.take(decision);
    await recorder.caughtUp();
    expect((await readContact(database, contactId))?.endCause).toBe("callerHungUp");
    busy = false;
    await recorder.stop();
  });

  it("refuses a concern that belongs to another contact, and leaves both as they were", async () => {
    await using database = await testDatabase();
    const arrivedAt = new Date();
    const contact = (id: string) => ({ id, lineId: "115", channel: "call", arrivedAt });
    await database.prisma.contact.createMany({ data: [contact("one"), contact("other")] });
    const concern = {
      id: "0b8e9a44-6f0e-4c83-9d5c-0f0c5a523f0e",
      serviceSlug: null,
      title: "Zulassungsstelle",
      placeAgs: null,
      outcome: null,
    };
    const writing = { notedBy: "1", at: arrivedAt };
    await writeRecord(database, "one", { concerns: [concern], note: "" }, writing);
    const taken = { concerns: [{ ...concern, title: "Übernommen" }], note: "neu" };
    await expect(writeRecord(database, "other", taken, writing)).rejects.toMatchObject({
      code: "foreign_concern",
      status: 409,
    });
    expect(await readContact(database, "other")).toMatchObject({ concerns: [], note: "" });
    expect((await readContact(database, "one"))?.concerns).toMatchObject([
      { title: "Zulassungsstelle" },
    ]);
  });

  it("refuses a writing over another's and tells what stands there", async () => {
    await using database = await testDatabase();
    const at = new Date();
    const data = { id: "one", lineId: "115", channel: "call", arrivedAt: at };
    await database.prisma.contact.create({ data });
    const write = (note: string, basedOn?: number) =>
      writeRecord(database, "one", { concerns: [], note }, { notedBy: "1", at, basedOn });
    expect(await write("aus dem einen Fenster", 0)).toBe(1);
    await expect(write("aus dem anderen", 0)).rejects.toMatchObject({
      code: "record_changed",
      status: 409,
      details: { concerns: [], note: "aus dem einen Fenster", version: 1 },
    });
    // Its answer was lost: the same writing comes again.
    expect(await write("aus dem einen Fenster", 0)).toBe(1);
    expect(await write("aus beiden", 1)).toBe(2);
    expect(await write("ohne Rücksicht")).toBe(3);
  });
});
