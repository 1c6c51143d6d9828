import { describe, expect, test } from "vitest";
import { contactOf, type CenterEvent } from "../../src/routing/events.ts";
import { explain, type Names } from "../../src/routing/explain.ts";
import { Centre, line } from "./centre.ts";

const people: Record<string, string> = { jana: "Jana Beispiel", tom: "Tom Muster" };
const names: Names = {
  agent: (id) => people[id] ?? id,
  line: (id) => `Anschluss ${id}`,
  administration: (id) => (id === "nord" ? "Kreis Nord" : "Kreis Süd"),
};

describe("R13 reasons", () => {
  test("an offer says why this person, how long the caller waited, who came second, who was busy", () => {
    const centre = new Centre();
    for (const id of ["talks", "talks too"]) {
      centre.ready(id);
      centre.talk(id);
    }
    centre.admit("pauses");
    centre.choose("pauses", "break");
    centre.admit("signed off");
    const contactId = centre.arrive("115", "nord");
    centre.wait(12);
    centre.admit("tom", { administrationId: "sued" });
    centre.ready("jana", { administrationId: "nord" });
    expect(explain({ type: "offerMade", offer: centre.offerTo("jana") }, names)).toBe(
      "Angeboten an Jana Beispiel, weil sonst niemand bereit war, der diesen Anruf übernehmen darf; " +
        "die Person wurde gerade frei; wartete 12 s von 30 s Ziel; " +
        "nicht gefragt: 2 im Gespräch, 1 in Pause.",
    );
    centre.choose("jana", "break");
    centre.ready("tom", { administrationId: "sued" });
    expect(centre.offered("tom")).toBe(contactId);
  });

  test("those who came second are named with what they came second by, the rest is counted", () => {
    const centre = new Centre();
    for (let i = 0; i < 7; i++) centre.ready(`agent${i}`, { administrationId: "nord" });
    centre.ready("tom", { administrationId: "sued" });
    centre.arrive("115", "nord");
    const offer = centre.offerTo("agent0");
    expect(offer.reasons.passedOver).toHaveLength(5);
    expect(offer.reasons).toMatchObject({
      rule: "longestIdle",
      trigger: "arrival",
      notAsked: { ready: 2 },
    });
    expect(explain({ type: "offerMade", offer }, names)).toMatch(
      /danach kämen agent1 \(kürzer frei\), .*agent5 \(kürzer frei\), 2 weitere\.$/,
    );
  });

  test("a recall says so, and that the place is kept", () => {
    const centre = new Centre();
    centre.ready("jana");
    const contactId = centre.talk("jana");
    centre.wait(100);
    centre.transfer("jana", contactId);
    const events = centre.fail(contactId, "busy");
    expect(events.map((event) => explain(event, names))).toEqual([
      "Zulassungsstelle (400) war besetzt.",
      expect.stringMatching(
        /^Wiederanlauf nach der Vermittlung; wartet am alten Platz\. Zuerst für Jana Beispiel vorgesehen, bis 08:\d\d:\d\d Uhr\.$/,
      ),
      "Die Nachbearbeitung von Jana Beispiel endet, weil der Anruf zurückkommt.",
      "Angeboten an Jana Beispiel, weil der Anruf zuerst zu der Person zurückkommt, " +
        "die ihn vermittelt oder geparkt hat; der Anruf wurde gerade wieder frei; behält den Platz von vor 100 s.",
    ]);
  });

  test("the life of a contact reads from arrival to end", () => {
    const centre = new Centre([
      line("115"),
      line("zentrale", { kind: "switchboard", administrationId: "nord" }),
    ]);
    centre.ready("jana");
    const life: CenterEvent[] = [];
    const record = (events: CenterEvent[]) => life.push(...events);
    const ids = { contactId: "c1", callId: "k", lineId: "115", callerNumber: null };
    const hint = { administrationId: "nord", placeName: "Daun", probability: 0.6 };
    const origin = [{ ...hint, reason: "Vorwahl 06592 (Daun)" }];
    record(centre.do({ type: "contactArrives", ...ids, origin }));
    record(centre.accept("jana"));
    record(centre.answer("c1"));
    const place = { ags: "07231070", name: "Kröv" };
    const confirmed = { contactId: "c1", administrationId: "sued", place };
    record(centre.do({ type: "confirmPlace", agentId: "jana", ...confirmed }));
    record(centre.transfer("jana", "c1"));
    record(centre.answer("c1"));
    record(centre.do({ type: "partyHangsUp", contactId: "c1", partyId: "x2", lost: false }));
    expect(life.map((event) => explain(event, names))).toEqual([
      "Anruf auf Anschluss 115; vermutlich aus Kreis Nord nach Vorwahl 06592 (Daun) (Hinweis, kein Nachweis).",
      "Wartet auf das Team.",
      expect.stringMatching(/^Angeboten an Jana Beispiel, .*; sofort beim Eintreffen; .*\.$/),
      "Jana Beispiel hat angenommen.",
      "Das Telefon von Jana Beispiel klingelt (1-jana).",
      "Im Gespräch mit Jana Beispiel.",
      "Jana Beispiel hat den Ort Kröv bestätigt (Kreis Süd).",
      "Jana Beispiel vermittelt an Zulassungsstelle (400).",
      expect.stringMatching(/^Jana Beispiel ist in der Nachbearbeitung, längstens bis .* Uhr\.$/),
      "Verbunden mit Zulassungsstelle (400).",
      "Das vermittelte Gespräch wurde am Ziel beendet.",
    ]);
    expect(life.every((event) => contactOf(event) === "c1")).toBe(true);
  });

  test("a switchboard's district is stated, an unknown origin too, outside the hours as well", () => {
    const switchboard = line("zentrale", {
      kind: "switchboard",
      administrationId: "nord",
      open: [],
    });
    const centre = new Centre([line("115"), switchboard]);
    const arrive = (lineId: string) => {
      const ids = { contactId: lineId, callId: lineId, lineId, callerNumber: null, origin: [] };
      return centre.do({ type: "contactArrives", ...ids }).map((event) => explain(event, names));
    };
    expect(arrive("115")[0]).toBe("Anruf auf Anschluss 115; Herkunft unbekannt.");
    expect(arrive("zentrale")).toEqual([
      "Anruf auf Anschluss zentrale; gehört zu Kreis Nord.",
      "Außerhalb der Servicezeit: Die Ansage läuft, dann endet der Anruf.",
    ]);
  });
});
