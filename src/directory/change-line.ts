import { randomUUID } from "node:crypto";
import type { Prisma, PrismaClient } from "../database/generated/client.ts";
import { AppError } from "../errors.ts";
import { demand, type Principal } from "../identity/permissions.ts";
import { localDay, startOfDay } from "./hours.ts";
import { contradictionsOf, type LineSurroundings } from "./line-contradictions.ts";
import {
  settingNames,
  type Closing,
  type EditableSettings,
  type LineSettingsChange,
  type NewClosing,
  type SettingName,
  type SettingsConflict,
} from "./line-schema.ts";
import { closedByHand } from "./line-state.ts";
import type { LineRecord } from "./records.ts";
import { sameValue } from "./row-changes.ts";
import {
  addLineChange,
  loadAgents,
  loadLines,
  lockLine,
  readLineChanges,
  writeLine,
} from "./store.ts";

/** Who changes which line, and when (milliseconds). */
export interface LineChanger {
  database: PrismaClient;
  principal: Principal;
  lineId: string;
  at: number;
}

const closingDaysMax = 14;
const dayMilliseconds = 86_400_000;

/** The part of a line that supervisors set. */
export function settingsOf(line: LineRecord): EditableSettings {
  return Object.fromEntries(settingNames.map((name) => [name, line[name]])) as EditableSettings;
}

/**
 * Replaces a line's settings as a whole; what is not changed by it is not recorded.
 * @throws AppError 409 `settings_changed` when somebody else was faster: `details` say how the
 *   line is now (SettingsConflict); 422 `contradictory_settings` with the sentences (SettingNote[])
 */
export async function changeLineSettings(
  changer: LineChanger,
  { version, settings, reason }: LineSettingsChange,
): Promise<void> {
  await withLine(changer, async (transaction, line) => {
    if (line.version !== version) throw await conflict(transaction, line);
    const problems = contradictionsOf(settings, await surroundingsOf(transaction, line));
    const [first] = problems;
    if (first) {
      throw new AppError(422, "contradictory_settings", first.message, problems);
    }
    const changed = settingNames.filter((name) => !sameValue(line[name], settings[name]));
    if (changed.length === 0) return;
    const changedSettings = new Set<SettingName>([...line.changedSettings, ...changed]);
    const next = { ...line, ...settings, version: version + 1 };
    await writeLine(transaction, { ...next, changedSettings: [...changedSettings].toSorted() });
    await record(transaction, changer, next.version, {
      kind: "settings",
      from: pick(line, changed),
      to: pick(settings, changed),
      reason,
    });
  });
}

/**
 * Closes a line by hand ("heute geschlossen"), in place of a closing that is there already. Who
 * waits already is still served; whoever calls in this time hears the announcement (R2).
 * @throws AppError 422 `invalid_closing`
 */
export async function closeLine(changer: LineChanger, wanted: NewClosing): Promise<void> {
  const { at, principal } = changer;
  const from = wanted.from === null ? at : Math.max(at, Date.parse(wanted.from));
  const endOfDay = startOfDay(localDay(from).add({ days: 1 }).toString());
  const until = wanted.until === null ? endOfDay : Date.parse(wanted.until);
  if (until <= from) {
    throw invalidClosing("until", "Das Ende der Schließung liegt nicht nach ihrem Anfang.");
  }
  if (until - at > closingDaysMax * dayMilliseconds) {
    const message =
      `Von Hand lässt sich ein Anschluss höchstens ${closingDaysMax} Tage schließen; für länger ` +
      "tragen Sie Schließtage ein.";
    throw invalidClosing("until", message);
  }
  const closing: Closing = {
    from: new Date(from).toISOString(),
    until: new Date(until).toISOString(),
    announcement: wanted.announcement,
    by: principal.name,
  };
  await withLine(changer, async (transaction, line) => {
    await writeLine(transaction, { ...line, closedToday: closing });
    const before = closingAt(line, at);
    await record(transaction, changer, line.version, {
      kind: "closed",
      from: before === null ? {} : { closing: before },
      to: { closing },
      reason: "",
    });
  });
}

/** Opens a line again; one that is not closed by hand stays as it is. */
export async function reopenLine(changer: LineChanger): Promise<void> {
  await withLine(changer, async (transaction, line) => {
    const closing = closingAt(line, changer.at);
    if (closing === null) return;
    await writeLine(transaction, { ...line, closedToday: null });
    await record(transaction, changer, line.version, {
      kind: "reopened",
      from: { closing },
      to: {},
      reason: "",
    });
  });
}

/** The closing by hand that is in force or to come; null when there is none. */
export function closingAt(line: LineRecord, at: number): Closing | null {
  const closing = closedByHand(line);
  return closing !== null && at < closing.to ? line.closedToday : null;
}

/** What a line's settings must agree with, as it is stored now. */
export async function surroundingsOf(
  database: PrismaClient | Prisma.TransactionClient,
  line: Pick<LineRecord, "id" | "number">,
): Promise<LineSurroundings> {
  return { line, lines: await loadLines(database), team: await loadAgents(database) };
}

async function withLine(
  { database, principal, lineId }: LineChanger,
  change: (transaction: Prisma.TransactionClient, line: LineRecord) => Promise<void>,
): Promise<void> {
  await database.$transaction(async (transaction) => {
    const line = await lockLine(transaction, lineId);
    if (!line) throw unknownLine();
    demand(principal, "settings.write", line.administrationId);
    await change(transaction, line);
  });
}

export function unknownLine(): AppError {
  return new AppError(404, "line_not_found", "Diesen Anschluss gibt es nicht.");
}

function invalidClosing(field: string, message: string): AppError {
  return new AppError(422, "invalid_closing", message, [{ field, message }]);
}

async function conflict(
  transaction: Prisma.TransactionClient,
  line: LineRecord,
): Promise<AppError> {
  const [last] = await readLineChanges(transaction, line.id, 1, "settings");
  const details: SettingsConflict = {
    version: line.version,
    settings: settingsOf(line),
    by: last?.userName ?? null,
    at: last?.at.toISOString() ?? null,
  };
  const who = last?.userName ?? "Jemand";
  const message = `${who} hat diesen Anschluss inzwischen geändert. Ihre Eingaben sind noch da.`;
  return new AppError(409, "settings_changed", message, details);
}

interface Recorded {
  kind: "settings" | "closed" | "reopened";
  from: Record<string, unknown>;
  to: Record<string, unknown>;
  reason: string;
}

async function record(
  transaction: Prisma.TransactionClient,
  { principal, lineId, at }: LineChanger,
  version: number,
  { kind, from, to, reason }: Recorded,
): Promise<void> {
  await addLineChange(transaction, {
    id: randomUUID(),
    lineId,
    version,
    kind,
    from: from as Prisma.InputJsonObject,
    to: to as Prisma.InputJsonObject,
    at: new Date(at),
    userId: principal.userId,
    userName: principal.name,
    reason,
  });
}

function pick(settings: EditableSettings, names: readonly SettingName[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}
