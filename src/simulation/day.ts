import { createHash } from "node:crypto";
import { pino } from "pino";
import { Temporal } from "temporal-polyfill";
import { LiveCenter } from "../center/live-center.ts";
import { zone } from "../directory/hours.ts";
import type { CenterEvent } from "../routing/events.ts";
import { DayTally } from "../reports/tally.ts";
import type { Instant } from "../routing/state.ts";
import { TelephonyDoor } from "../telephony/door.ts";
import { SimulatedTelephony } from "../telephony/simulated/simulated-telephony.ts";
import { SimulatedSwitch } from "../telephony/simulated/switch.ts";
import { streamOf } from "./chance.ts";
import { DayCallers } from "./day-callers.ts";
import { DayPerson, type Surroundings } from "./day-person.ts";
import { dayCitizens, dayPhones } from "./day-phones.ts";
import { planCalls } from "./demand.ts";
import { readHouse, type House } from "./house.ts";
import { MemoryJournal, MemoryStore } from "./memory-journal.ts";
import { makeRoster, type Duty } from "./roster.ts";
import { settled, VirtualClock } from "./virtual-clock.ts";

export interface DayOptions {
  seed: number;
  hours: number;
  calls: number;
  /** Null: as many as the load needs. */
  agents: number | null;
}

export interface SimulatedDay {
  options: DayOptions;
  house: House;
  roster: Duty[];
  from: Instant;
  to: Instant;
  /** Everything that was decided; the only trace of the day that figures are made of. */
  store: MemoryStore;
  /** Counted while it happened, by the code of the reports. */
  tally: DayTally;
  /** SHA-256 of the whole journal. */
  journalHash: string;
}

/** A Monday without a holiday. */
const monday = Temporal.PlainDate.from("2026-11-09");
const openingHour = 8;
const hourMilliseconds = 3_600_000;
/** People stay until the callers of the last minutes are served, at most so long. */
const overtimeMilliseconds = 45 * 60_000;
const cameEarlyMilliseconds = 60_000;

/**
 * A whole day of the four administrations on virtual time: the real core, the real live centre and
 * the real door, with the simulated switch and a journal in memory. The same options give the same
 * journal, byte for byte.
 */
export async function simulateDay(options: DayOptions): Promise<SimulatedDay> {
  const { seed, hours, calls, agents } = options;
  const from = monday.toZonedDateTime({ timeZone: zone, plainTime: `0${openingHour}:00` });
  const start = from.epochMilliseconds;
  const to = start + hours * hourMilliseconds;
  const hourOf = (at: Instant) => openingHour + (at - start) / hourMilliseconds;
  const house = await readHouse(start);
  const clock = new VirtualClock(start - cameEarlyMilliseconds);
  const roster = makeRoster({ house, seed, calls, agents, from: start, to, hourOf });
  const planned = planCalls({ house, seed, count: calls, from: start, to, hourOf });
  const store = new MemoryStore();
  const log = pino({ level: "silent" });
  const journal = new MemoryJournal(store, clock);
  const center = new LiveCenter({ journal, clock, log, holder: "simulation" });
  const phoneOf = dayPhones(seed, () => clock.now(), hourOf);
  const exchange = new SimulatedSwitch({
    clock,
    phoneOf,
    citizenOf: dayCitizens(seed),
    name: "anruf",
  });
  const tally = new DayTally({
    dayOf: () => monday.toString(),
    answerTargetSeconds: (lineId) => center.state.lines[lineId]?.answerTargetSeconds ?? 0,
  });
  center.onEntry(({ events, at }) => events.forEach((event) => tally.take(event, at)));
  await center.start();
  await center.submit({ type: "changeLines", lines: house.lines });
  for (const { profile } of roster) await center.submit({ type: "admitAgent", profile });
  let contacts = 0;
  const door = new TelephonyDoor({
    telephony: new SimulatedTelephony(exchange),
    center,
    clock,
    log,
    closedAnnouncementOf: (lineId) => center.state.lines[lineId]?.closedAnnouncement ?? "",
    guessOrigin: (callerNumber) => house.guessOrigin(callerNumber),
    newContactId: () => `kontakt-${(contacts += 1)}`,
  });
  await door.start();
  new DayCallers({ clock, exchange, seed }).start(center, planned);
  sendPeople({ roster, house, center, clock, exchange, seed });
  await passDay(clock, center, to);
  await door.stop();
  await center.stop();
  return { options, house, roster, from: start, to, store, tally, journalHash: hashOf(store) };
}

async function passDay(clock: VirtualClock, center: LiveCenter, to: Instant): Promise<void> {
  const latest = to + overtimeMilliseconds;
  const open = () => Object.values(center.state.contacts).filter(({ callId }) => callId !== null);
  const over = () => clock.now() > to && open().length === 0;
  while (!over() && clock.runNext(latest)) await settled();
}

interface TeamParts {
  roster: readonly Duty[];
  house: House;
  center: LiveCenter;
  clock: VirtualClock;
  exchange: SimulatedSwitch;
  seed: number;
}

function sendPeople({ roster, house, center, clock, exchange, seed }: TeamParts): void {
  const around: Surroundings = {
    now: () => clock.now(),
    after: (seconds, run) => void clock.after(seconds * 1000, run),
    submit: (command) => void center.submit(command),
    agent: (id) => center.state.agents[id],
    contact: (id) => center.state.contacts[id],
    line: (id) => center.state.lines[id],
    waiting: () =>
      Object.values(center.state.contacts)
        .filter(({ state }) => state === "waiting")
        .toSorted((a, b) => a.queuedAt - b.queuedAt),
    callerHangsUp: ({ callId }) => callId !== null && exchange.hangUpCaller(callId),
    target(administrationId, random) {
      const own = house.targets.get(administrationId ?? "") ?? [...house.targets.values()].flat();
      return own[Math.floor(random() * own.length)]!;
    },
  };
  const people = new Map<string, DayPerson>();
  for (const duty of roster) {
    const { id } = duty.profile;
    const person = new DayPerson(duty, around, streamOf(seed, id));
    people.set(id, person);
    person.start((at) => (at - clock.now()) / 1000);
  }
  center.onEntry(({ events }) => {
    for (const event of events) people.get(agentOf(event) ?? "")?.take(event);
  });
}

function agentOf(event: CenterEvent): string | null {
  if (event.type === "offerMade") return event.offer.agentId;
  return "agentId" in event ? event.agentId : null;
}

function hashOf({ rows }: MemoryStore): string {
  const hash = createHash("sha256");
  for (const { text } of rows) hash.update(text).update("\n");
  return hash.digest("hex");
}
