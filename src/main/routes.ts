import type { OpenAPIHono } from "@hono/zod-openapi";
import { contactRoutes } from "../contacts/api.ts";
import { writtenNumber } from "../dashboard/written-number.ts";
import { directoryRoutes } from "../directory/api.ts";
import { localDay, startOfDay } from "../directory/hours.ts";
import { lineRoutes } from "../directory/lines-api.ts";
import { sameTimeNextServiceDay } from "../directory/service-time.ts";
import { identityRoutes } from "../identity/api.ts";
import { peopleRoutes } from "../identity/people-api.ts";
import type { SignedIn } from "../identity/route.ts";
import { exchangeRoutes } from "../knowledge/exchange/api.ts";
import { uploadsIn } from "../knowledge/exchange/upload.ts";
import { knowledgeRoutes } from "../knowledge/api.ts";
import { editingRoutes } from "../knowledge/editing/api.ts";
import { taskRoutes } from "../knowledge/editing/tasks-api.ts";
import { versionRoutes } from "../knowledge/editing/version-api.ts";
import { searchChoiceRoutes } from "../knowledge/search/choices-api.ts";
import { publicRoutes } from "../knowledge/public/api.ts";
import { hsdsRoutes } from "../knowledge/public/hsds-api.ts";
import { placesRoutes } from "../places/api.ts";
import { planningRoutes } from "../planning/api.ts";
import { reportRoutes } from "../reports/api.ts";
import { ticketRoutes } from "../tickets/api.ts";
import type { ContactSources } from "./contacts.ts";
import type { House } from "./doors.ts";
import type { LineKeeper } from "./lines.ts";

const dayMilliseconds = 86_400_000;

/** Every room's routes; who may call them is declared at each route. */
export function roomRoutes(
  house: House,
  contacts: ContactSources,
  onNoted: (contactId: string) => void,
  lines: LineKeeper,
): OpenAPIHono<SignedIn>[] {
  const { database, clock, rooms, center, people } = house;
  const { places, directory, knowledge } = rooms;
  return [
    identityRoutes(people.identity, people.sampleAccounts),
    peopleRoutes(people.identity),
    placesRoutes(places),
    directoryRoutes(directory, clock),
    lineRoutes({ database, directory, clock, changed: () => lines.changed() }),
    knowledgeRoutes({ knowledge, places, directory, clock }),
    searchChoiceRoutes({ knowledge, clock, changed: () => house.editing.choicesChanged() }),
    editingRoutes(house.editing.editing),
    versionRoutes(house.editing.editing),
    taskRoutes(house.editing.editing),
    exchangeRoutes({
      editing: house.editing.editing,
      uploadsDirectory: uploadsIn(house.config.dataDirectory),
    }),
    ...(house.config.publicApi
      ? [
          publicRoutes(rooms, clock),
          hsdsRoutes({ ...rooms, database: database.prisma }, clock, house.config.publicUrl),
        ]
      : []),
    contactRoutes({
      database,
      clock,
      recorder: center.recorder,
      around: contacts.around,
      onNoted,
    }),
    ticketRoutes({
      database,
      clock,
      administrationExists: (id) => directory.administration(id) !== null,
      dueAt: (administrationId, at) => ticketDueAt(house, administrationId, at),
      demandContact: contacts.demandSeen,
    }),
    reportRoutes({
      database,
      clock,
      lines: () => directory.lines(),
      startOfDay,
      dayOf: (at) => localDay(at).toString(),
      written: writtenNumber,
    }),
    planningRoutes({
      database,
      clock,
      line: (id) => directory.lines().find((line) => line.id === id) ?? null,
    }),
  ];
}

/** The 24-hour promise runs in the hours of 115 and stops on the administration's own closing days. */
function ticketDueAt({ rooms }: House, administrationId: string, at: number): number {
  const promise = rooms.directory.lines().find((line) => line.kind === "115");
  const closures = rooms.directory.closures(administrationId);
  const due = promise && sameTimeNextServiceDay(promise.hours, closures, at);
  return due ?? at + dayMilliseconds;
}
