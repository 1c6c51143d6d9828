import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { soundSettings } from "../directory/small-lines.ts";
import { instantOf, localTimeOf } from "../../web/core/centre-time.ts";
import { describeChange } from "../../web/settings/describe-change.ts";
import { hoursText, parseHours } from "../../web/settings/hours-text.ts";
import { differences, draftOf, readDraft, withoutUnread } from "../../web/settings/line-draft.ts";
import { merge } from "../../web/settings/use-line-draft.ts";

describe("hours that somebody types", () => {
  test.each([
    ["", ""],
    ["8-12", "08:00–12:00"],
    ["8–12, 13:30–16", "08:00–12:00, 13:30–16:00"],
    ["8 bis 12 Uhr und 14.00 bis 18.30 Uhr", "08:00–12:00, 14:00–18:30"],
    ["0-24", "rund um die Uhr"],
    ["Rund um die Uhr", "rund um die Uhr"],
    ["08:00 - 16:00;", "08:00–16:00"],
  ])("%j means %j", (typed, meant) => {
    expect(hoursText(parseHours(typed) ?? [{ from: "not", to: "understood" }])).toBe(meant);
  });

  test.each(["8", "vormittags", "12-8", "8-25", "8:70-9", "8-12-16", "8-24:30"])(
    "%j means nothing",
    (typed) => {
      expect(parseHours(typed)).toBeNull();
    },
  );
});

describe("a clock time at the centre", () => {
  test.each([
    ["2026-11-23T14:00", "2026-11-23T13:00:00.000Z"],
    ["2026-07-01T14:00", "2026-07-01T12:00:00.000Z"],
    ["2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
    ["2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
    ["2026-10-25T04:00", "2026-10-25T03:00:00.000Z"],
  ])("%s is %s", (local, instant) => {
    expect(instantOf(local)).toBe(instant);
    expect(localTimeOf(Date.parse(instant))).toBe(local);
  });

  test("that is none means nothing", () => {
    expect(instantOf("")).toBeNull();
  });
});

describe("the fields of a line", () => {
  it("mean what they were filled with", () => {
    const share = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
    const lending = fc.record({
      budgetShare: share,
      healthyShareMin: share,
      recoverShareMin: share,
    });
    fc.assert(
      fc.property(fc.option(lending), fc.integer({ min: 0, max: 99_999 }), (lends, seconds) => {
        const settings = {
          ...soundSettings,
          lending: lends,
          offerSecondsMax: seconds,
          widening: [{ afterSeconds: seconds, to: "all" as const }],
        };
        expect(readDraft(draftOf(settings), soundSettings)).toMatchObject({
          settings,
          problems: [],
        });
      }),
    );
  });

  it("that cannot be read are named", () => {
    const draft = draftOf(soundSettings);
    draft.hours.friday = "bald";
    draft.seconds.offerSecondsMax = "zwölf";
    draft.closures = [{ row: 0, from: "2026-12-24", to: "", reason: "" }];
    const { settings, problems, readable, changed } = readDraft(draft, soundSettings);
    expect(settings).toBeNull();
    expect(problems.map(({ field }) => field)).toEqual([
      "hours.friday",
      "closures.0",
      "offerSecondsMax",
    ]);
    // The centre is asked about the rest, and the bar at the foot says what is not saved.
    expect(readable).toEqual(soundSettings);
    expect(changed.toSorted()).toEqual(["closures", "hours", "offerSecondsMax"]);
  });

  it("keep no word of the centre about a value that only stands in for an unreadable one", () => {
    const notes = ["offerSecondsMax", "widening.0", "hours.monday", "hours"].map((field) => ({
      field,
      message: "Das passt nicht.",
    }));
    const unread = ["offerSecondsMax", "widening.1", "hours.friday"].map((field) => ({
      field,
      message: "Das lässt sich nicht lesen.",
    }));
    expect(withoutUnread(notes, unread).map(({ field }) => field)).toEqual([
      "hours.monday",
      "hours",
    ]);
  });

  it("may hold a number that is far too large: the centre says what is allowed", () => {
    const draft = draftOf(soundSettings);
    draft.seconds.offerSecondsMax = "999999999";
    const { settings } = readDraft(draft, soundSettings);
    expect(settings?.offerSecondsMax).toBe(999_999_999);
  });
});

describe("two versions of a line", () => {
  it("keep what only one side changed and leave the rest to people", () => {
    const mine = { ...soundSettings, offerSecondsMax: 10, ringSecondsMax: 11, greeting: "same" };
    const theirs = {
      ...soundSettings,
      offerSecondsMax: 12,
      wrapUpSecondsMax: 13,
      greeting: "same",
    };
    const { merged, clashes } = merge(soundSettings, mine, theirs);
    expect(clashes).toEqual(["offerSecondsMax"]);
    expect(merged).toEqual({ ...theirs, ringSecondsMax: 11 });
  });

  it("differ by value, not by the order of fields", () => {
    const lending = { budgetShare: 0.2, healthyShareMin: 0.7, recoverShareMin: 0.8 };
    const turned = { recoverShareMin: 0.8, healthyShareMin: 0.7, budgetShare: 0.2 };
    const left = { ...soundSettings, lending };
    expect(differences(left, { ...soundSettings, lending: turned })).toEqual([]);
  });
});

describe("the history", () => {
  const now = Date.parse("2026-11-23T10:00:00Z");
  const change = { id: "1", version: 1, at: "2026-11-23T09:00:00Z", by: "Karin", reason: "" };

  it("tells a change of settings in words", () => {
    const { monday, tuesday } = soundSettings.hours;
    const sentences = describeChange(
      {
        ...change,
        kind: "settings",
        from: { offerSecondsMax: 20, nightTarget: null, hours: { monday, tuesday }, widening: [] },
        to: {
          offerSecondsMax: 12,
          nightTarget: "4711",
          hours: { monday },
          widening: [{ afterSeconds: 10, to: "all" }],
        },
      },
      now,
    );
    expect(sentences).toEqual([
      "Dauer eines Angebots: von 20 s auf 12 s",
      "Nachtziel: von nichts auf 4711",
      "Dienstag: von 08:00–16:00 auf geschlossen",
      "Erweiterung: von nichts auf nach 10 s alle mit den Fähigkeiten",
    ]);
  });

  it("tells a closing until the end of the day", () => {
    const closing = {
      from: "2026-11-23T09:00:00Z",
      until: "2026-11-23T23:00:00Z",
      announcement: "Wasserschaden.",
      by: "Karin",
    };
    expect(describeChange({ ...change, kind: "closed", from: {}, to: { closing } }, now)).toEqual([
      "Von Hand geschlossen von heute, 10:00 bis heute, 24:00.",
      "Ansage: „Wasserschaden.“",
    ]);
  });
});
