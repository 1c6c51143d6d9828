import type { SimulatedDay } from "./day.ts";
import type { DayFigures, QuarterFigures } from "./figures.ts";
import { Panel, panelHeight, text, type Frame } from "./picture-panel.ts";

/** Okabe and Ito's colours: told apart by everybody, also in grey by their lightness. */
const blue = "#0072b2";
const sky = "#56b4e9";
const green = "#009e73";
const vermilion = "#c8500a";
const grey = "#b9bec4";
const ink = "#1d2733";
const faint = "#5b6672";

const width = 1280;
const left = 76;
const right = 310;
const top = 142;
const gap = 70;
const promise = 0.75;

const number = new Intl.NumberFormat("de-DE");

/** The day at a glance: one column a quarter-hour, four panels with one clock. */
export function drawDay(day: SimulatedDay, figures: DayFigures): string {
  const { quarters } = figures;
  const frame = (index: number): Frame => ({
    x: left,
    y: top + index * (panelHeight + gap),
    width: width - left - right,
    columns: quarters.length,
  });
  const height = top + 4 * (panelHeight + gap) + 24;
  const panels = [
    drawCalls(frame(0), quarters),
    drawWaiting(frame(1), quarters),
    drawPeople(frame(2), quarters),
    drawPromise(frame(3), quarters),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"
 width="${width}" height="${height}" role="img" aria-labelledby="title description"
 font-family="'Fira Sans', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif">
<title id="title">Ein simulierter Montag im 115-Servicecenter</title>
<desc id="description">${describe(figures)}</desc>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${text(left, 50, "Ein Montag im 115-Servicecenter", { size: 28, weight: 600, fill: ink })}
${text(left, 82, subtitle(day, figures), { size: 16, fill: faint })}
${panels.map((panel) => panel.draw(clockLabels(day, quarters))).join("\n")}
${text(left, height - 12, footer(day), { size: 12, fill: faint })}
</svg>
`;
}

function drawCalls(frame: Frame, quarters: readonly QuarterFigures[]): Panel {
  const highest = Math.max(...quarters.map(({ offered }) => offered));
  const panel = new Panel(frame, "Anrufe je Viertelstunde", niceTop(highest));
  for (const [index, quarter] of quarters.entries()) {
    const late = quarter.answered - quarter.answeredInTarget;
    panel.stack(index, [
      { value: quarter.answeredInTarget, fill: blue },
      { value: late, fill: sky },
      { value: quarter.abandoned, fill: vermilion },
    ]);
  }
  panel.key([
    { label: "aufgelegt", fill: vermilion },
    { label: "später angenommen", fill: sky },
    { label: "in der Zielzeit angenommen", fill: blue },
  ]);
  return panel;
}

function drawWaiting(frame: Frame, quarters: readonly QuarterFigures[]): Panel {
  const highest = Math.max(...quarters.map(({ waitingMost }) => waitingMost));
  const panel = new Panel(frame, "Wer wartet", niceTop(highest));
  for (const [index, { waiting, waitingMost }] of quarters.entries()) {
    panel.stack(index, [{ value: waiting, fill: vermilion }]);
    panel.tick(index, waitingMost, ink);
  }
  panel.key([
    { label: "die meisten auf einmal", fill: ink, kind: "tick" },
    { label: "im Mittel", fill: vermilion },
  ]);
  return panel;
}

function drawPeople(frame: Frame, quarters: readonly QuarterFigures[]): Panel {
  const highest = Math.max(
    ...quarters.map(({ people }) => Object.values(people).reduce((sum, each) => sum + each, 0)),
  );
  const panel = new Panel(frame, "Wer da ist", niceTop(highest));
  for (const [index, { people }] of quarters.entries()) {
    panel.stack(index, [
      { value: people.talking, fill: blue },
      { value: people.wrapUp, fill: sky },
      { value: people.ready, fill: green },
      { value: people.away, fill: grey },
    ]);
  }
  panel.key([
    { label: "in der Pause, nicht am Platz", fill: grey },
    { label: "bereit", fill: green },
    { label: "Nachbearbeitung", fill: sky },
    { label: "mit einem Anruf beschäftigt", fill: blue },
  ]);
  return panel;
}

function drawPromise(frame: Frame, quarters: readonly QuarterFigures[]): Panel {
  const panel = new Panel(frame, "Anteil in der Zielzeit", 1, (value) => `${value * 100} %`);
  panel.level(promise, faint);
  const points = quarters.map((quarter) => inTargetShare(quarter));
  panel.line(points, ink);
  for (const [index, share] of points.entries()) {
    if (share === null) continue;
    if (share >= promise) panel.dot(index, share, blue);
    else panel.diamond(index, share, vermilion);
  }
  panel.key([
    { label: "Versprechen gehalten", fill: blue, kind: "dot" },
    { label: "darunter", fill: vermilion, kind: "diamond" },
    { label: "Versprechen: 75 %", fill: faint, kind: "level" },
  ]);
  return panel;
}

function inTargetShare({ answered, answeredInTarget, abandoned }: QuarterFigures): number | null {
  const settled = answered + abandoned;
  return settled === 0 ? null : answeredInTarget / settled;
}

/** The next round number, so that the axis ends above the highest column. */
function niceTop(highest: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const steps = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * magnitude);
  return steps.find((step) => step >= highest) ?? 10 * magnitude;
}

/** The full hours, at the left edge of their quarter. */
function clockLabels({ from }: SimulatedDay, quarters: readonly QuarterFigures[]): string[] {
  return quarters.map((quarter) => {
    const hours = 8 + (quarter.from - from) / 3_600_000;
    return Number.isInteger(hours) ? `${hours} Uhr` : "";
  });
}

function subtitle({ house, roster, options }: SimulatedDay, figures: DayFigures): string {
  const offered = figures.lines.reduce((sum, line) => sum + line.offered, 0);
  return (
    `${house.administrations.length} Verwaltungen, ${house.lines.length} Anschlüsse, ` +
    `${number.format(offered)} Anrufe in ${number.format(options.hours)} Stunden, ` +
    `${roster.length} Menschen im Dienst`
  );
}

function footer({ options, journalHash }: SimulatedDay): string {
  return (
    `Simulation auf dem echten Routing-Kern, Startwert ${options.seed}. ` +
    `Protokoll ${journalHash.slice(0, 16)}…`
  );
}

function describe({ lines }: DayFigures): string {
  const total = (name: "offered" | "answered" | "answeredInTarget" | "abandoned") =>
    number.format(lines.reduce((sum, line) => sum + line[name], 0));
  return (
    `Von ${total("offered")} Anrufen wurden ${total("answered")} angenommen, ` +
    `${total("answeredInTarget")} davon in der Zielzeit; ${total("abandoned")} legten auf.`
  );
}
