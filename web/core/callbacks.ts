import type {
  CallbackFacts,
  CallbackView,
  ContactCard,
  DeskView,
} from "../../src/dashboard/schema.ts";
import { texts } from "../texts.ts";
import { momentText } from "./format.ts";

/** Who waits longest first; what is under way last. */
export function byPlace(callbacks: readonly CallbackView[]): CallbackView[] {
  const rank = ({ waitsFor }: CallbackView) => (waitsFor === "nobody" ? 1 : 0);
  return callbacks.toSorted(
    (a, b) => rank(a) - rank(b) || a.askedAt - b.askedAt || (a.id < b.id ? -1 : 1),
  );
}

/** Whether it makes sense to offer it now; the centre decides all the same (R9, R11). */
export function mayCallNow(desk: DeskView | null, { waitsFor }: CallbackView): boolean {
  if (desk === null || waitsFor === "nobody" || waitsFor === "ownCall" || waitsFor === "opening") {
    return false;
  }
  return ["ready", "offered", "wrapUp"].includes(desk.state) && desk.intent === "ready";
}

/** "wartet auf das Team", "ab heute, 14:00" */
export function waitsForText(callback: CallbackView, now: number): string {
  const words = texts.callback.waitsFor;
  const when = callback.dueAt === null ? null : momentText(callback.dueAt, now);
  switch (callback.waitsFor) {
    case "team":
      return callback.firstFor === null ? words.team : words.first(callback.firstFor);
    case "time":
      return when === null ? words.opening(null) : words.time(when);
    case "opening":
      return words.opening(when);
    case "ownCall":
      return words.ownCall;
    case "nobody":
      return words.nobody;
  }
}

/** What it is about: the concerns of the talk in which it was promised, and the note. */
export function matterText({ concerns, note }: Pick<CallbackView, "concerns" | "note">): string {
  const noted = concerns.length === 0 ? [] : [texts.callback.concerns(concerns)];
  return [...noted, ...(note === "" ? [] : [`„${note}“`])].join(" · ");
}

/** Who wished it, and what has come of it so far. */
export function historyTexts(callback: CallbackFacts, now: number): string[] {
  const words = texts.callback;
  const when = momentText(callback.askedAt, now);
  const { promisedBy } = callback;
  const wish = promisedBy === null ? words.asked(when) : words.promised(promisedBy, when);
  return [wish, ...attemptsText(callback)];
}

/** "1 von 3 Versuchen vergeblich, zuletzt besetzt"; nothing before the first. */
export function attemptsText({ attempts, attemptsMax, lastFailure }: CallbackFacts): string[] {
  const words = texts.callback;
  if (attempts === 0) return [];
  const last = lastFailure === null ? "" : `, ${words.lastFailure(words.failures[lastFailure])}`;
  return [`${words.attempts(attempts, attemptsMax)}${last}`];
}

/** Whether the wrap-up is that of an attempt in vain: nobody was spoken to. */
export function wasTriedInVain(contact: ContactCard): boolean {
  return contact.callback !== null && contact.answeredAt === null && contact.callback.attempts > 0;
}
