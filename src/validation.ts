import { z } from "zod";
import type { $ZodRawIssue } from "zod/v4/core";
import { AppError } from "./errors.ts";

/** Where an input is wrong, and what is wrong there, in German. */
export interface FieldProblem {
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
