import type { AnswerContent, OpenPoint } from "./schema.ts";

/** How many characters a field may have; of a list each of its lines. */
export const lettersMax = {
  spoken: 4_000,
  body: 40_000,
  fee: 500,
  duration: 500,
  deadline: 500,
  appointment: 500,
  documents: 500,
  onlineUrl: 1_000,
  source: 1_000,
  legalBasis: 500,
  agentHints: 4_000,
} as const;
type LimitedField = keyof typeof lettersMax;

/** How many lines a list may have. */
export const linesMax = 40;

/** More than this nobody reads aloud, nor listens to. */
export const spokenLettersMax = 700;

/** Why words cannot be stored: nothing is cut off, the writer shortens it. */
export function lengthProblems(content: AnswerContent): OpenPoint[] {
  return (Object.keys(lettersMax) as LimitedField[]).flatMap((field) => {
    const value = content[field];
    const most = lettersMax[field];
    if (typeof value === "string") {
      if (value.length <= most) return [];
      const message =
        `Der Text hat ${number(value.length)} Zeichen, gespeichert werden höchstens ` +
        `${number(most)}. Kürzen Sie ihn; bis dahin wird der Entwurf nicht gespeichert.`;
      return [{ field, message }];
    }
    const points: OpenPoint[] = [];
    if (value.length > linesMax) {
      points.push({ field, message: `Mehr als ${linesMax} Zeilen werden nicht gespeichert.` });
    }
    const long = value.findIndex((line) => line.length > most);
    if (long >= 0) {
      const message = `Zeile ${long + 1} ist länger als ${number(most)} Zeichen; so wird sie nicht gespeichert.`;
      points.push({ field, message });
    }
    return points;
  });
}

function number(count: number): string {
  return count.toLocaleString("de-DE");
}
