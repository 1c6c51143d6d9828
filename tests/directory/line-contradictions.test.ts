import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { settingsOf } from "../../src/directory/change-line.ts";
import { readDirectoryTree } from "../../src/directory/import.ts";
import {
  contradictionsOf,
  hintsOf,
  type LineSurroundings,
} from "../../src/directory/line-contradictions.ts";
import type { EditableSettings } from "../../src/directory/line-schema.ts";
import { soundSettings } from "./small-lines.ts";

const around: LineSurroundings = {
  line: { id: "zentrale", number: "06592 9330" },
  lines: [
    { id: "zentrale", number: "06592 9330", name: "Zentrale", nightTarget: null },
    { id: "115", number: "115", name: "Behördennummer 115", nightTarget: "0659-2/9330" },
  ],
  team: [
    { lineIds: ["zentrale"], skills: ["buergerservice"] },
    { lineIds: ["115"], skills: ["platt", "buergerservice"] },
  ],
};

function problems(settings: Partial<EditableSettings>): string[] {
  const found = contradictionsOf({ ...soundSettings, ...settings }, around);
  return found.map(({ field, message }) => `${field}: ${message}`);
}

test("the lines of the knowledge base do not contradict themselves", () => {
  const root = join(import.meta.dirname, "..", "..", "knowledge-base");
  const { lines } = readDirectoryTree(root, false).records;
  expect(lines.length).toBeGreaterThanOrEqual(5);
  for (const line of lines) {
    const found = contradictionsOf(settingsOf(line), { line, lines, team: [] });
    expect(found, line.id).toEqual([]);
  }
});

test("the lines of the demonstration announce no hours, and can keep what they promise", () => {
  const root = join(import.meta.dirname, "..", "..", "knowledge-base");
  const { lines } = readDirectoryTree(root, true).records;
  expect(lines.map(({ id }) => id)).toContain("115");
  for (const line of lines) {
    expect(line.closedAnnouncement, line.id).not.toMatch(/montag|freitag|\bUhr\b/i);
    expect(hintsOf(settingsOf(line)), line.id).toEqual([]);
  }
});

describe("settings of a line are refused with the sentence that explains it", () => {
  test("sound ones are not", () => {
    expect(problems({})).toEqual([]);
    const lending = { budgetShare: 0.25, healthyShareMin: 0.75, recoverShareMin: 0.8 };
    const widening = [
      { afterSeconds: 10, to: "partners" as const },
      { afterSeconds: 30, to: "all" as const },
    ];
    const requiredSkills = ["buergerservice"];
    expect(problems({ lending, widening, requiredSkills, nightTarget: "112233" })).toEqual([]);
  });

  test.each<[string, Partial<EditableSettings>, RegExp]>([
    ["a greeting without a name", { greeting: "Guten Tag." }, /^greeting: .*\{name\}/],
    [
      "a greeting with a word that nobody replaces",
      { greeting: "{name} aus {ort}" },
      /^greeting: .*„\{ort\}“ würde vorgelesen/,
    ],
    ["no announcement", { closedAnnouncement: "  " }, /^closedAnnouncement: Ohne Ansage/],
    [
      "hours that overlap",
      {
        hours: {
          tuesday: [
            { from: "11:00", to: "16:00" },
            { from: "08:00", to: "12:00" },
          ],
        },
      },
      /^hours\.tuesday: Am Dienstag überschneiden sich 08:00–12:00 und 11:00–16:00\.$/,
    ],
    ["a line that never opens", { hours: { monday: [] } }, /^hours: So wäre .* nie geöffnet/],
    [
      "closing days that end before they begin",
      { closures: [{ from: "2026-12-24", to: "2026-12-23", reason: "Fest" }] },
      /^closures\.0: /,
    ],
    [
      "a target of zero",
      { answerTargetSeconds: 0, offerSecondsMax: 5 },
      /^answerTargetSeconds: .*0 Sekunden kann niemand halten/,
    ],
    [
      "an offer that outlasts the promise",
      { answerTargetSeconds: 30, offerSecondsMax: 31 },
      /^offerSecondsMax: .*\(30 s\).*gebrochen, bevor die nächste Person/,
    ],
    ["a wrap-up of 4 seconds", { wrapUpSecondsMax: 4 }, /^wrapUpSecondsMax: Erlaubt sind 5 bis/],
    [
      "a first rest longer than the longest",
      { restSecondsFirst: 90, restSecondsMax: 60 },
      /^restSecondsFirst: /,
    ],
    ["a night target that is no number", { nightTarget: "Frau Probe" }, /^nightTarget: .*Ziffern/],
    ["a night target that no phone dials", { nightTarget: "21.30" }, /^nightTarget: .*Ziffern/],
    ["a night target that is the line", { nightTarget: "065929330" }, /^nightTarget: .*selbst/],
    [
      "a night target that leads back",
      { nightTarget: "115" },
      /^nightTarget: .*über Behördennummer 115 wieder hierher/,
    ],
    [
      "skills that nobody has",
      { requiredSkills: ["platt", "latein"] },
      /^requiredSkills: Niemand im Team hat „latein“/,
    ],
    [
      "skills that nobody of this line has",
      { requiredSkills: ["platt"] },
      /^requiredSkills: Niemand, der diesen Anschluss bedient/,
    ],
    [
      "steps that do not rise",
      {
        widening: [
          { afterSeconds: 20, to: "partners" },
          { afterSeconds: 20, to: "all" },
        ],
      },
      /^widening\.1: Jede Stufe beginnt später als die vorige \(20 s\)/,
    ],
    [
      "steps that ask nobody new",
      {
        widening: [
          { afterSeconds: 10, to: "all" },
          { afterSeconds: 20, to: "partners" },
        ],
      },
      /^widening\.1: .*niemanden, der nicht schon gefragt wird/,
    ],
    [
      "more lending than there is time",
      { lending: { budgetShare: 1.2, healthyShareMin: 0.7, recoverShareMin: 0.8 } },
      /^lending\.budgetShare: .*100 %/,
    ],
    [
      "lending that would flap",
      { lending: { budgetShare: 0.2, healthyShareMin: 0.8, recoverShareMin: 0.7 } },
      /^lending\.recoverShareMin: .*hin und her/,
    ],
  ])("%s", (_, settings, sentence) => {
    const found = problems(settings);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(sentence);
  });

  test("what is allowed but rarely meant is a hint", () => {
    const fields = (settings: Partial<EditableSettings>) =>
      hintsOf({ ...soundSettings, ...settings }).map(({ field }) => field);
    expect(fields({})).toEqual([]);
    expect(fields({ answerTargetSeconds: 20 })).toEqual(["offerSecondsMax"]);
    expect(fields({ widening: [{ afterSeconds: 40, to: "all" }] })).toEqual(["widening.0"]);
    expect(fields({ closedAnnouncement: "Heute ist geschlossen." })).toEqual([
      "closedAnnouncement",
    ]);
  });
});
