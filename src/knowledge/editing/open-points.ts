import { Temporal } from "temporal-polyfill";
import { AppError } from "../../errors.ts";
import { dayText } from "../../language/day-text.ts";
import { escalationTargets } from "../escalation.ts";
import type { ServiceRecord } from "../records.ts";
import { casesAt, resolveResponsibility } from "../responsibility.ts";
import type { EscalationTarget } from "../schema.ts";
import { bodyFault } from "../service-file.ts";
import { administrationOf, changedFields, tidy } from "./content.ts";
import { sectionName, today, type Editing } from "./editing.ts";
import { linkFault } from "./links.ts";
import { markdownLinks, marksMax, type MarkdownLinks } from "./markdown-links.ts";
import { sharedSection, type AnswerContent, type OpenPoint, type OpenPoints } from "./schema.ts";
import type { AnswerPlace } from "./store.ts";
import { lengthProblems, lettersMax, spokenLettersMax } from "./text-limits.ts";

export interface CheckedDraft extends AnswerPlace {
  content: AnswerContent;
  releasedFrom: string | null;
  releasedUntil: string | null;
  /** The shared answer of today, for a district's; null where there is none. */
  shared: AnswerContent | null;
}

/** What refuses the release of a draft, and what is worth a look before it. */
export function openPointsOf(
  editing: Editing,
  service: ServiceRecord,
  draft: CheckedDraft,
): OpenPoints {
  const day = today(editing);
  const begins = draft.releasedFrom !== null && draft.releasedFrom > day ? draft.releasedFrom : day;
  const content = tidy(draft.content);
  // What is too long to be stored is not read: it might keep every desk waiting.
  const body = markdownLinks(content.body.length > lettersMax.body ? "" : content.body);
  return {
    problems: [
      ...lengthProblems(content),
      ...wordProblems(draft, content),
      ...validityProblems(draft, content, day),
      ...linkProblems(content, body),
      ...targetProblems(editing, service, draft.section, begins),
    ],
    hints: [
      ...validityHints(editing, draft, { day, begins }),
      ...contentHints(service, draft, content, day),
      ...linkHints(content, body),
    ],
  };
}

function wordProblems({ section, shared }: CheckedDraft, content: AnswerContent): OpenPoint[] {
  const problems: OpenPoint[] = [];
  if (content.spoken === "" && !shared?.spoken && content.scope !== "contactOnly") {
    problems.push({ field: "spoken", message: "Es fehlen die Worte zum Vorlesen." });
  }
  if (section === sharedSection && content.reviewMonths === null) {
    const message = "Es fehlt, nach wie vielen Monaten die Antwort wieder zu prüfen ist.";
    problems.push({ field: "reviewMonths", message });
  }
  const fault = bodyFault(content.body);
  if (fault !== null) problems.push({ field: "body", message: fault });
  return problems;
}

function validityProblems(
  { releasedFrom, releasedUntil }: CheckedDraft,
  { checkedAt }: AnswerContent,
  day: string,
): OpenPoint[] {
  const problems: OpenPoint[] = [];
  if (releasedFrom && releasedUntil && releasedUntil < releasedFrom) {
    const message = "Das Ende der Gültigkeit liegt vor ihrem Beginn.";
    problems.push({ field: "releasedUntil", message });
  } else if (releasedUntil && releasedUntil < day) {
    const message = "Das Ende der Gültigkeit liegt in der Vergangenheit.";
    problems.push({ field: "releasedUntil", message });
  }
  if (checkedAt > day) {
    problems.push({ field: "checkedAt", message: "Der Tag der Prüfung liegt in der Zukunft." });
  }
  return problems;
}

/** A day that has passed by mistake, and what is released for later: both turn out otherwise. */
function validityHints(
  { knowledge }: Editing,
  { serviceSlug, section, releasedFrom, releasedUntil }: CheckedDraft,
  { day, begins }: { day: string; begins: string },
): OpenPoint[] {
  const hints: OpenPoint[] = [];
  if (releasedFrom !== null && releasedFrom < day) {
    const message = `Der ${dayText(releasedFrom)} ist vergangen: Die Fassung gilt sofort mit der Freigabe.`;
    hints.push({ field: "releasedFrom", message });
  }
  const coming = knowledge
    .answers(serviceSlug)
    .filter(({ administrationId }) => administrationId === administrationOf(section))
    .map(({ validFrom }) => validFrom ?? "")
    .filter((from) => from > day && from >= begins && from <= (releasedUntil ?? from))
    .toSorted();
  for (const from of new Set(coming)) {
    const message =
      from === begins
        ? `Ab ${dayText(from)} ist schon eine Fassung freigegeben; diese tritt an ihre Stelle.`
        : `Ab ${dayText(from)} gilt eine andere Fassung, die schon freigegeben ist. Was Sie hier ändern, ändern Sie wenn nötig auch dort.`;
    hints.push({ field: "releasedUntil", message });
  }
  return hints;
}

