import { stringify } from "yaml";
import type { Mistake } from "../directory/mistake.ts";
import { parseYamlText } from "../directory/yaml-text.ts";
import { fenceAfter } from "./code-fence.ts";
import type { AnswerRecord, ServiceRecord } from "./records.ts";
import { serviceFrontMatterSchema, type ServiceFrontMatter } from "./schema.ts";

/** One knowledge-base/services/<slug>.md. */
export interface ServiceFile {
  slug: string;
  frontMatter: ServiceFrontMatter;
  /** By "shared" or the id of an administration, in the order of the file. */
  sections: Record<string, AnswerSection>;
}

export interface AnswerSection {
  /** Words to read aloud, paragraphs separated by an empty line. */
  spoken: string | null;
  /** Markdown. */
  body: string | null;
}

export interface ParsedServiceFile {
  /** Null when there are mistakes. */
  file: ServiceFile | null;
  mistakes: Mistake[];
  /** Line of a field of the front matter or of a section ("sections", id). */
  lineOf(path: readonly PropertyKey[]): number;
}

const headingPattern = /^# Antwort(?:: ([a-z0-9-]+))?\s*$/;
const firstLevel = /^#\s/;
const unfinishedCode =
  "Ein Codeblock ist nicht beendet; schließen Sie ihn mit einer Zeile, in der nur ``` steht.";

/** Reads a service file; every mistake comes with its line and says what to do. */
export function parseServiceFile(path: string, text: string): ParsedServiceFile {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const slug = /([^/\\]+)\.md$/.exec(path)?.[1] ?? "";
  const end = lines.indexOf("---", 1);
  if (lines[0] !== "---" || end < 0) {
    const message = "Der Kopf fehlt; die Datei beginnt mit --- und der Kopf endet mit ---.";
    return { file: null, mistakes: [{ file: path, line: 1, message }], lineOf: () => 1 };
  }
  const front = parseYamlText(path, lines.slice(1, end).join("\n"), serviceFrontMatterSchema, 2);
  const body = parseSections(path, lines, end + 1);
  const mistakes = [...front.mistakes, ...body.mistakes];
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
    const message = "Der Dateiname besteht aus kleinen Buchstaben, Ziffern und Bindestrichen.";
    mistakes.push({ file: path, line: 1, message });
  }
  const file =
    front.value && mistakes.length === 0
      ? { slug, frontMatter: front.value, sections: body.sections }
      : null;
  const lineOf = (where: readonly PropertyKey[]) =>
    where[0] === "sections" ? (body.lines.get(String(where[1])) ?? end) : front.lineOf(where);
  return { file, mistakes, lineOf };
}

function parseSections(path: string, lines: readonly string[], start: number) {
  const sections: Record<string, AnswerSection> = {};
  const sectionLines = new Map<string, number>();
  const mistakes: Mistake[] = [];
  let current: { id: string; content: string[] } | null = null;
  let fence: string | null = null;
  let fenceLine = start;
  const finish = () => {
    if (current) sections[current.id] = splitSection(current.content);
  };
  for (const [index, line] of lines.slice(start).entries()) {
    const number = start + index + 1;
    if (fence === null) fenceLine = number;
    fence = fenceAfter(line, fence);
    const heading = fence === null ? headingPattern.exec(line) : null;
    if (heading) {
      finish();
      const id = heading[1] ?? "shared";
      if (sectionLines.has(id)) {
        const message = `Den Abschnitt „${line.trim()}“ gibt es schon; führen Sie beide zusammen.`;
        mistakes.push({ file: path, line: number, message });
      }
      sectionLines.set(id, number);
      current = { id, content: [] };
    } else if (fence === null && firstLevel.test(line)) {
      const message =
        "Überschriften erster Stufe heißen „# Antwort“ oder „# Antwort: <Verwaltung>“; nehmen Sie sonst ##.";
      mistakes.push({ file: path, line: number, message });
    } else if (current) {
      current.content.push(line);
    } else if (line.trim() !== "") {
      const message = "Dieser Text steht vor dem ersten Abschnitt; setzen Sie „# Antwort“ davor.";
      mistakes.push({ file: path, line: number, message });
    }
  }
  finish();
  if (fence !== null) {
    mistakes.push({ file: path, line: fenceLine, message: unfinishedCode });
  }
  return { sections, lines: sectionLines, mistakes };
}

