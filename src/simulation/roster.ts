import { staff } from "../planning/erlang.ts";
import type { AgentProfile, Instant } from "../routing/state.ts";
import { streamOf } from "./chance.ts";
import { loadAt, meanRate } from "./demand.ts";
import type { House } from "./house.ts";

const hourMilliseconds = 3_600_000;
const minuteMilliseconds = 60_000;
/** The morning shift stays and the afternoon shift comes so long before and after the change. */
const handOverMilliseconds = 15 * minuteMilliseconds;
/** The last callers are served to the end. */
const overtimeMilliseconds = 20 * minuteMilliseconds;
/** Share of those on duty who are at the phone: the rest is in a short break or at lunch. */
const availability = 0.9;
const goal = 0.75;
/** Of the people of a shift, those who stay all day. */
const allDayShare = 0.55;

export interface Absence {
  from: Instant;
  to: Instant;
  /** German, as chosen with the break. */
  reason: string;
}

export interface Duty {
  profile: AgentProfile;
  from: Instant;
  to: Instant;
  breaks: Absence[];
}

export interface RosterParts {
  house: House;
  seed: number;
  calls: number;
  /** Null: as many as the load needs (Erlang C). */
  agents: number | null;
  from: Instant;
  to: Instant;
  /** Clock hour of a moment, with fractions. */
  hourOf: (at: Instant) => number;
}

/**
 * Who works when: in each administration people of the whole day, with lunch at different times,
 * and a morning and an afternoon shift that change at one o'clock.
 */
export function makeRoster(parts: RosterParts): Duty[] {
  const { house, from, to, hourOf } = parts;
  const noon = from + (13 - hourOf(from)) * hourMilliseconds;
  const changes = from < noon && noon < to;
  const morning = peopleNeeded(parts, from, changes ? noon : to);
  const afternoon = changes ? peopleNeeded(parts, noon, to) : 0;
  const allDay = changes ? Math.ceil(Math.min(morning, afternoon) * allDayShare) : morning;
  const needed = morning + Math.max(0, afternoon - allDay);
  const total = parts.agents ?? Math.max(needed, house.administrations.length);
  const inhabitants = house.administrations.map(({ id }) => house.inhabitants.get(id) ?? 0);
  const duties: Duty[] = [];
  for (const [index, count] of distribute(total, inhabitants).entries()) {
    const stay = Math.round((count * allDay) / needed);
    const early = Math.round((count * morning) / needed);
    for (let number = 0; number < count; number += 1) {
      const shift = number < stay ? "allDay" : number < early ? "early" : "late";
      duties.push({
        profile: profileOf(house, index, number),
        from: shift === "late" ? noon - handOverMilliseconds : from,
        to: shift === "early" && changes ? noon + handOverMilliseconds : to + overtimeMilliseconds,
        breaks: [],
      });
    }
  }
  const random = streamOf(parts.seed, "breaks");
  for (const duty of duties) duty.breaks = breaksOf(duty, hourOf, random);
  return duties;
}

/** For everything that is called, as one team, at the busiest time of the period. */
function peopleNeeded(
  { house, calls, from: dayFrom, to: dayTo, hourOf }: RosterParts,
  from: Instant,
  to: Instant,
): number {
  const hours = (dayTo - dayFrom) / hourMilliseconds;
  const perHour = calls / hours / meanRate(hourOf(dayFrom), hourOf(dayFrom) + hours);
  let most = 0;
  for (let at = from; at < to; at += hourMilliseconds / 4) {
    const loads = house.lines.map((line) => loadAt(house, line, hourOf(at), perHour));
    const callsPerHour = loads.reduce((sum, load) => sum + load.callsPerHour, 0);
    const busy = loads.reduce((sum, load) => sum + load.callsPerHour * load.handlingSeconds, 0);
    const { rostered } = staff({
      callsPerHour,
      handlingSeconds: busy / callsPerHour,
      answerTargetSeconds: Math.min(...house.lines.map((line) => line.answerTargetSeconds)),
      goal,
      availability,
    });
    most = Math.max(most, rostered);
  }
  return most;
}

/** Whole people by their shares, none without anybody as long as there are enough. */
function distribute(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map((value) => Math.max(total >= weights.length ? 1 : 0, Math.floor(value)));
  for (let left = total - whole.reduce((all, value) => all + value, 0); left !== 0;) {
    const step = Math.sign(left);
    const gaps = exact.map((value, index) => step * (value - whole[index]!));
    const index = gaps.indexOf(Math.max(...gaps));
    whole[index]! += step;
    left -= step;
  }
  return whole;
}

/** Most take 115 and their own switchboard; every fourth is an operator of the switchboard alone. */
function profileOf(house: House, index: number, number: number): AgentProfile {
  const { id: administrationId, code } = house.administrations[index]!;
  const operator = number % 4 === 3;
  const switchboards = house.lines.filter((line) => line.administrationId !== null);
  const own = switchboards.filter((line) => line.administrationId === administrationId);
  const others = number % 2 === 0 ? switchboards.filter((line) => !own.includes(line)) : [];
  const common = house.lines.filter((line) => line.administrationId === null && !operator);
  return {
    id: `${code.toLowerCase()}-${String(number + 1).padStart(2, "0")}`,
    displayName: `${operator ? "Vermittlung" : "Agent/in"} ${code} ${number + 1}`,
    administrationId,
    extension: `8${index + 1}${String(number + 1).padStart(3, "0")}`,
    lineIds: [...common, ...own, ...others].map(({ id }) => id),
    skills: operator ? ["vermittlung"] : ["buergerservice"],
  };
}

/** Lunch of half an hour between half past eleven and two, and ten minutes in each half. */
function breaksOf(
  { from, to }: Duty,
  hourOf: (at: Instant) => number,
  random: () => number,
): Absence[] {
  const breaks: Absence[] = [];
  const rest = (hour: number, minutes: number, reason: string) => {
    const start = from + (hour - hourOf(from)) * hourMilliseconds;
    const end = start + minutes * minuteMilliseconds;
    if (start > from && end < to) breaks.push({ from: start, to: end, reason });
  };
  const draws = [random(), random(), random()] as const;
  rest(9.5 + draws[0] * 1.25, 10, "Pause");
  const longDay = to - from > 6 * hourMilliseconds;
  if (longDay) rest(11.75 + draws[1] * 2, 30, "Mittag");
  rest(14.5 + draws[2], 10, "Pause");
  return breaks.toSorted((a, b) => a.from - b.from);
}