function linkProblems(
  { onlineUrl }: AnswerContent,
  { links, unread, tooDeep, tooMany }: MarkdownLinks,
): OpenPoint[] {
  const problems: OpenPoint[] = [];
  // That it is too long has been told already.
  const isRead = onlineUrl !== "" && onlineUrl.length <= lettersMax.onlineUrl;
  const fault = isRead ? linkFault(onlineUrl) : null;
  if (fault !== null) {
    problems.push({ field: "onlineUrl", message: `Der Link „${short(onlineUrl)}“ ${fault}.` });
  }
  if (tooDeep) {
    const message = "Der Text ist so tief verschachtelt, dass kein Arbeitsplatz ihn zeigen kann.";
    problems.push({ field: "body", message });
  } else if (tooMany) {
    const message = `Der Text hat mehr als ${marksMax} Zeilen, Links, Sternchen und ähnliche Zeichen; kein Arbeitsplatz könnte ihn schnell genug zeigen. Kürzen Sie ihn.`;
    problems.push({ field: "body", message });
  }
  const inText = (link: string, why: string) =>
    problems.push({ field: "body", message: `Der Link „${short(link)}“ im Text ${why}.` });
  for (const link of new Set([...links, ...unread])) {
    const why = linkFault(link) ?? (unread.includes(link) ? "ist nicht abgeschlossen" : null);
    if (why !== null) inText(link, why);
  }
  return problems.slice(0, pointsMax);
}

/** More of one kind nobody reads; the rest shows when these are gone. */
const pointsMax = 20;
const shownLettersMax = 100;

function short(text: string): string {
  return text.length > shownLettersMax ? `${text.slice(0, shownLettersMax)} …` : text;
}

function linkHints({ onlineUrl }: AnswerContent, { links, left }: MarkdownLinks): OpenPoint[] {
  const open = (link: string) => link.startsWith("http://");
  const hints: OpenPoint[] = [];
  const message = "Ein Link beginnt mit http://; fast jede Seite gibt es auch mit https://.";
  if (open(onlineUrl)) hints.push({ field: "onlineUrl", message });
  if (links.some(open)) hints.push({ field: "body", message });
  const [first] = left;
  if (first !== undefined) {
    const lost = `„${short(first)}“ im Text zeigt kein Arbeitsplatz: HTML und Bilder bleiben weg.`;
    hints.push({ field: "body", message: lost });
  }
  return hints;
}

/**
 * Wherever the answer holds somebody must be responsible in each case that is asked for, and be
 * reachable other than in writing.
 */
export function targetProblems(
  { places, directory, knowledge, clock, ...editing }: Editing,
  service: ServiceRecord,
  section: string,
  day: string,
): OpenPoint[] {
  const at = clock.now();
  const authorities = knowledge.authorities();
  const district = directory.administration(section)?.ags ?? null;
  const unreachable = new Map<string, string>();
  const settled = new Set<string>();
  let unclear: string | null = null;
  for (const place of places.municipalities(day)) {
    if (district !== null && place.district.ags !== district) continue;
    try {
      const cases = casesAt(service, place, day, authorities);
      for (const chosen of cases.length > 0 ? cases : [null]) {
        const decision = resolveResponsibility(service, place, day, authorities, chosen);
        const { id, name } = decision.authority;
        if (settled.has(id)) continue;
        settled.add(id);
        const question = { service, place, decision, authorities, directory, date: day, at };
        if (!escalationTargets(question).some(canBeCalled)) unreachable.set(id, name);
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      unclear ??= error.message;
    }
  }
  const problems = [...unreachable.values()].map((name) => ({
    field: "targets",
    message: `Für ${name} fehlt ein Eskalationsziel mit Durchwahl und Zeiten; ergänzen Sie es im Verzeichnis.`,
  }));
  if (unclear !== null) problems.push({ field: "targets", message: unclear });
  if (settled.size === 0 && unclear === null) {
    const where = sectionName({ ...editing, directory }, section);
    const message = `„${where}“: In ihrem Gebiet ist kein Ort hinterlegt.`;
    problems.push({ field: "targets", message });
  }
  return problems;
}

/** Somebody with a number and with hours at which he answers it. */
function canBeCalled({ kind, extension, hours }: EscalationTarget): boolean {
  return kind !== "ticket" && extension !== null && hours !== "";
}

function contentHints(
  service: ServiceRecord,
  { section, shared }: CheckedDraft,
  content: AnswerContent,
  day: string,
): OpenPoint[] {
  const hints: OpenPoint[] = [];
  if (content.spoken.length > spokenLettersMax) {
    const message = `Zum Vorlesen ist das lang (${content.spoken.length} Zeichen); zwei bis vier kurze Sätze genügen.`;
    hints.push({ field: "spoken", message });
  }
  const checkedAt = content.checkedAt || shared?.checkedAt || service.checkedAt;
  const months = content.reviewMonths ?? service.reviewMonths;
  if (Temporal.PlainDate.from(checkedAt).add({ months }).toString() <= day) {
    const message =
      "Die Prüfung ist fällig. Setzen Sie den Tag, an dem Sie zuletzt nachgesehen haben.";
    hints.push({ field: "checkedAt", message });
  }
  if (/Muster:/.test(JSON.stringify(content)) && content.sample !== true) {
    const message =
      "Ein Feld beginnt mit „Muster:“; kennzeichnen Sie die Antwort als Musterangabe.";
    hints.push({ field: "sample", message });
  }
  if (section !== sharedSection && shared) hints.push(...repetitionHints(content, tidy(shared)));
  return hints;
}

/** What a district's answer repeats word for word it need not say. */
function repetitionHints(content: AnswerContent, shared: AnswerContent): OpenPoint[] {
  const differing = new Set(changedFields(content, shared));
  const words = ["spoken", "body", "fee", "duration", "deadline", "appointment"] as const;
  return words
    .filter((field) => content[field] !== "" && !differing.has(field))
    .map((field) => ({
      field,
      message: "Das steht ebenso in der gemeinsamen Antwort; leer lassen genügt.",
    }));
}
