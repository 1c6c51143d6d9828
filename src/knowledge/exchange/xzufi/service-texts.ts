import { headingOf, joinBody, splitBody, type BodySection } from "./body-sections.ts";
import { htmlToMarkdown, htmlToParagraphs, markdownToHtml } from "./html.ts";
import { germanTexts } from "./languages.ts";
import {
  ownModuleList,
  type AmountModule,
  type LocalText,
  type TextModule,
  type XzufiService,
  type XzufiSpecialisation,
} from "./objects.ts";
import { escapeXml } from "./write-xml.ts";

/** What an answer says and a message can say, too. Undefined: nothing is said of it. */
export interface ServiceFields {
  name?: string;
  leikaKey?: string;
  /** Words to read aloud: Kurztext, else Teaser. */
  spoken?: string;
  /** Markdown: Volltext and the modules that follow it. */
  body?: string;
  fee?: string;
  duration?: string;
  deadline?: string;
  appointment?: string;
  documents?: string[];
  legalBasis?: string[];
  synonyms?: string[];
  /** Markdown, agents only. */
  agentHints?: string;
  source?: string;
  /** ISO days. */
  checkedAt?: string;
  releasedFrom?: string;
  releasedUntil?: string;
}

/** What an answer's line can hold; a longer text belongs into the body. */
const lineLettersMax = 500;
const appointmentModule = `${ownModuleList}#termin`;

/** Text modules and structured modules as the fields of an answer; sources in docs of `codes`. */
export function fieldsOfTexts(texts: XzufiService | XzufiSpecialisation): ServiceFields {
  const html = (code: string) => moduleHtml(texts.textModules.find((each) => each.code === code));
  const paragraphs = (code: string) => htmlToParagraphs(html(code));
  const line = (code: string) => paragraphs(code).join(" ");
  const fee = amountField(texts.fee);
  const duration = amountField(texts.duration);
  const deadline = amountField(texts.deadline);
  const sections = [
    ...texts.textModules.flatMap(sectionOf),
    ...structuredSection("modulFrist", texts.deadline, deadline.section),
    ...structuredSection("modulKosten", texts.fee, fee.section),
    ...structuredSection("modulBearbeitungsdauer", texts.duration, duration.section),
  ].toSorted((left, right) => left.position - right.position);
  const appointment = texts.ownModules.find(({ code }) => code === appointmentModule);
  return given({
    name: line("03") || line("02"),
    leikaKey: texts.kind === "leistung" ? (texts.leikaKeys[0] ?? "") : "",
    spoken: (paragraphs("05").length > 0 ? paragraphs("05") : paragraphs("24")).join("\n\n"),
    body: joinBody(htmlToMarkdown(html("06")), sections),
    fee: fee.line,
    duration: duration.line,
    deadline: deadline.line,
    appointment: htmlToParagraphs(moduleHtml(appointment)).join(" "),
    documents: paragraphs("08").length > 0 ? paragraphs("08") : documentNames(texts.documents),
    legalBasis: paragraphs("07"),
    synonyms: [...new Set(germanTexts(texts.terms).flatMap(htmlToParagraphs))],
    agentHints: germanTexts(texts.agentHints).map(htmlToMarkdown).join("\n\n"),
    source: line("18"),
    checkedAt: texts.approvedOn ?? "",
    releasedFrom: texts.validFrom ?? "",
    releasedUntil: texts.validUntil ?? "",
  });
}

function documentNames(documents: readonly LocalText[][]): string[] {
  return documents.flatMap((names) => germanTexts(names).flatMap(htmlToParagraphs).slice(0, 1));
}

function moduleHtml(module: TextModule | undefined): string {
  return module ? germanTexts(module.texts).join("\n") : "";
}

/** An empty module says nothing: it does not empty a text here. */
function given(fields: Required<ServiceFields>): ServiceFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value.length > 0));
}

interface PlacedSection extends BodySection {
  position: number;
}

function sectionOf(module: TextModule): PlacedSection[] {
  const usual = headingOf(module.code);
  const text = usual === null ? "" : htmlToMarkdown(moduleHtml(module));
  if (usual === null || text === "") return [];
  const heading = germanTexts(module.titles).flatMap(htmlToParagraphs).join(" ") || usual;
  return [{ code: module.code, heading, text, position: module.position ?? Infinity }];
}

