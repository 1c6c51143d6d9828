import { pino, type Logger } from "pino";
import { clockFrom, systemClock, type SteadyClock } from "../clock.ts";
import type { Config } from "../config.ts";
import { describeError } from "../errors.ts";
import { migrate } from "../database/migrate.ts";
import { openDatabase, type Database } from "../database/database.ts";
import { startEmbedded } from "../database/embedded.ts";
import { onlyWhen, startJobs } from "../jobs/jobs.ts";
import { keepAnswers } from "../jobs/keep-answers.ts";
import { forgetCallers } from "../jobs/forget-callers.ts";
import { pruneOldJournal } from "../jobs/prune-journal.ts";
import { pruneOldRequests } from "../jobs/prune-requests.ts";
import { renewKnowledge } from "../jobs/renew-knowledge.ts";
import { renewOpeningHours } from "../jobs/renew-opening-hours.ts";
import { watchTickets } from "../jobs/watch-tickets.ts";
import { forgetUploads, uploadsIn } from "../knowledge/exchange/upload.ts";
import type { Telephony } from "../telephony/telephony.ts";
import { openCenter } from "./center.ts";
import { openDoors } from "./doors.ts";
import { openEditing } from "./editing.ts";
import { greetingOf } from "./greeting.ts";
import { openKnowledgeRooms } from "./knowledge-rooms.ts";
import { openPeople } from "./people.ts";
import { StopList } from "./stop-list.ts";
import { serviceMetrics } from "./metrics.ts";

export interface RunningService {
  /** Where people reach it. */
  address: string;
  /** German: address, and the accounts of the demonstration or the link of the first start. */
  greeting: string;
  /** Stops everything, the database too; what was decided is durable. */
  stop(): Promise<void>;
  /** Calls `listener` with a German sentence when the service cannot go on. */
  onFailure(listener: (sentence: string) => void): void;
}

/** What every room is built on. */
export interface Ground {
  config: Config;
  clock: SteadyClock;
  log: Logger;
  database: Database;
  /** Another switch than the settings name. */
  ownSwitch?: OwnSwitch | null;
}

/** Made anew whenever the process begins to write. */
type OwnSwitch = (parts: { clock: SteadyClock; log: Logger }) => Telephony;

/**
 * Builds the house from the ground up and opens its doors last.
 * @param ownSwitch a switch that is none of ours, instead of the one that the settings name
 * @throws StartError with one German sentence; whatever was started is stopped again
 */
export async function startService(
  config: Config,
  ownSwitch: OwnSwitch | null = null,
): Promise<RunningService> {
  const stops = new StopList();
  try {
    return await build(config, ownSwitch, stops);
  } catch (error) {
    await stops.run();
    throw error;
  }
}

async function build(
  config: Config,
  ownSwitch: OwnSwitch | null,
  stops: StopList,
): Promise<RunningService> {
  const log = pino({ level: config.logLevel, serializers: { error: describeError } });
  const clock = config.demoClock === null ? systemClock : clockFrom(config.demoClock);
  const { database, failed } = await openOrEmbed(config, stops);
  const ground: Ground = { config, clock, log, database, ownSwitch };
  await forgetUploads(uploadsIn(config.dataDirectory), systemClock.now());
  const rooms = await openKnowledgeRooms(ground);
  const center = await openCenter(ground, rooms, stops);
  const editing = openEditing(ground, rooms, center, stops);
  const people = await openPeople(ground, rooms, center.live);
  const metrics = serviceMetrics(center.live);
  const doors = await openDoors({ ...ground, rooms, center, editing, people, metrics }, stops);
  const jobs = startJobs(
    [
      ...[
        renewOpeningHours(center.live, rooms.directory, clock),
        forgetCallers(database, rooms.places, clock),
        pruneOldJournal(database, clock),
        pruneOldRequests(database, clock),
        keepAnswers(editing.editing),
      ].map((job) => onlyWhen(() => center.live.writing, job)),
      watchTickets(database, clock, metrics),
      renewKnowledge(editing.renew),
    ],
    log,
  );
  stops.add("jobs", () => jobs.stop());
  return {
    address: doors.address,
    greeting: greetingOf(config, doors.address, people, center.live.writing, clock.now()),
    stop: () => stops.run(),
    onFailure(listener) {
      void failed?.then((error) => listener(error.message));
    },
  };
}

/** `failed` settles when the embedded server ends although nobody stopped it. */
async function openOrEmbed(config: Config, stops: StopList) {
  let url = config.databaseUrl;
  let failed: Promise<Error> | null = null;
  if (url === null) {
    const embedded = await startEmbedded(config.dataDirectory);
    stops.add("embedded database", () => embedded.stop());
    ({ url, failed } = embedded);
  }
  const database = await openDatabase(url);
  stops.add("database", () => database.close());
  await migrate(database.pool);
  return { database, failed };
}
