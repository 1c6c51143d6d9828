import type {
  EditableSettings,
  SettingName,
  SettingNote,
} from "../../src/directory/line-schema.ts";
import { texts } from "../texts.ts";
import type { SecondsName, Weekday } from "../texts/settings.ts";
import { hoursText, parseHours } from "./hours-text.ts";

/** What stands in the fields, before it means anything. */
export interface LineDraft {
  greeting: string;
  closedAnnouncement: string;
  nightTarget: string;
  hours: Record<Weekday, string>;
  /** Rows carry a number that stays with them while others come and go. */
  closures: { row: number; from: string; to: string; reason: string }[];
  seconds: Record<SecondsName, string>;
  requiredSkills: string[];
  widening: { row: number; afterSeconds: string; to: "partners" | "all" }[];
  lends: boolean;
  lending: Record<LendingName, string>;
  callbackByKey: boolean;
  callback: Record<CallbackName, string>;
}
/** How citizens are called back, in numbers (R11). */
export type CallbackName = keyof typeof texts.settings.callback;
export type LendingName = keyof NonNullable<EditableSettings["lending"]>;

export const weekdays = Object.keys(texts.settings.weekdays) as Weekday[];
export const lendingNames = Object.keys(texts.settings.lending) as LendingName[];
export const callbackNames = Object.keys(texts.settings.callback) as CallbackName[];
export const secondsNames: SecondsName[] = [
  "answerTargetSeconds",
  "offerSecondsMax",
  "ringSecondsMax",
  "transferSecondsMax",
  "wrapUpSecondsMax",
  "recallReservedSecondsMax",
  "recallSeconds",
  "redialSeconds",
  "restSecondsFirst",
  "restSecondsMax",
];
const rowLists = ["widening", "closures"] as const;
const lendingUsual = { budgetShare: 0.25, healthyShareMin: 0.75, recoverShareMin: 0.8 };

export function draftOf(settings: EditableSettings): LineDraft {
  const lending = settings.lending ?? lendingUsual;
  return {
    greeting: settings.greeting,
    closedAnnouncement: settings.closedAnnouncement,
    nightTarget: settings.nightTarget ?? "",
    hours: byName(weekdays, (day) => hoursText(settings.hours[day] ?? [])),
    closures: settings.closures.map((closure, row) => ({ row, ...closure })),
    seconds: byName(secondsNames, (name) => String(settings[name])),
    requiredSkills: [...settings.requiredSkills],
    widening: settings.widening.map(({ afterSeconds, to }, row) => ({
      row,
      afterSeconds: `${afterSeconds}`,
      to,
    })),
    lends: settings.lending !== null,
    lending: byName(lendingNames, (name) => String(Math.round(lending[name] * 1000) / 10)),
    callbackByKey: settings.callback.byKey,
    callback: byName(callbackNames, (name) => String(settings.callback[name])),
  };
}

interface DraftReading {
  /** Null when a field cannot be read. */
  settings: EditableSettings | null;
  /** The fields that cannot be read. */
  problems: SettingNote[];
  /** What can be judged already: where a field cannot be read, the stored value stands in. */
  readable: EditableSettings;
  /** The settings that are not as stored, unreadable ones among them. */
  changed: SettingName[];
}

/** What the fields mean. @param base what is stored */
export function readDraft(draft: LineDraft, base: EditableSettings): DraftReading {
  const problems: SettingNote[] = [];
  const read = <Value>(field: string, value: Value | null, message: string, instead: Value) => {
    if (value === null) problems.push({ field, message });
    return value ?? instead;
  };
  const words = texts.settings;
  const seconds = (field: string, text: string, stored: number) =>
    read(field, wholeNumber(text), words.wholeSeconds, stored);
  const hours: EditableSettings["hours"] = {};
  for (const day of weekdays) {
    const periods = read(
      `hours.${day}`,
      parseHours(draft.hours[day]),
      words.hoursWrong,
      base.hours[day] ?? [],
    );
    if (periods.length > 0) hours[day] = periods;
  }
  const lent = base.lending ?? lendingUsual;
  const share = (name: LendingName) =>
    read(`lending.${name}`, percentage(draft.lending[name]), words.wholePercent, lent[name]);
  const closures = draft.closures.map(({ from, to, reason }, index) => {
    const whole = from !== "" && to !== "" && reason.trim() !== "";
    const closure = whole ? { from, to, reason: reason.trim() } : null;
    return read(`closures.${index}`, closure, words.closureIncomplete, { from, to, reason });
  });
  const settings: EditableSettings = {
    greeting: draft.greeting.trim(),
    closedAnnouncement: draft.closedAnnouncement.trim(),
    nightTarget: draft.nightTarget.trim() || null,
    hours,
    closures,
    ...byName(secondsNames, (name) => seconds(name, draft.seconds[name], base[name])),
    requiredSkills: draft.requiredSkills,
    widening: draft.widening.map(({ afterSeconds, to }, index) => ({
      afterSeconds: seconds(`widening.${index}`, afterSeconds, 0),
      to,
    })),
    callback: {
      byKey: draft.callbackByKey,
      ...byName(callbackNames, (name) =>
        read(
          `callback.${name}`,
          wholeNumber(draft.callback[name]),
          name.includes("Seconds") ? words.wholeSeconds : words.wholeNumber,
          base.callback[name],
        ),
      ),
    },
    lending: draft.lends ? byName(lendingNames, share) : null,
  };
  const unread = new Set(problems.map(({ field }) => field.split(".")[0] as SettingName));
  // A row that cannot be read has no stored one to stand in: then the whole list is as stored.
  const rows = rowLists.filter((name) => unread.has(name));
  return {
    settings: problems.length === 0 ? settings : null,
    problems,
    readable: { ...settings, ...Object.fromEntries(rows.map((name) => [name, base[name]])) },
    changed: [...new Set([...differences(base, settings), ...unread])],
  };
}

/** What the centre says of `readable`, without what it says of values that only stand in. */
export function withoutUnread(
  notes: readonly SettingNote[],
  unread: readonly SettingNote[],
): SettingNote[] {
  return notes.filter(({ field }) => {
    const list = rowLists.find((name) => field.startsWith(`${name}.`));
    return !unread.some((note) => note.field === field || (list && note.field.startsWith(list)));
  });
}

/** A number for a row that is added. */
export function nextRow(rows: readonly { row: number }[]): number {
  return rows.reduce((most, { row }) => Math.max(most, row + 1), 0);
}

/** The settings in which two versions differ. */
export function differences(left: EditableSettings, right: EditableSettings): SettingName[] {
  return (Object.keys(left) as SettingName[]).filter(
    (name) => canonical(left[name]) !== canonical(right[name]),
  );
}

/** Fields in a fixed order: the server gives them back in its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function wholeNumber(text: string): number | null {
  // Too much or too little is a number as well: the centre says what is allowed.
  return /^\s*-?\d{1,15}\s*$/.test(text) ? Number(text) : null;
}

function percentage(text: string): number | null {
  const number = Number(text.trim().replace(",", "."));
  return text.trim() === "" || !Number.isFinite(number) ? null : Math.round(number * 10) / 1000;
}

function byName<Name extends string, Value>(
  names: readonly Name[],
  valueOf: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, valueOf(name)])) as Record<Name, Value>;
}