/** A short text is the field itself; a long one is a section of the body. */
function amountField({ amounts, texts }: AmountModule): { line: string; section: string } {
  const html = germanTexts(texts).join("\n");
  const blocks = htmlToParagraphs(html);
  const short = isLine(blocks);
  return {
    line: [...amounts, ...(short ? blocks : [])].join("; "),
    section: short ? "" : htmlToMarkdown(html),
  };
}

function isLine(blocks: readonly string[]): boolean {
  return blocks.length <= 1 && blocks.join("").length <= lineLettersMax;
}

function structuredSection(code: string, module: AmountModule, text: string): PlacedSection[] {
  const heading = headingOf(code) ?? "";
  return text === "" ? [] : [{ code, heading, text, position: module.position ?? Infinity }];
}

const german = (text: string) => [{ language: "de", text }];

export type WrittenTexts = Pick<
  XzufiService,
  | "textModules"
  | "ownModules"
  | "deadline"
  | "fee"
  | "duration"
  | "documents"
  | "terms"
  | "agentHints"
  | "approvedOn"
  | "validFrom"
  | "validUntil"
>;

/** The inverse of `fieldsOfTexts`. */
export function textsOfFields(fields: ServiceFields): WrittenTexts {
  const { lead, sections } = splitBody(fields.body ?? "", ({ code, text }) => {
    const field = {
      modulFrist: "deadline",
      modulKosten: "fee",
      modulBearbeitungsdauer: "duration",
    };
    const name = field[code as keyof typeof field] as "deadline" | "fee" | "duration" | undefined;
    if (name === undefined) return true;
    return fields[name] === undefined && !isLine(htmlToParagraphs(markdownToHtml(text)));
  });
  const amounts = (name: "deadline" | "fee" | "duration", code: string): AmountModule => {
    const index = sections.findIndex((section) => section.code === code);
    const section = sections[index];
    if (section) return amountModule(markdownToHtml(section.text), index + 2);
    return amountModule(fields[name] === undefined ? "" : escapeXml(fields[name]), null);
  };
  return {
    textModules: [
      ...textModule("02", fields.name && escapeXml(fields.name)),
      ...textModule("03", fields.name && escapeXml(fields.name)),
      ...textModule("05", fields.spoken && paragraphsHtml(fields.spoken)),
      ...textModule("06", lead === "" ? undefined : markdownToHtml(lead), 1),
      ...textModule("07", fields.legalBasis && listHtml(fields.legalBasis)),
      ...textModule("08", fields.documents && listHtml(fields.documents)),
      ...sections.flatMap(({ code, heading, text }, index) =>
        code.startsWith("modul") ? [] : textModule(code, markdownToHtml(text), index + 2, heading),
      ),
      ...textModule("18", fields.source && escapeXml(fields.source)),
    ],
    ownModules:
      fields.appointment === undefined
        ? []
        : textModule(appointmentModule, escapeXml(fields.appointment), null, "Termin"),
    deadline: amounts("deadline", "modulFrist"),
    fee: amounts("fee", "modulKosten"),
    duration: amounts("duration", "modulBearbeitungsdauer"),
    // Names alone, which the text module 08 has, too.
    documents: [],
    terms: (fields.synonyms ?? []).map((term) => ({ language: "de", text: escapeXml(term) })),
    agentHints: fields.agentHints === undefined ? [] : german(markdownToHtml(fields.agentHints)),
    approvedOn: fields.checkedAt ?? null,
    validFrom: fields.releasedFrom ?? null,
    validUntil: fields.releasedUntil ?? null,
  };
}

function amountModule(html: string, position: number | null): AmountModule {
  return { amounts: [], texts: html === "" ? [] : german(html), position };
}

function textModule(
  code: string,
  html: string | undefined,
  position: number | null = null,
  heading?: string,
): TextModule[] {
  if (html === undefined || html === "") return [];
  const titles =
    heading === undefined || heading === headingOf(code) ? [] : german(escapeXml(heading));
  return [{ code, titles, texts: german(html), position }];
}

function paragraphsHtml(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeXml(paragraph.trim())}</p>`)
    .join("");
}

function listHtml(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join("")}</ul>`;
}
