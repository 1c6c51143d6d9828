import { localDay } from "../directory/hours.ts";
import type { Editing } from "../knowledge/editing/editing.ts";
import { readEdition } from "../knowledge/store.ts";
import type { RunningCenter } from "./center.ts";
import type { KnowledgeRooms } from "./knowledge-rooms.ts";
import type { Ground } from "./service.ts";
import type { StopList } from "./stop-list.ts";

/** Note to all processes: what desks read of services and answers has changed. */
const knowledgeNoted = "knowledge";
/** The same: the search has learnt from a choice, or forgotten. */
const choicesNoted = "search-choices";

export interface RunningEditing {
  editing: Editing;
  /** Reads again if anything was released, by whichever process, or the day has changed. */
  renew(): Promise<void>;
  /** Called after the knowledge of this process has been renewed. */
  onRenewed(listener: () => void): void;
  /** Tells the other processes that the search has learnt something, or forgotten. */
  choicesChanged(): void;
}

/** Opens the editors' workspace and keeps what this process knows equal to what is released. */
export function openEditing(
  { database, clock, log }: Ground,
  rooms: KnowledgeRooms,
  { wake }: RunningCenter,
  stops: StopList,
): RunningEditing {
  const { knowledge } = rooms;
  const listeners = new Set<() => void>();
  const day = () => localDay(clock.now()).toString();
  let knownDay = day();
  const read = async () => {
    const today = day();
    await knowledge.choices.read();
    const edition = await readEdition(database.prisma);
    if (edition === knowledge.edition() && today === knownDay) return;
    await knowledge.reload();
    knownDay = today;
    for (const listener of listeners) listener();
  };
  // One after the other: what was read earlier must not take the place of what was read later.
  let last: Promise<void> = Promise.resolve();
  const renew = () => {
    const renewed = last.then(read);
    last = renewed.catch(() => {});
    return renewed;
  };
  /** What is released stays released; a reading that fails is made up for by the next job. */
  const renewOrLog = () =>
    renew().catch((error: unknown) => log.error({ error }, "released answers could not be read"));
  const unsubscribe = wake.onNote((note) => {
    if (note === knowledgeNoted || note === choicesNoted) void renewOrLog();
  });
  stops.add("editing", async () => {
    unsubscribe();
    await last;
  });
  return {
    editing: {
      ...rooms,
      database: database.prisma,
      clock,
      async released() {
        wake.tell(knowledgeNoted);
        await renewOrLog();
      },
    },
    renew,
    onRenewed: (listener) => void listeners.add(listener),
    choicesChanged: () => wake.tell(choicesNoted),
  };
}
