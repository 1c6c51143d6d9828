import type { AgentProfile, LineSettings } from "../../../src/routing/state.ts";

/** A small house with short times, so that much happens in few steps. */

export const startAt = Date.UTC(2026, 6, 6, 6);

const always = [{ from: 0, to: 4_102_444_800_000 }];

const common = {
  offerSecondsMax: 8,
  ringSecondsMax: 6,
  transferSecondsMax: 7,
  wrapUpSecondsMax: 10,
  recallReservedSecondsMax: 8,
  recallSeconds: 12,
  redialSeconds: 20,
  backOff: { restSecondsFirst: 2, restSecondsMax: 8 },
  requiredSkills: [],
  open: always,
  nightTarget: null,
  callback: {
    byKey: true,
    callsPerCallback: 2,
    retrySeconds: 15,
    attemptsMax: 2,
    dialSecondsMax: 8,
  },
};

const line115: LineSettings = {
  ...common,
  id: "115",
  number: "115",
  name: "115",
  kind: "115",
  administrationId: null,
  answerTargetSeconds: 10,
};

const north: LineSettings = {
  ...common,
  id: "zentrale-nord",
  number: "100",
  name: "Zentrale Nord",
  kind: "switchboard",
  administrationId: "nord",
  answerTargetSeconds: 6,
  widening: [
    { afterSeconds: 4, to: "partners" },
    { afterSeconds: 12, to: "all" },
  ],
  lending: { budgetShare: 0.1, healthyShareMin: 0.4, recoverShareMin: 0.6 },
};

const south: LineSettings = {
  ...common,
  id: "zentrale-sued",
  number: "200",
  name: "Zentrale Süd",
  kind: "switchboard",
  administrationId: "sued",
  answerTargetSeconds: 15,
  requiredSkills: ["vermittlung"],
  wrapUpSecondsMax: 0,
  recallReservedSecondsMax: 0,
  lending: { budgetShare: 0.3, healthyShareMin: 0.2, recoverShareMin: 0.9 },
};

/** Settings that supervisors change between while calls go on. */
export const lineVariants: readonly [LineSettings[], ...LineSettings[][]] = [
  [line115, north, south],
  [line115, { ...north, open: [] }, { ...south, open: [], nightTarget: "199" }],
  [{ ...line115, answerTargetSeconds: 20, requiredSkills: ["vermittlung"] }, north, south],
  [
    { ...line115, callback: { ...common.callback, byKey: false, callsPerCallback: 0 } },
    { ...north, widening: [], lending: null },
    { ...south, redialSeconds: 0 },
  ],
];

/** What callers dial: the lines, and now and then a number that is none. */
export const dialled = ["115", "115", "100", "100", "200", "200", "999"] as const;

export const callerNumbers = [null, null, "+4965929990", "+4965719991", "+4926719992"] as const;

/** Where people ask to be called back; some of them call again themselves. */
export const callbackNumbers = ["06592 9990", "06571 9991", "06592 9993", "nichts"] as const;

export const targetExtensions = ["41", "42", "43", "44"] as const;

const lineSets = [["115"], ["115", "zentrale-nord"], ["115", "zentrale-nord", "zentrale-sued"]];
const skillSets = [[], ["vermittlung"], ["englisch", "vermittlung"]];

export const peopleMax = 7;

/** One of a few people, with a profile that depends on `twist`. */
export function profile(index: number, twist: number): AgentProfile {
  return {
    id: `agent${index}`,
    displayName: `Agent ${index}`,
    administrationId: (index + twist) % 2 === 0 ? "nord" : "sued",
    extension: `1${index}`,
    lineIds: lineSets[(index + twist) % 3]!,
    skills: skillSets[(index + (twist >> 1)) % 3]!,
  };
}

/** Everybody may serve everything: in the end nobody has to wait for a skill. */
export function willingProfile(index: number): AgentProfile {
  return { ...profile(index, 0), lineIds: lineSets[2]!, skills: skillSets[2]! };
}
