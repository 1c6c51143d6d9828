import { pino } from "pino";
import { LiveCenter } from "../../src/center/live-center.ts";
import { PostgresJournal } from "../../src/center/postgres-journal.ts";
import { systemClock, type SteadyClock } from "../../src/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { Wake } from "../../src/database/wake.ts";
import type { Command } from "../../src/routing/commands.ts";
import type { CenterEvent } from "../../src/routing/events.ts";
import type { AgentProfile, LineSettings } from "../../src/routing/state.ts";

export const silentLog = pino({ level: "silent" });

/** A line that is always open, with times that no test waits for. */
export function testLine(changes: Partial<LineSettings> = {}): LineSettings {
  return {
    id: "115",
    number: "115",
    name: "Behördennummer 115",
    kind: "115",
    administrationId: null,
    answerTargetSeconds: 30,
    offerSecondsMax: 600,
    ringSecondsMax: 600,
    transferSecondsMax: 600,
    wrapUpSecondsMax: 600,
    recallReservedSecondsMax: 600,
    requiredSkills: [],
    open: [{ from: 0, to: 4_102_444_800_000 }],
    nightTarget: null,
    ...changes,
  };
}

export function testAgent(id: string, changes: Partial<AgentProfile> = {}): AgentProfile {
  return {
    id,
    displayName: `Agentin ${id}`,
    administrationId: "vulkaneifel",
    extension: `7${id}`,
    lineIds: ["115"],
    skills: [],
    ...changes,
  };
}

/** The journal alone, to look into or to write past a centre. */
export function journalOf(database: Database): PostgresJournal {
  return new PostgresJournal({ database, wake: new Wake(database.url, systemClock) });
}

/** A centre on the database, as a process has it; `stop` ends its connections too. */
export async function startCenter(
  database: Database,
  clock: SteadyClock = systemClock,
): Promise<LiveCenter> {
  const wake = new Wake(database.url, clock);
  await wake.start();
  const center = new LiveCenter({
    journal: new PostgresJournal({ database, wake }),
    clock,
    log: silentLog,
  });
  await center.start();
  const stop = center.stop.bind(center);
  center.stop = async () => {
    await stop();
    await wake.stop();
  };
  return center;
}

/** Submits a command that must be accepted. @returns what followed from it */
export async function submit(center: LiveCenter, command: Command): Promise<CenterEvent[]> {
  const outcome = await center.submit(command);
  if (!outcome.ok) throw new Error(`${command.type} was refused: ${outcome.rejection.code}`);
  return outcome.events;
}

export function arrival(contactId: string, changes: { lineId?: string } = {}): Command {
  return {
    type: "contactArrives",
    contactId,
    callId: `call-${contactId}`,
    lineId: changes.lineId ?? "115",
    callerNumber: "+496571011501",
    origin: [],
  };
}

/** Lets a ready agent take the contact that is offered to her, until they talk. */
export async function talk(center: LiveCenter, agentId: string): Promise<string> {
  const offerId = center.state.agents[agentId]?.offerId;
  if (!offerId) throw new Error(`${agentId} has no offer`);
  await submit(center, { type: "acceptOffer", agentId, offerId });
  const contactId = center.state.agents[agentId]?.contactId;
  const party = contactId ? center.state.contacts[contactId]?.party : null;
  if (!contactId || !party) throw new Error(`${agentId} is not being connected`);
  await submit(center, { type: "partyAnswers", contactId, partyId: party.id });
  return contactId;
}
