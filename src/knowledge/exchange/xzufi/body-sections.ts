import { fenceAfter } from "../../code-fence.ts";

/** A part of the answer's body that the standard has a module for. */
export interface BodySection {
  /** Code of the text module, or the structured module of that name. */
  code: string;
  heading: string;
  /** Markdown. */
  text: string;
}

/** Headings of the sections; the first of each is used where a sender gives none. */
const headings: Record<string, readonly string[]> = {
  "09": ["Voraussetzungen", "Voraussetzung"],
  "11": ["Ablauf", "Verfahrensablauf", "So geht es"],
  "14": ["Formulare", "Formular"],
  "15": ["Weiterführende Informationen"],
  "16": ["Hinweise", "Hinweis"],
  "22": ["Zuständige Stelle", "Zuständig"],
  "23": ["Ansprechpunkt"],
  "25": ["Rechtsbehelf"],
  modulFrist: ["Fristen"],
  modulKosten: ["Kosten"],
  modulBearbeitungsdauer: ["Bearbeitungsdauer"],
};

const codes = new Map(
  Object.entries(headings).flatMap(([code, names]) => names.map((name) => [name, code] as const)),
);

export function headingOf(code: string): string | null {
  return headings[code]?.[0] ?? null;
}

/**
 * Parts a body at the headings that the standard knows; each module once. A section goes on until
 * the next of them, other headings inside it included.
 * @param mayLeave whether a section is to be taken out of the text
 */
export function splitBody(
  body: string,
  mayLeave: (section: BodySection) => boolean,
): { lead: string; sections: BodySection[] } {
  const parts: { heading: string; lines: string[] }[] = [{ heading: "", lines: [] }];
  let fence: string | null = null;
  for (const line of body.split("\n")) {
    fence = fenceAfter(line, fence);
    const heading = fence === null ? (/^## (.+?)\s*$/.exec(line)?.[1] ?? null) : null;
    if (heading !== null && codes.has(heading)) parts.push({ heading, lines: [] });
    else parts.at(-1)?.lines.push(line);
  }
  const sections: BodySection[] = [];
  let lead = "";
  for (const { heading, lines } of parts) {
    const section = { code: codes.get(heading) ?? "", heading, text: lines.join("\n").trim() };
    const known = sections.some(({ code }) => code === section.code);
    if (heading !== "" && section.text !== "" && !known && mayLeave(section)) {
      sections.push(section);
      continue;
    }
    const text = [heading && `## ${heading}`, section.text].filter(Boolean).join("\n\n");
    const last = sections.at(-1);
    if (last) last.text = joinParts(last.text, text);
    else lead = joinParts(lead, text);
  }
  return { lead, sections };
}

/** The inverse of `splitBody`. */
export function joinBody(lead: string, sections: readonly BodySection[]): string {
  return sections.reduce(
    (body, { heading, text }) => joinParts(joinParts(body, `## ${heading}`), text),
    lead,
  );
}

function joinParts(left: string, right: string): string {
  return left === "" || right === "" ? left + right : `${left}\n\n${right}`;
}
