import { expect, it } from "vitest";
import { deskView, type ContactBackground } from "../../src/dashboard/desk-view.ts";
import type { Directory } from "../../src/directory/directory.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import { Centre, line } from "../routing/centre.ts";

const kind = "switchboard" as const;
const limits = { budgetShare: 0.5, healthyShareMin: 0.5, recoverShareMin: 0.8 };
const directory = {
  lines: () =>
    ["nord", "sued"].map((id) => ({ id, name: id, kind, administrationId: id, greeting: "" })),
  administration: (id: string) => ({ shortName: id === "nord" ? "Cochem-Zell" : "Vulkaneifel" }),
} as unknown as Directory;

/** Sued has one person at work, who serves both switchboards and has kept what was promised. */
function lender(): Centre {
  const centre = new Centre([
    line("nord", { kind, administrationId: "nord" }),
    { ...line("sued", { kind, administrationId: "sued" }), lending: limits },
  ]);
  centre.ready("sued1", { administrationId: "sued" });
  const contactId = centre.talk("sued1", "sued");
  centre.hangUp("sued1", contactId);
  centre.do({ type: "endWrapUp", agentId: "sued1" });
  return centre;
}

/** What the desk says; `life`: what is written down of the contact. */
function reasonOf(centre: Centre, life: readonly CenterEvent[] | null = null): string | null {
  const arrivedAt = new Date(0);
  const row = { arrivedAt, decisions: life?.map((event) => ({ event })), concerns: [] };
  const background = life && ({ row, earlier: [] } as unknown as ContactBackground);
  return deskView(centre.agent("sued1"), centre.state, directory, background).lending;
}

const sentence =
  "Aushilfe für die Zentrale Cochem-Zell: dort kann gerade niemand annehmen, " +
  "die eigene Zusage hält (100 %)";

it("says why a partner is asked for a foreign switchboard, to the end of the talk (R5)", () => {
  const centre = lender();
  expect(reasonOf(centre)).toBeNull();
  const contactId = centre.arrive("nord");
  const offerMade = { type: "offerMade" as const, offer: centre.offerTo("sued1") };
  expect(reasonOf(centre)).toBe(sentence);
  const life = [offerMade, ...centre.accept("sued1"), ...centre.answer(contactId)];
  expect(centre.agent("sued1").state).toBe("talking");
  expect(reasonOf(centre, life)).toBe(sentence);
  const ended = centre.hangUp("sued1", contactId);
  expect(reasonOf(centre, [...life, ...ended])).toBeNull();
});

it("says nothing of a call of one's own, nor of a foreign one that was pulled (R9)", () => {
  const centre = lender();
  const own = centre.arrive("sued");
  expect(centre.offered("sued1")).toBe(own);
  expect(reasonOf(centre)).toBeNull();
  centre.accept("sued1");
  centre.answer(own);
  centre.hangUp("sued1", own);
  const foreign = centre.arrive("nord");
  const pulled = centre.do({ type: "pull", agentId: "sued1", contactId: foreign });
  expect(centre.agent("sued1").contactId).toBe(foreign);
  expect(reasonOf(centre, pulled)).toBeNull();
});