/** Why a body cannot stand in a service file, German; null: it can. */
export function bodyFault(body: string): string | null {
  let mark: string | null = null;
  for (const line of body.split("\n")) {
    mark = fenceAfter(line, mark);
    if (mark === null && firstLevel.test(line)) {
      const heading = line.slice(1, 60).trim();
      return `Überschriften im Text sind zweiter Stufe; schreiben Sie „## ${heading}“ statt „# ${heading}“.`;
    }
  }
  return mark === null ? null : unfinishedCode;
}

/** The block quote at the head is what is read aloud, the rest is the body. */
function splitSection(content: readonly string[]): AnswerSection {
  const first = content.findIndex((line) => line.trim() !== "");
  if (first < 0) return { spoken: null, body: null };
  let end = first;
  while (content[end]?.startsWith(">")) end += 1;
  const quoted = content.slice(first, end).map((line) => line.replace(/^> ?/, ""));
  return {
    spoken: tidySpoken(quoted.join("\n")) || null,
    body: content.slice(end).join("\n").trim() || null,
  };
}

/** Words to read aloud as they are kept: paragraphs of one line, an empty line in between. */
export function tidySpoken(words: string): string {
  const lines = words.trim().split("\n");
  const text = lines.map((line) => line.trim()).join("\n");
  return text.replaceAll(/\n+/g, (breaks) => (breaks === "\n" ? " " : "\n\n"));
}

/** The inverse of `parseServiceFile`: parsing its result gives the same file again. */
export function formatServiceFile(file: ServiceFile): string {
  const front = stringify(file.frontMatter, { lineWidth: 100 });
  const sections = Object.entries(file.sections).map(([id, section]) => formatSection(id, section));
  return [`---\n${front}---`, ...sections].join("\n\n") + "\n";
}

/** A section as it stands in a file, without an empty line at its end. */
export function formatSection(id: string, { spoken, body }: AnswerSection): string {
  const heading = id === "shared" ? "# Antwort" : `# Antwort: ${id}`;
  // A quote at the head of the body would be read aloud, were there no empty one before it.
  const words = spoken ?? (body?.startsWith(">") ? "" : null);
  const quote = words
    ?.split("\n")
    .map((line) => (line === "" ? ">" : `> ${line}`))
    .join("\n");
  return [heading, quote, body].filter((part) => part).join("\n\n");
}

/** The rows that a service file becomes. */
export function serviceRows(file: ServiceFile): {
  service: ServiceRecord;
  answers: AnswerRecord[];
} {
  const { answers: fields, ...front } = file.frontMatter;
  const ids = new Set([...Object.keys(fields), ...Object.keys(file.sections)]);
  const answers = [...ids].map((id): AnswerRecord => {
    const own = fields[id] ?? {};
    const section = file.sections[id];
    return {
      id: `${file.slug}:${id}`,
      serviceSlug: file.slug,
      scope: own.scope ?? (id === "shared" ? "shared" : "district"),
      administrationId: id === "shared" ? null : id,
      spoken: section?.spoken ?? null,
      body: section?.body ?? null,
      fee: own.fee ?? null,
      duration: own.duration ?? null,
      deadline: own.deadline ?? null,
      appointment: own.appointment ?? null,
      documents: own.documents ?? [],
      onlineUrl: own.onlineUrl ?? null,
      sample: own.sample ?? null,
      source: own.source ?? null,
      checkedAt: own.checkedAt ?? null,
      validFrom: own.validFrom ?? null,
      validUntil: own.validUntil ?? null,
    };
  });
  const service = {
    ...front,
    slug: file.slug,
    leikaKey: front.leikaKey ?? null,
    question: front.question ?? null,
    agentHints: front.agentHints ?? null,
  };
  return { service, answers };
}
