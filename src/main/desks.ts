import type { Server as NodeServer } from "node:http";
import { Server } from "socket.io";
import type { Config } from "../config.ts";
import { DeskDoor } from "../dashboard/desk-door.ts";
import type { NotedConcerns } from "../dashboard/noted-concerns.ts";
import type { SharedViews } from "../dashboard/views.ts";
import { localDay } from "../directory/hours.ts";
import { isOwnOrigin } from "../identity/origin.ts";
import { stillSignedIn } from "../identity/signed-in.ts";
import type { ContactSources } from "./contacts.ts";
import type { House } from "./doors.ts";
import type { StopList } from "./stop-list.ts";
import { findTransferTarget } from "./transfer-targets.ts";

/** Note to all processes: something about this contact was written down. */
const recordNoted = "record:";

export interface OpenDesks {
  /** Something about a contact was written down: its desk, wherever it is connected, shows it. */
  noted(contactId: string): void;
  /** Something that concerns everybody may have changed. */
  refresh(): void;
}

/**
 * Opens the desks of this process, on the server that serves HTTP too. No Socket.IO adapter joins
 * the processes: each follows the journal itself and draws its own desks from the same state, so
 * no picture has to travel between them, each desk's numbers are counted in one place, and what a
 * process shows is what is durable. An adapter would carry packets that may be lost or overtake
 * the journal, to rooms of which there are none: every desk is sent something of its own.
 */
export function openDesks(
  house: House,
  parts: {
    node: NodeServer;
    shared(): SharedViews;
    contacts: ContactSources;
    concerns: Pick<NotedConcerns, "noted">;
  },
  stops: StopList,
): OpenDesks {
  const { config, clock, log, rooms, center, people } = house;
  const io = new Server(parts.node, {
    serveClient: false,
    transports: ["websocket"],
    // No command comes near that.
    maxHttpBufferSize: 64 * 1024,
    // A line that died without a word is noticed while an offer still rings.
    pingInterval: 4_000,
    pingTimeout: 4_000,
  });
  const desks = new DeskDoor({
    namespace: io.of("/desk"),
    center: center.live,
    directory: rooms.directory,
    clock,
    log,
    shared: parts.shared,
    backgroundOf: parts.contacts.background,
    principalOf: async (headers) =>
      comesFromOwnPages(headers, config) ? await people.identity.principalOf(headers) : null,
    stillSignedIn: (opened) => stillSignedIn(people.identity, opened),
    commands: {
      places: rooms.places,
      today: () => localDay(clock.now()).toString(),
      administrationOfDistrict: (ags) =>
        rooms.directory.administrations(clock.now()).find((each) => each.ags === ags)?.id ?? null,
      about: parts.contacts.about,
      findTarget: (request) => findTransferTarget(rooms.directory, request, clock.now()),
    },
  });
  const written = (contactId: string) => {
    desks.refreshContact(contactId);
    parts.concerns.noted(contactId);
  };
  const unsubscribes = [
    center.wake.onNote((note) => {
      if (note.startsWith(recordNoted)) written(note.slice(recordNoted.length));
    }),
  ];
  desks.start();
  stops.add("desks", async () => {
    for (const unsubscribe of unsubscribes) unsubscribe();
    desks.stop();
    await io.of("/desk").adapter.close();
    io.engine.close();
  });
  return {
    noted(contactId) {
      written(contactId);
      center.wake.tell(`${recordNoted}${contactId}`);
    },
    refresh: () => desks.refresh(),
  };
}

function comesFromOwnPages(headers: Headers, config: Config): boolean {
  const origin = headers.get("origin") ?? undefined;
  const host = headers.get("host") ?? undefined;
  const fetchSite = headers.get("sec-fetch-site") ?? undefined;
  return isOwnOrigin({ origin, host, fetchSite }, config);
}
