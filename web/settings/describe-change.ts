import type {
  Closing,
  EditableSettings,
  LineChangeView,
  SettingName,
} from "../../src/directory/line-schema.ts";
import { dayText, momentText, percentText, timeText } from "../core/format.ts";
import { texts } from "../texts.ts";
import { hoursText } from "./hours-text.ts";
import { weekdays } from "./line-draft.ts";

/** What was changed, in sentences. @param now of the centre, in milliseconds */
export function describeChange(change: LineChangeView, now: number): string[] {
  const words = texts.settings.history;
  if (change.kind === "reopened") return [words.reopened];
  if (change.kind === "closed") {
    const closing = change.to["closing"] as Closing;
    return [
      words.closed(momentText(closing.from, now), untilText(closing.until, now)),
      words.announcement(closing.announcement),
    ];
  }
  return (Object.keys(change.to) as SettingName[]).flatMap((name) => {
    if (name === "hours") return describeHours(change.from[name], change.to[name]);
    const [from, to] = [change.from[name], change.to[name]].map((value) => valueText(name, value));
    return words.changed(texts.settings.names[name], from ?? "", to ?? "");
  });
}

function describeHours(from: unknown, to: unknown): string[] {
  const [before, after] = [from, to] as EditableSettings["hours"][];
  return weekdays.flatMap((day) => {
    const [old, now] = [before, after].map(
      (hours) => hoursText(hours?.[day] ?? []) || texts.settings.closed,
    );
    if (old === now) return [];
    return texts.settings.history.changed(texts.settings.weekdays[day], old ?? "", now ?? "");
  });
}

/** "heute, 14:00"; midnight is the end of the day that ends with it. */
export function untilText(instant: string, now: number): string {
  if (timeText(instant) !== "00:00") return momentText(instant, now);
  const [day = ""] = momentText(Date.parse(instant) - 60_000, now).split(",");
  return texts.settings.endOfDay(day);
}

/** The value of a setting as people read it. */
export function valueText(name: SettingName, value: unknown): string {
  const words = texts.settings.history;
  switch (name) {
    case "hours":
      return weekdays
        .map((day) => {
          const periods = hoursText((value as EditableSettings["hours"])[day] ?? []);
          return `${texts.settings.weekdays[day]} ${periods || texts.settings.closed}`;
        })
        .join("; ");
    case "closures":
      return list(
        (value as EditableSettings["closures"]).map(
          ({ from, to, reason }) => `${dayText(from)}–${dayText(to)} ${reason}`,
        ),
      );
    case "requiredSkills":
      return list(value as string[]);
    case "widening":
      return list(
        (value as EditableSettings["widening"]).map((step) =>
          words.step(step.afterSeconds, texts.settings.steps[step.to]),
        ),
      );
    case "lending": {
      const lending = value as EditableSettings["lending"];
      if (lending === null) return words.off;
      const { budgetShare, healthyShareMin, recoverShareMin } = lending;
      return words.lending(
        percentText(budgetShare),
        percentText(healthyShareMin),
        percentText(recoverShareMin),
      );
    }
    case "callback": {
      const callback = value as EditableSettings["callback"];
      const { byKey, callsPerCallback, retrySeconds, attemptsMax, dialSecondsMax } = callback;
      return words.callback(byKey, callsPerCallback, retrySeconds, attemptsMax, dialSecondsMax);
    }
    case "nightTarget":
      return value === null ? words.none : String(value);
    case "greeting":
    case "closedAnnouncement":
      return `„${String(value)}“`;
    default:
      return `${String(value)} s`;
  }
}

function list(parts: readonly string[]): string {
  return parts.length === 0 ? texts.settings.history.none : parts.join(", ");
}
