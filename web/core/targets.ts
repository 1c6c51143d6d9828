import type { SkillOnDuty } from "../../src/dashboard/skills.ts";
import type { DirectoryHit } from "../../src/directory/schema.ts";
import type { EscalationTarget } from "../../src/knowledge/schema.ts";

/** Somebody a call can be transferred to, whatever list he comes from. */
export interface Target {
  /** Unique in a list. */
  key: string;
  /** Null: the digits are dialled as they are. */
  directoryEntryId: string | null;
  extension: string;
  name: string;
  detail: string;
  administrationId: string | null;
  reachableNow: boolean;
  reachability: string;
  sample: boolean;
  confidential: boolean;
  /** Found only by likeness: whoever presses Enter may mean somebody else. */
  guessed: boolean;
  /** German, why it is not sure that this is the office: the place it follows from is presumed. */
  unsure?: string;
  /** Set for colleagues with a language or topic: the caller goes back to the team for them. */
  skill?: string;
}

/** The ticket box is no target: it is written to. Entries without an extension cannot be rung. */
export function fromEscalation(
  target: EscalationTarget,
  unsure: string | null = null,
): Target | null {
  if (target.kind === "ticket" || target.extension === null) return null;
  return {
    key: target.id,
    directoryEntryId: target.id,
    extension: target.extension,
    name: target.name,
    detail: target.detail,
    administrationId: target.administrationId,
    reachableNow: target.reachableNow,
    reachability: target.reachability,
    sample: target.sample,
    confidential: target.confidential,
    guessed: false,
    ...(unsure === null ? {} : { unsure }),
  };
}

export function fromDirectory(hit: DirectoryHit): Target | null {
  if (hit.extension === null) return null;
  const parts = [hit.unit === hit.name ? null : hit.unit, hit.task, hit.room];
  return {
    key: hit.id,
    directoryEntryId: hit.id,
    extension: hit.extension,
    name: hit.name,
    detail: parts.filter((part) => part !== null && part !== "").join(" · "),
    administrationId: hit.administrationId,
    reachableNow: hit.reachableNow,
    reachability: hit.reachability,
    sample: hit.sample,
    confidential: hit.confidential,
    guessed: !hit.sure,
  };
}

/** Colleagues on duty with a language or a topic. */
export function fromSkill({ name, onDuty, ready }: SkillOnDuty, words: SkillWords): Target {
  return {
    key: `skill:${name}`,
    directoryEntryId: null,
    extension: "",
    name,
    detail: words.detail,
    administrationId: null,
    reachableNow: ready > 0,
    reachability: words.onDuty(onDuty, ready),
    sample: false,
    confidential: false,
    guessed: false,
    skill: name,
  };
}

/** How colleagues are described in a list of targets. */
interface SkillWords {
  detail: string;
  onDuty: (onDuty: number, ready: number) => string;
}

/** Skills whose name has a word that begins with what is typed; all before anything is typed. */
export function skillsFor(typed: string, skills: readonly SkillOnDuty[]): SkillOnDuty[] {
  return skills.filter(({ name }) => hasWordFrom(typed, name));
}

function hasWordFrom(typed: string, name: string): boolean {
  const wanted = typed.trim().toLocaleLowerCase("de");
  const words = name.toLocaleLowerCase("de").split(/[\s-]+/);
  return words.some((word) => word.startsWith(wanted));
}

/** Digits are dialled as they are; spaces and hyphens are how people write them. */
export function dialledDigits(text: string): string | null {
  const digits = text.replaceAll(/[\s/()-]/g, "");
  return /^\+?\d{2,20}$/.test(digits) ? digits : null;
}

/** From so many letters on, a language is meant rather than an office that begins alike. */
const languageLettersMin = 4;

/**
 * What a transfer offers: before anything is typed the targets of the open answer, then what the
 * directory found. Of a number that nobody is listed under the digits themselves, last otherwise.
 */
export function targetsFor(
  text: string,
  escalation: readonly EscalationTarget[],
  hits: readonly DirectoryHit[],
  dialName: (digits: string) => string,
  unsure: string | null = null,
): Target[] {
  const listed =
    text.trim() === ""
      ? escalation.map((target) => fromEscalation(target, unsure))
      : hits.map(fromDirectory);
  const targets = listed.filter((target) => target !== null);
  const digits = dialledDigits(text);
  if (digits === null || targets.some((target) => target.extension === digits)) return targets;
  return [...targets, dialTarget(digits, dialName(digits))];
}

function dialTarget(digits: string, name: string): Target {
  return {
    key: `dial:${digits}`,
    directoryEntryId: null,
    extension: digits,
    name,
    detail: "",
    administrationId: null,
    reachableNow: true,
    reachability: "",
    sample: false,
    confidential: false,
    guessed: false,
  };
}

/**
 * Who is named as typed comes first, what only resembles it last. Colleagues stand between: of few
 * letters an office is more likely meant, of more a language.
 */
export function inOrder(typed: string, listed: readonly Target[], colleagues: readonly Target[]) {
  const isNamed = ({ guessed, name }: Target) => !guessed && hasWordFrom(typed, name);
  const others = listed.filter((target) => !target.guessed && !isNamed(target));
  return [
    ...listed.filter(isNamed),
    ...(typed.length >= languageLettersMin
      ? [...colleagues, ...others]
      : [...others, ...colleagues]),
    ...listed.filter(({ guessed }) => guessed),
  ];
}

/**
 * Where the choice starts among an answer's targets: at the first that can be reached, so that
 * Enter is enough. Who was searched for by name is meant, reachable or not.
 */
export function firstReachable(targets: readonly Reachable[]): number {
  const index = targets.findIndex(
    (target) => target.reachableNow && !target.confidential && target.skill === undefined,
  );
  return Math.max(0, index);
}

type Reachable = Pick<Target, "reachableNow" | "confidential" | "skill">;

/** Of an answer's targets the one that F8 and Enter take; where none can be rung, the first. */
export function nextTarget(escalation: readonly EscalationTarget[]): EscalationTarget | null {
  const callable = escalation.filter((target) => fromEscalation(target) !== null);
  return callable[firstReachable(callable)] ?? escalation[0] ?? null;
}
