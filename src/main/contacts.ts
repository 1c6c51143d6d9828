import { mayRead } from "../contacts/api.ts";
import { AppError } from "../errors.ts";
import type { ContactView } from "../contacts/schema.ts";
import {
  concernView,
  readContact,
  readEarlierContacts,
  type StoredContact,
} from "../contacts/store.ts";
import { contactView, type ContactSurroundings } from "../contacts/view.ts";
import type { AboutContact } from "../dashboard/commands.ts";
import type { ContactBackground } from "../dashboard/desk-view.ts";
import type { Principal } from "../identity/permissions.ts";
import type { House } from "./doors.ts";

const earlierShown = 5;
const backgroundMillisecondsMax = 1_000;

/** Contacts as the doors show them: the record, with names and states of the rest of the house. */
export interface ContactSources {
  around: ContactSurroundings;
  show(contactId: string): Promise<ContactView>;
  /**
   * Stops who may not see the contact.
   * @throws AppError 404 `contact_not_found`, 403 `forbidden`
   */
  demandSeen(contactId: string, principal: Principal): Promise<void>;
  background(contactId: string): Promise<ContactBackground | null>;
  /** Where a contact belongs, though it may have left the centre. */
  about(contactId: string): Promise<AboutContact | null>;
}

export function contactSources(house: House): ContactSources {
  const { center, clock, log } = house;
  const around = surroundingsOf(house);
  return {
    around,
    async show(contactId) {
      return contactView(await find(house, contactId), around);
    },
    async demandSeen(contactId, principal) {
      if (mayRead(principal, await find(house, contactId))) return;
      throw new AppError(403, "forbidden", "Diesen Kontakt dürfen Sie nicht einsehen.");
    },
    async about(contactId) {
      const live = center.live.state.contacts[contactId];
      if (live) {
        const { lineId, administrationId, place } = live;
        return { lineId, administrationId, place };
      }
      const row = await read(house, contactId);
      if (!row) return null;
      const { lineId, administrationId, placeAgs: ags, placeName } = row;
      return { lineId, administrationId, place: ags ? { ags, name: placeName ?? ags } : null };
    },
    async background(contactId) {
      // A desk must not wait for a database that is out of reach: it shows what the core knows.
      const inTime = new Promise<null>((resolve) =>
        clock.after(backgroundMillisecondsMax, () => resolve(null)),
      );
      const found = readBackground(house, contactId).catch((error: unknown) => {
        log.warn({ error, contactId }, "the background of a contact could not be read");
        return null;
      });
      return Promise.race([found, inTime]);
    },
  };
}

function surroundingsOf({ rooms, center }: House): ContactSurroundings {
  return {
    names: {
      agent: (id) => center.live.state.agents[id]?.displayName ?? "eine frühere Kraft",
      line: (id) => lineOf(rooms, id)?.name ?? id,
      administration: (id) => rooms.directory.administration(id)?.shortName ?? id,
    },
    line(id) {
      const line = lineOf(rooms, id);
      return line && { id, name: line.name, number: line.number };
    },
    liveState: (id) => center.live.state.contacts[id]?.state ?? null,
  };
}

function lineOf({ directory }: House["rooms"], id: string) {
  return directory.lines().find((line) => line.id === id) ?? null;
}

async function read({ center, database }: House, contactId: string): Promise<StoredContact | null> {
  await center.recorder.caughtUp();
  return readContact(database, contactId);
}

async function find(house: House, contactId: string): Promise<StoredContact> {
  const row = await read(house, contactId);
  if (!row) throw new AppError(404, "contact_not_found", "Diesen Kontakt gibt es nicht.");
  return row;
}

async function readBackground(house: House, contactId: string): Promise<ContactBackground | null> {
  const row = await read(house, contactId);
  if (!row) return null;
  const earlier = row.callerNumber
    ? await readEarlierContacts(house.database, row.callerNumber, contactId, earlierShown)
    : [];
  const promisedIn = house.center.live.state.contacts[contactId]?.callback?.promisedIn ?? null;
  const promising = promisedIn && (await readContact(house.database, promisedIn));
  return {
    row,
    promisedFor: promising ? promising.concerns.map(concernView) : [],
    earlier: earlier.map((contact) => ({
      id: contact.id,
      arrivedAt: contact.arrivedAt.toISOString(),
      lineName: lineOf(house.rooms, contact.lineId)?.name ?? contact.lineId,
      titles: contact.concerns.map((concern) => concern.title),
    })),
  };
}
