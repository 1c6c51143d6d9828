import type { z } from "zod";

/** Something wrong in a file of the knowledge base, and what to do about it (German). */
export interface Mistake {
  file: string;
  /** Counted from 1. */
  line: number;
  message: string;
}

/** "services/hundesteuer.md:7: Das Feld „name“ fehlt." */
export function formatMistake(mistake: Mistake): string {
  return `${mistake.file}:${mistake.line}: ${mistake.message}`;
}

const formatsByField: Record<string, string> = {
  leikaKey: "Erwartet werden 14 Ziffern, die mit 99 beginnen.",
  checkedAt: "Erwartet wird ein Tag wie 2026-11-22.",
  validFrom: "Erwartet wird ein Tag wie 2026-11-22.",
  validUntil: "Erwartet wird ein Tag wie 2026-11-22.",
  unitKey: "Erwartet werden kleine Buchstaben, Ziffern und Bindestriche wie „kfz-zulassung“.",
  related: "Erwartet werden Kürzel von Leistungen wie „hundesteuer“.",
  authority: "Erwartet wird das Kürzel einer Behörde aus authorities.yaml.",
  districts: "Erwartet werden Kreisschlüssel mit 5 Ziffern in Anführungszeichen.",
  places: "Erwartet werden 8 Ziffern (Gemeinde) oder 9 (Verbandsgemeinde) in Anführungszeichen.",
};

const typeNames: Record<string, string> = {
  string: "ein Text",
  number: "eine Zahl",
  boolean: "true oder false",
  array: "eine Liste",
  object: "eine Gruppe von Feldern",
  record: "eine Gruppe von Feldern",
};

/** Puts what zod found into a German sentence that says what to do. */
export function explainIssue(issue: z.core.$ZodIssue): string {
  const field = issue.path.findLast((part) => typeof part === "string") ?? "";
  const subject = field === "" ? "Der Eintrag" : `Das Feld „${field}“`;
  switch (issue.code) {
    case "unrecognized_keys":
      return `${issue.keys.map((key) => `„${key}“`).join(", ")} ist hier nicht vorgesehen; löschen Sie es oder berichtigen Sie die Schreibweise.`;
    case "invalid_type":
      return issue.input === undefined
        ? `${subject} fehlt; ergänzen Sie es.`
        : `${subject} hat die falsche Form; erwartet wird ${typeNames[issue.expected] ?? issue.expected}.`;
    case "invalid_value": {
      const allowed = issue.values.map((value) => (value === "" ? "leer" : String(value)));
      return `${subject} hat einen unbekannten Wert; erlaubt sind: ${allowed.join(", ")}.`;
    }
    case "too_small":
      return `${subject} ist zu kurz oder zu klein; erwartet wird mindestens ${issue.minimum}.`;
    case "too_big":
      return `${subject} ist zu lang oder zu groß; erlaubt ist höchstens ${issue.maximum}.`;
    case "invalid_format":
      return `${subject} hat die falsche Form. ${formatsByField[field] ?? issue.message}`;
    default:
      return `${subject} ist ungültig: ${issue.message}`;
  }
}
