import { z } from "zod";
import type { $ZodRawIssue } from "zod/v4/core";
import { AppError } from "./errors.ts";

/** A day that somebody enters. PostgreSQL, for one, knows no year 0. */
export const isoDay = z.iso
  .date({ error: "Erwartet wird ein Tag wie 2026-11-22.", abort: true })
  .regex(/^(19|[2-9]\d)/, "Erwartet wird ein Tag ab 1900, wie 2026-11-22.");

/** Where an input is wrong, and what is wrong there, in German. */
interface FieldProblem {
  /** Like "grants.0.role"; empty when the whole input is meant. */
  field: string;
  message: string;
}

/** The one reply to input that has the wrong shape: 422 `invalid_input`. */
export function invalidInput(error: z.ZodError): AppError {
  const problems: FieldProblem[] = error.issues.map((issue) => ({
    field: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const first = problems[0];
  const where = first?.field ? ` (Feld „${first.field}“: ${first.message})` : "";
  return new AppError(422, "invalid_input", `Die Angaben sind nicht gültig${where}.`, problems);
}

const typeNames: Record<string, string> = {
  string: "ein Text",
  number: "eine Zahl",
  int: "eine ganze Zahl",
  boolean: "wahr oder falsch",
  array: "eine Liste",
  object: "ein Objekt",
  null: "null",
};

/**
 * The input in its expected shape. Zero characters and halves of character pairs fit every schema,
 * but PostgreSQL stores neither: one of them would hold up whatever is to be written down.
 * @throws AppError 422 `invalid_input`
 */
export function requireValid<Input>(result: z.ZodSafeParseResult<Input>): Input {
  if (!result.success) throw invalidInput(result.error);
  if (holdsUnstorable(result.data)) {
    const message = "Die Angaben enthalten Zeichen, die sich nicht speichern lassen.";
    throw new AppError(422, "invalid_input", message);
  }
  return result.data;
}

const unstorable = /[\0\p{Surrogate}]/u;

function holdsUnstorable(value: unknown): boolean {
  if (typeof value === "string") return unstorable.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([key, each]) => unstorable.test(key) || holdsUnstorable(each));
}

/** Words for people: the library's own German is a word-for-word rendering of the English. */
function germanMessage(issue: $ZodRawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      if (issue.input === undefined) return "fehlt";
      return `erwartet wird ${typeNames[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `erwartet wird ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `mindestens ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `höchstens ${issue.maximum}${unitOf(issue.origin)}`;
    case "unrecognized_keys":
      return `unbekannt: ${issue.keys.join(", ")}`;
    default:
      return "hat nicht die erwartete Form";
  }
}

function unitOf(origin: string): string {
  if (origin === "string") return " Zeichen";
  if (origin === "array" || origin === "set") return " Einträge";
  return "";
}

// Messages that a schema words itself win over these.
z.config({ localeError: germanMessage });
