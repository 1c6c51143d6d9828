import { stemOf } from "../language/stem.ts";
import type { Link } from "./search-links.ts";
import type { Ranked } from "./search-ranking.ts";
import type { SearchWords } from "./words/search-words.ts";

/**
 * How much each piece of evidence speaks for showing hits at all: a logistic regression over all
 * queries of tests/bench that were written before, rounded. Below `least` nothing is shown.
 */
const evidence = {
  fit: 1.5,
  coverage: 5.5,
  /** A name or synonym said whole. */
  said: 3.25,
  /** Each word up to six: whoever tells a story wants something. */
  word: 0.4,
  wordsMax: 6,
  /** The last word is still being typed, or mistyped. */
  begun: 2.1,
  /** Says what no administration does ("Pizza"), and the service says nothing of it. */
  elsewhere: -1.45,
  /** Does what nobody needs an administration for ("reparieren"), unless the service names it. */
  doing: -2,
  /** Of several words only things ("Brille") are found. */
  thingsOnly: -4.2,
  /** Each unit of weight that nobody knows. */
  unknown: -0.24,
  least: 6.7,
};

const foundFrom = 0.75;
const namedFrom = 0.5;
const tellingFrom = 0.4;
const tellingMassMin = 0.9;

/** Whether the best hit is what was meant; else the query is about something else. */
export function isConvincing(
  hit: Ranked,
  links: readonly Link[],
  { doings, things }: SearchWords,
): boolean {
  let sum =
    evidence.fit * hit.fit +
    evidence.coverage * hit.coverage +
    evidence.said * hit.said +
    evidence.word * Math.min(evidence.wordsMax, links.length);
  const stems = links.map(({ term }) => stemOf(term.text));
  const last = links.at(-1);
  if (last !== undefined && !last.term.meanings.has(stems.at(-1)!)) sum += evidence.begun;
  const isElsewhere = ({ term, strength }: Link) => term.isElsewhere && strength < namedFrom;
  if (links.some(isElsewhere)) sum += evidence.elsewhere;
  if (links.some(({ strength }, at) => strength < foundFrom && doings.has(stems[at]!))) {
    sum += evidence.doing;
  }
  const hasThing = links.length > 1 && stems.some((stem) => things.has(stem));
  const tells = ({ term, strength }: Link, at: number) =>
    !things.has(stems[at]!) && strength >= tellingFrom && term.mass >= tellingMassMin;
  if (hasThing && !links.some(tells)) sum += evidence.thingsOnly;
  for (const { term, strength } of links) {
    if (!term.isKnown) sum += evidence.unknown * (1 - strength) * term.mass;
  }
  return sum >= evidence.least;
}
