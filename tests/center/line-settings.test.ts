import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lineSettings } from "../../src/center/line-settings.ts";
import { closeLine } from "../../src/directory/change-line.ts";
import { createDirectory } from "../../src/directory/directory.ts";
import { isOpen } from "../../src/routing/calendar.ts";
import { createState } from "../../src/routing/center-state.ts";
import { advance } from "../../src/routing/decide.ts";
import { desiredCall } from "../../src/telephony/desired.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { person } from "../directory/small-lines.ts";
import { smallTree } from "../knowledge/small-tree.ts";
import { testDatabase } from "../support/database.ts";

const monday = Date.parse("2026-11-23T09:00:00Z");
const announcement = "Heute ist wegen eines Wasserschadens geschlossen.";
const lineId = "zentrale-vulkaneifel";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
  using tree = smallTree();
  tree.edit(
    "administrations/lines.yaml",
    'number: "9330"',
    'number: "9330"\n  nightTarget: "4711"',
  );
  await importKnowledgeBase(database.prisma, tree.root, { today: "2026-11-23", demo: false });
});
afterAll(() => database.close());

describe("a line that was closed by hand, as the core gets it", () => {
  test("is closed at once, passes nobody on, and says its own words to the next caller", async () => {
    const directory = createDirectory(database.prisma);
    await directory.reload();
    const state = createState();
    const tell = (at: number) =>
      advance(state, { type: "changeLines", lines: lineSettings(directory, at) }, at);
    const arrive = (contactId: string, at: number) => {
      const callId = `call-${contactId}`;
      const caller = { contactId, callId, lineId, callerNumber: null, origin: [] };
      advance(state, { type: "contactArrives", ...caller }, at);
      const contact = state.contacts[contactId];
      const words = state.lines[lineId]?.closedAnnouncement ?? "";
      return { contact, desired: desiredCall(contact, state.lines[lineId], words) };
    };
    tell(monday);
    const who = { id: "anna", displayName: "Anna", administrationId: "nord" };
    const profile = { ...who, extension: "1", lineIds: [lineId], skills: [] };
    advance(state, { type: "admitAgent", profile }, monday);
    const rests = { type: "choosePresence", presence: "break", reason: "Pause" } as const;
    advance(state, { ...rests, agentId: "anna" }, monday);
    expect(arrive("before", monday).contact?.state).toBe("waiting");

    const changer = { database: database.prisma, lineId, at: monday + 1_000 };
    await closeLine(
      { ...changer, principal: person("Karin Beispiel", "supervisor") },
      { announcement, from: null, until: null },
    );
    await directory.reload();
    tell(monday + 1_000);
    const { contact, desired } = arrive("next", monday + 2_000);
    // R2: not counted as offered, and not sent to the night target either.
    expect(contact).toMatchObject({ state: "turnedAway", offered: false });
    expect(desired).toEqual({ kind: "announce", name: "closed", text: announcement });
    expect(state.contacts["before"]?.state).toBe("waiting");

    const night = monday + 12 * 3_600_000;
    const tomorrow = monday + 86_400_000;
    tell(tomorrow);
    const line = state.lines[lineId];
    expect(line && isOpen(line, tomorrow)).toBe(true);
    expect(line).toMatchObject({ nightTarget: "4711" });
    expect(line?.closedAnnouncement).toContain("Montag bis Freitag");
    expect(line && isOpen(line, night)).toBe(false);
  });
});
