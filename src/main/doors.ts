import { join } from "node:path";
import type { Registry } from "prom-client";
import { readConcernTitles } from "../contacts/store.ts";
import { centerRoutes } from "../dashboard/api.ts";
import { NotedConcerns } from "../dashboard/noted-concerns.ts";
import { sharedViews } from "../dashboard/views.ts";
import { createApp } from "../http/app.ts";
import { createHttpServer } from "../http/server.ts";
import { watchOutage } from "../center/lasting-outage.ts";
import type { RunningCenter } from "./center.ts";
import { contactSources } from "./contacts.ts";
import { openDesks } from "./desks.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import type { RunningEditing } from "./editing.ts";
import { keepLines } from "./lines.ts";
import type { People } from "./people.ts";
import { roomRoutes } from "./routes.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";
import { openTelephony } from "./telephony.ts";
import { learnFromTransfers } from "./transfer-targets.ts";

export interface House extends Ground {
  rooms: KnowledgeRooms;
  center: RunningCenter;
  editing: RunningEditing;
  people: People;
  metrics: Registry;
}

/** Opens telephony, desks and HTTP, in this order: who signs in finds everything at work. */
export async function openDoors(house: House, stops: StopList): Promise<{ address: string }> {
  const { config, clock, log, rooms, center, people, metrics } = house;
  let refreshDesks = () => {};
  const telephony = await openTelephony(house, stops, () => refreshDesks());
  stops.add("transfer lessons", learnFromTransfers(center.live, rooms.directory));
  const outage = watchOutage(center.live, clock, () => refreshDesks());
  stops.add("outage watch", async () => outage.stop());
  const concerns = new NotedConcerns({
    read: (contactIds) => readConcernTitles(house.database, contactIds),
    onChange: () => refreshDesks(),
    onFailure: (error) => log.warn({ error }, "concerns of waiting callers could not be read"),
  });
  const shared = () => {
    const { state } = center.live;
    concerns.follow(state);
    return sharedViews({
      state,
      concernsOf: (contactId) => concerns.of(contactId),
      directory: rooms.directory,
      tally: center.tally,
      now: clock.now(),
      status: {
        telephony: telephony.connected(),
        database: !outage.lasts(),
        demo: config.demo,
        knowledgeEdition: rooms.knowledge.edition(),
      },
    });
  };
  const contacts = contactSources(house);
  let noted: (contactId: string) => void = () => {};
  const lines = keepLines(house, rooms, center, stops, () => refreshDesks());
  const app = createApp({
    config,
    log,
    metrics,
    principalOf: (headers) => people.identity.principalOf(headers),
    readiness: () =>
      Promise.resolve({
        Datenbank: center.live.healthy,
        Telefonanlage: telephony.connected(),
      }),
    rooms: [
      ...roomRoutes(house, contacts, (contactId) => noted(contactId), lines),
      centerRoutes({ now: () => clock.now(), shared, center: () => center.live.state }),
      ...telephony.routes(contacts),
    ],
    webDirectory: join(import.meta.dirname, "..", "..", "dist"),
  });
  const server = createHttpServer(config, clock, app.fetch);
  stops.add("HTTP", () => server.stop());
  const desks = openDesks(house, { node: server.node, shared, contacts, concerns }, stops);
  ({ noted, refresh: refreshDesks } = desks);
  house.editing.onRenewed(() => refreshDesks());
  return { address: await server.start() };
}
