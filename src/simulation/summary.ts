import type { SimulatedDay } from "./day.ts";
import type { DayFigures, LineOfDay } from "./figures.ts";
import { noFigures } from "../reports/tally.ts";

const whole = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("de-DE", {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

type Row = readonly string[];

const columns: Row = [
  "Anschluss",
  "angeboten",
  "angenommen",
  "in der Zielzeit",
  "Ziel",
  "aufgelegt",
  "Ø Wartezeit",
  "95 % höchstens",
];

/** The day in German, for a terminal. */
export function summarise(day: SimulatedDay, figures: DayFigures): string {
  const { options, house, roster, store, journalHash } = day;
  const byId = new Map(figures.lines.map((line) => [line.lineId, line]));
  const rows = house.lines.map(({ id, name, answerTargetSeconds }) =>
    rowOf(name, byId.get(id) ?? none(id), `${answerTargetSeconds} s`),
  );
  const all = figures.lines.reduce(sum, none("all"));
  return [
    `Montag, 9. November 2026, ab 8 Uhr ${options.hours} Stunden, ` +
      `${whole.format(options.calls)} Anrufe, Startwert ${options.seed}`,
    `Echter Kern, echte Zentrale, echte Telefontür; die Telefonanlage ist simuliert, ` +
      `das Protokoll liegt im Arbeitsspeicher statt in PostgreSQL.`,
    "",
    ...tableOf([columns, ...rows, rowOf("alle zusammen", all, "")]),
    "",
    ...pairs([
      ["Team", `${roster.length} Personen in ${house.administrations.length} Verwaltungen`],
      ["Auslastung", percent(figures.occupancy)],
      ["Gespräche", durations(figures)],
      ["Angebote", offersOf(figures)],
      ["Vermittlungen", transfersOf(figures)],
      ["Geparkt", `${count(figures, "contactParked")}`],
      ["Wieder angerufen", `${figures.resumed} bekamen ihren Platz zurück`],
      ["Rückrufe", callbacksOf(figures, all)],
      ["Verliehen", lendingOf(day, figures)],
    ]),
    "",
    `Protokoll: ${whole.format(store.rows.length)} Entscheidungen, SHA-256 ${journalHash}`,
  ].join("\n");
}

function rowOf(name: string, line: LineOfDay, target: string): Row {
  const { offered, answered, answeredInTarget, abandoned, waitSeconds } = line;
  const waited = waitSeconds.toSorted((a, b) => a - b);
  const mean = waited.reduce((total, seconds) => total + seconds, 0) / Math.max(1, waited.length);
  const most = waited[Math.ceil(waited.length * 0.95) - 1] ?? 0;
  return [
    name,
    whole.format(offered),
    whole.format(answered),
    percent(share(answeredInTarget, answered + abandoned)),
    target,
    `${whole.format(abandoned)} (${percent(share(abandoned, offered))})`,
    `${fine.format(mean)} s`,
    `${fine.format(most)} s`,
  ];
}

function tableOf(rows: readonly Row[]): string[] {
  const widths = columns.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const rule = widths.map((width) => "─".repeat(width)).join("──");
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!),
      )
      .join("  "),
  );
  return [lines[0]!, rule, ...lines.slice(1, -1), rule, lines.at(-1)!];
}

function pairs(entries: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...entries.map(([label]) => label.length)) + 2;
  return entries.map(([label, words]) => label.padEnd(width) + words);
}

function durations({ talkSeconds, wrapUpSeconds, events }: DayFigures): string {
  const talks = events["conversationStarted"] ?? 0;
  const wrapUps = events["wrapUpStarted"] ?? 0;
  return (
    `${whole.format(talks)}, im Mittel ${whole.format(talkSeconds / Math.max(1, talks))} s ` +
    `und ${whole.format(wrapUpSeconds / Math.max(1, wrapUps))} s Nachbearbeitung`
  );
}

function offersOf({ offers }: DayFigures): string {
  const { accepted, declined, expired, rescinded } = offers;
  return (
    `${whole.format(accepted)} angenommen, ${declined} abgelehnt, ` +
    `${expired} abgelaufen, ${rescinded} zurückgezogen`
  );
}

function transfersOf(figures: DayFigures): string {
  const { busy = 0, noAnswer = 0, declined = 0, unreachable = 0 } = figures.transfersFailed;
  const back = busy + noAnswer + declined + unreachable;
  const connected = count(figures, "transferConnected");
  return (
    `${count(figures, "transferStarted")}, davon ${connected} verbunden, ` +
    `${whole.format(back)} Wiederanläufe (${whole.format(noAnswer)} ohne Antwort, ` +
    `${busy} besetzt, ${declined} abgelehnt, ${unreachable} nicht erreichbar), ` +
    `${figures.transfersFailed["takenBack"] ?? 0} zurückgeholt`
  );
}

function callbacksOf(figures: DayFigures, all: LineOfDay): string {
  const { callbacks, callbacksReached, callbacksNotReached } = all;
  const open = Object.values(figures.state.contacts).filter(({ callback }) => callback !== null);
  return (
    `${count(figures, "callbackAsked")} mit der Eins gewünscht, ` +
    `${count(figures, "callbackPromised")} zugesagt; ` +
    `von ${whole.format(callbacks)} ${whole.format(callbacksReached)} erreicht, ` +
    `${callbacksNotReached} nicht erreicht, ${open.length} noch offen`
  );
}

function lendingOf({ house }: SimulatedDay, { lentMinutes }: DayFigures): string {
  const words = house.administrations.map(
    ({ id, shortName }) => `${shortName} ${whole.format(lentMinutes[id] ?? 0)} min`,
  );
  return `${words.join(", ")} an andere Zentralen`;
}

function count({ events }: DayFigures, type: string): string {
  return whole.format(events[type] ?? 0);
}

function percent(value: number | null): string {
  return value === null ? "–" : `${fine.format(value * 100)} %`;
}

function share(part: number, total: number): number | null {
  return total === 0 ? null : part / total;
}

function none(lineId: string): LineOfDay {
  return { ...noFigures(lineId), waitSeconds: [] };
}

function sum(a: LineOfDay, b: LineOfDay): LineOfDay {
  return {
    lineId: a.lineId,
    offered: a.offered + b.offered,
    answered: a.answered + b.answered,
    answeredInTarget: a.answeredInTarget + b.answeredInTarget,
    abandoned: a.abandoned + b.abandoned,
    callbacks: a.callbacks + b.callbacks,
    callbacksReached: a.callbacksReached + b.callbacksReached,
    callbacksNotReached: a.callbacksNotReached + b.callbacksNotReached,
    waitSeconds: a.waitSeconds.concat(b.waitSeconds),
  };
}
