import type { AgentProfile, LineSettings } from "../../src/routing/state.ts";

/** 6 July 2026, 08:00 in Berlin. */
export const startAt = Date.UTC(2026, 6, 6, 6);

const hour = 3_600_000;

/** Open for an hour, closed for twenty minutes, and so on: arrivals meet both. */
const open = Array.from({ length: 40 }, (_, i) => ({
  from: startAt + i * (hour + 1_200_000),
  to: startAt + i * (hour + 1_200_000) + hour,
}));

const common = {
  offerSecondsMax: 20,
  ringSecondsMax: 20,
  transferSecondsMax: 25,
  wrapUpSecondsMax: 60,
  recallReservedSecondsMax: 45,
  open,
  nightTarget: null,
};

const lines: LineSettings[] = [
  {
    ...common,
    id: "115",
    number: "115",
    name: "115",
    kind: "115",
    administrationId: null,
    answerTargetSeconds: 30,
    requiredSkills: [],
    callback: {
      byKey: true,
      callsPerCallback: 2,
      retrySeconds: 120,
      attemptsMax: 2,
      dialSecondsMax: 20,
    },
  },
  {
    ...common,
    id: "zentrale-nord",
    number: "100",
    name: "Zentrale Nord",
    kind: "switchboard",
    administrationId: "nord",
    answerTargetSeconds: 20,
    requiredSkills: [],
    nightTarget: "199",
    callback: {
      byKey: true,
      callsPerCallback: 0,
      retrySeconds: 30,
      attemptsMax: 3,
      dialSecondsMax: 15,
    },
    widening: [
      { afterSeconds: 15, to: "partners" },
      { afterSeconds: 40, to: "all" },
    ],
    lending: { budgetShare: 0.05, healthyShareMin: 0.4, recoverShareMin: 0.6 },
  },
  {
    ...common,
    id: "zentrale-sued",
    number: "200",
    name: "Zentrale Süd",
    kind: "switchboard",
    administrationId: "sued",
    answerTargetSeconds: 45,
    requiredSkills: ["vermittlung"],
    wrapUpSecondsMax: 0,
    recallReservedSecondsMax: 0,
    lending: { budgetShare: 0.3, healthyShareMin: 0.2, recoverShareMin: 0.9 },
  },
];

/** Settings that a run may change between: other targets and skills, a line less, always closed. */
export const lineVariants: LineSettings[][] = [
  lines,
  lines.map((line) => ({ ...line, answerTargetSeconds: 60, requiredSkills: ["vermittlung"] })),
  lines.slice(0, 2),
  lines.map((line) => ({ ...line, open: [], nightTarget: "198" })),
  [...lines, lines[0]!],
  lines.map((line) => ({ ...line, widening: [{ afterSeconds: 5, to: "all" }] })),
  lines.map((line) => ({ ...line, widening: [], lending: null })),
];

const lineSets = [["115"], ["115", "zentrale-nord"], ["115", "zentrale-nord", "zentrale-sued"]];
const skillSets = [[], ["vermittlung"], ["englisch", "vermittlung"]];

/** One of eight people, with a profile that depends on `twist`. */
export function profileVariant(pick: number, twist: number): AgentProfile {
  const id = `agent${pick % 8}`;
  return {
    id,
    displayName: id,
    administrationId: twist % 2 === 0 ? "nord" : "sued",
    extension: `1${pick % 8}`,
    lineIds: lineSets[twist % 3]!,
    skills: skillSets[(twist >> 2) % 3]!,
  };
}
