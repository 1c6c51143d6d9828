/** A panel of the picture: columns over time, in SVG. Knows no calls, only numbers and colours. */

export const panelHeight = 190;

const axis = "#5b6672";
const grid = "#e4e7ea";
const ink = "#1d2733";
const gridLines = 4;
const keyGap = 26;

export interface Frame {
  x: number;
  y: number;
  width: number;
  columns: number;
}

interface KeyEntry {
  label: string;
  fill: string;
  kind?: "area" | "tick" | "dot" | "diamond" | "level";
}

export class Panel {
  private readonly frame: Frame;
  private readonly title: string;
  private readonly highest: number;
  private readonly label: (value: number) => string;
  private readonly marks: string[] = [];
  private entries: readonly KeyEntry[] = [];

  constructor(
    frame: Frame,
    title: string,
    highest: number,
    label: (value: number) => string = (value) => new Intl.NumberFormat("de-DE").format(value),
  ) {
    this.frame = frame;
    this.title = title;
    this.highest = highest;
    this.label = label;
  }

  /** Values one above the other in a column, from the bottom. */
  stack(column: number, parts: readonly { value: number; fill: string }[]): void {
    const inset = Math.min(2, this.columnWidth * 0.08);
    let below = 0;
    for (const { value, fill } of parts) {
      const upper = this.yOf(below + value);
      const height = this.yOf(below) - upper;
      below += value;
      if (height <= 0) continue;
      const x = round(this.xOf(column) + inset);
      const size = `width="${round(this.columnWidth - 2 * inset)}" height="${round(height)}"`;
      this.marks.push(`<rect x="${x}" y="${round(upper)}" ${size} fill="${fill}"/>`);
    }
  }

  tick(column: number, value: number, stroke: string): void {
    const y = round(this.yOf(value));
    const from = round(this.xOf(column) + this.columnWidth * 0.15);
    const to = round(this.xOf(column) + this.columnWidth * 0.85);
    this.marks.push(`<path d="M${from} ${y}H${to}" stroke="${stroke}" stroke-width="2.5"/>`);
  }

  /** A dashed line all across. */
  level(value: number, stroke: string): void {
    const { x, width } = this.frame;
    const path = `M${x} ${round(this.yOf(value))}h${width}`;
    this.marks.push(`<path d="${path}" stroke="${stroke}" stroke-width="2" ${dashes}/>`);
  }

  /** Through the middles of the columns; a gap where there is nothing. */
  line(values: readonly (number | null)[], stroke: string): void {
    let path = "";
    let drawing = false;
    for (const [column, value] of values.entries()) {
      if (value !== null) {
        path += `${drawing ? "L" : "M"}${this.middle(column)} ${round(this.yOf(value))}`;
      }
      drawing = value !== null;
    }
    this.marks.push(`<path d="${path}" fill="none" stroke="${stroke}" stroke-width="1.5"/>`);
  }

  dot(column: number, value: number, fill: string): void {
    this.marks.push(dotAt(this.middle(column), round(this.yOf(value)), fill));
  }

  diamond(column: number, value: number, fill: string): void {
    this.marks.push(diamondAt(this.middle(column), round(this.yOf(value)), fill));
  }

  /** What the colours mean, beside the panel, from the top. */
  key(entries: readonly KeyEntry[]): void {
    this.entries = entries;
  }

  /** @param clock what stands under each column, "" for nothing */
  draw(clock: readonly string[]): string {
    const { x, y } = this.frame;
    return [
      text(x, y - 14, this.title, { size: 17, weight: 600, fill: ink }),
      ...this.drawGrid(),
      ...this.marks,
      ...this.drawClock(clock),
      ...this.entries.map((entry, index) => this.drawKey(entry, index)),
    ].join("\n");
  }

  private drawGrid(): string[] {
    const { x, width } = this.frame;
    return Array.from({ length: gridLines + 1 }, (_, index) => {
      const value = (this.highest * index) / gridLines;
      const y = round(this.yOf(value));
      const stroke = index === 0 ? axis : grid;
      const label = text(x - 10, y + 5, this.label(value), { size: 14, fill: axis, anchor: "end" });
      return `<path d="M${x} ${y}h${width}" stroke="${stroke}"/>${label}`;
    });
  }

  private drawClock(clock: readonly string[]): string[] {
    const bottom = this.frame.y + panelHeight;
    return clock.flatMap((label, column) => {
      if (label === "") return [];
      const x = round(this.xOf(column));
      const words = text(x, bottom + 23, label, { size: 14, fill: axis });
      return [`<path d="M${x} ${bottom}v7" stroke="${axis}"/>`, words];
    });
  }

  private drawKey({ label, fill, kind = "area" }: KeyEntry, index: number): string {
    const x = this.frame.x + this.frame.width + 24;
    const y = this.frame.y + 16 + index * keyGap;
    const mark = {
      area: `<rect x="${x}" y="${y - 12}" width="16" height="14" rx="2" fill="${fill}"/>`,
      tick: `<path d="M${x} ${y - 5}h16" stroke="${fill}" stroke-width="2.5"/>`,
      level: `<path d="M${x} ${y - 5}h16" stroke="${fill}" stroke-width="2" ${dashes}/>`,
      dot: dotAt(x + 8, y - 5, fill),
      diamond: diamondAt(x + 8, y - 5, fill),
    }[kind];
    return mark + text(x + 26, y, label, { size: 15, fill: ink });
  }

  private get columnWidth(): number {
    return this.frame.width / this.frame.columns;
  }

  private xOf(column: number): number {
    return this.frame.x + column * this.columnWidth;
  }

  private middle(column: number): number {
    return round(this.xOf(column) + this.columnWidth / 2);
  }

  private yOf(value: number): number {
    return this.frame.y + panelHeight * (1 - value / this.highest);
  }
}

const dashes = 'stroke-dasharray="5 4"';

interface TextStyle {
  size: number;
  fill: string;
  weight?: number;
  anchor?: "end";
}

export function text(x: number, y: number, words: string, style: TextStyle): string {
  const { size, fill, weight = 400, anchor } = style;
  const where = `x="${x}" y="${y}"${anchor === undefined ? "" : ` text-anchor="${anchor}"`}`;
  const escaped = words.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const looks = `font-size="${size}" font-weight="${weight}" fill="${fill}"`;
  return `<text ${where} ${looks}>${escaped}</text>`;
}

function dotAt(x: number, y: number, fill: string): string {
  return `<circle cx="${x}" cy="${y}" r="5" fill="${fill}" stroke="#ffffff" stroke-width="1"/>`;
}

function diamondAt(x: number, y: number, fill: string): string {
  const path = `M${x} ${y - 7}l7 7l-7 7l-7 -7z`;
  return `<path d="${path}" fill="${fill}" stroke="#ffffff" stroke-width="1"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
