import { join } from "node:path";
import type { Registry } from "prom-client";
import { Server } from "socket.io";
import { centerRoutes } from "../dashboard/api.ts";
import { DeskDoor } from "../dashboard/desk-door.ts";
import { sharedViews } from "../dashboard/views.ts";
import { localDay } from "../directory/hours.ts";
import type { Config } from "../config.ts";
import { createApp } from "../http/app.ts";
import { createHttpServer } from "../http/server.ts";
import { isOwnOrigin } from "../identity/origin.ts";
import type { RunningCenter } from "./center.ts";
import { contactSources } from "./contacts.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import { keepLines } from "./lines.ts";
import type { People } from "./people.ts";
import { roomRoutes } from "./routes.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";
import { openTelephony } from "./telephony.ts";
import { findTransferTarget, learnFromTransfers } from "./transfer-targets.ts";

export interface House extends Ground {
  rooms: KnowledgeRooms;
  center: RunningCenter;
  people: People;
  metrics: Registry;
}

/** Opens telephony, desks and HTTP, in this order: who signs in finds everything at work. */
export async function openDoors(house: House, stops: StopList): Promise<{ address: string }> {
  const { config, clock, log, rooms, center, people, metrics } = house;
  const telephony = await openTelephony(house, stops);
  stops.add("transfer lessons", learnFromTransfers(center.live, rooms.directory));
  const shared = () =>
    sharedViews({
      state: center.live.state,
      directory: rooms.directory,
      tally: center.tally,
      now: clock.now(),
      status: {
        telephony: telephony.connected(),
        database: center.live.healthy,
        demo: config.demo,
      },
    });
  const contacts = contactSources(house);
  let noted: (contactId: string) => void = () => {};
  let linesShown = () => {};
  const lines = keepLines(house, rooms, center, stops, () => linesShown());
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
      centerRoutes({ now: () => clock.now(), shared }),
      ...telephony.routes(contacts),
    ],
    webDirectory: join(import.meta.dirname, "..", "..", "dist"),
  });
  const server = createHttpServer(config, clock, app.fetch);
  const io = new Server(server.node, { serveClient: false, transports: ["websocket"] });
  const desks = new DeskDoor({
    namespace: io.of("/desk"),
    center: center.live,
    directory: rooms.directory,
    clock,
    log,
    shared,
    backgroundOf: contacts.background,
    principalOf: async (headers) =>
      comesFromOwnPages(headers, config) ? await people.identity.principalOf(headers) : null,
    commands: {
      places: rooms.places,
      today: () => localDay(clock.now()).toString(),
      administrationOfDistrict: (ags) =>
        rooms.directory.administrations(clock.now()).find((each) => each.ags === ags)?.id ?? null,
      findTarget: (request) => findTransferTarget(rooms.directory, request, clock.now()),
    },
  });
  noted = (contactId) => desks.refreshContact(contactId);
  linesShown = () => desks.refresh();
  desks.start();
  stops.add("HTTP", () => server.stop());
  stops.add("desks", async () => {
    desks.stop();
    await io.of("/desk").adapter.close();
    io.engine.close();
  });
  return { address: await server.start() };
}

function comesFromOwnPages(headers: Headers, config: Config): boolean {
  const origin = headers.get("origin") ?? undefined;
  const host = headers.get("host") ?? undefined;
  const fetchSite = headers.get("sec-fetch-site") ?? undefined;
  return isOwnOrigin({ origin, host, fetchSite }, config);
}
