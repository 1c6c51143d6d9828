import { stemOf } from "../language/stem.ts";
import type { Link } from "./search-links.ts";
import type { Ranked } from "./search-ranking.ts";
import type { SearchWords } from "./words/search-words.ts";

/**
 * How much each piece of evidence speaks for showing hits at all: a logistic regression over all
 * queries of tests/bench that were written before, rounded. Below `least` nothing is shown.
 */
const evidence = {
  fit: 1.8,
  coverage: 4.5,
  /** A name or synonym said whole. */
  said: 3.2,
  /** Found by its name. */
  named: 1.35,
  /** Each word up to six: whoever tells a story wants something. */
  word: 0.78,
  wordsMax: 6,
  /** One word alone leaves nothing open. */
  alone: 0.7,
  /** The last word is still being typed, or mistyped. */
  begun: 1.5,
  /** Speaks of what no administration does ("Pizza"), even more if the service does not name it. */
  elsewhere: -1.8,
  elsewhereUnnamed: -1.1,
  /** Does what nobody needs an administration for ("reparieren"), unless the service names it. */
  doing: -1.9,
  /** The service names that, but not what it is done with. */
  doingElse: -1.35,
  /** Of several words only things ("Brille") are found. */
  thingsOnly: -3.85,
  /** One thing alone, which the service names only together with something else. */
  thingAlone: -1.5,
  /** Each unit of weight that nobody knows. */
  unknown: -0.13,
  least: 7.45,
};

const foundFrom = 0.75;
const namedFrom = 0.5;
const tellingFrom = 0.4;
const tellingMassMin = 0.7;
const wholeFrom = 0.7;
const missedBelow = 0.3;
const missedMassMin = 1.5;

/** Whether the best hit is what was meant; else the query is about something else. */
export function isConvincing(hit: Ranked, links: readonly Link[], words: SearchWords): boolean {
  const last = links.at(-1);
  const isBegun = last !== undefined && !last.term.meanings.has(stemOf(last.term.text));
  const sum =
    evidence.fit * hit.fit +
    evidence.coverage * hit.coverage +
    evidence.said * hit.said +
    evidence.word * Math.min(evidence.wordsMax, links.length) +
    (hit.phrase.source === "name" ? evidence.named : 0) +
    (links.length === 1 ? evidence.alone : 0) +
    (isBegun ? evidence.begun : 0) +
    foreignDoubt(links) +
    doingDoubt(links, words) +
    thingsDoubt(hit, links, words);
  return sum >= evidence.least;
}

function foreignDoubt(links: readonly Link[]): number {
  let doubt = 0;
  for (const { term, strength } of links) {
    if (!term.isKnown) doubt += evidence.unknown * (1 - strength) * term.mass;
  }
  const foreign = links.filter(({ term }) => term.isElsewhere);
  if (foreign.length > 0) doubt += evidence.elsewhere;
  if (foreign.some(({ strength }) => strength < namedFrom)) doubt += evidence.elsewhereUnnamed;
  return doubt;
}

function doingDoubt(links: readonly Link[], { doings }: SearchWords): number {
  const isDoing = ({ term }: Link) => doings.has(stemOf(term.text));
  const acts = links.filter(isDoing);
  if (acts.length === 0) return 0;
  const isMissed = ({ term, strength }: Link) =>
    strength < missedBelow && term.mass >= missedMassMin;
  const isUnnamed = acts.some(({ strength }) => strength < foundFrom);
  const isElse =
    acts.some(({ strength }) => strength >= foundFrom) &&
    links.some((link) => !isDoing(link) && isMissed(link));
  return (isUnnamed ? evidence.doing : 0) + (isElse ? evidence.doingElse : 0);
}

function thingsDoubt({ said }: Ranked, links: readonly Link[], { things }: SearchWords): number {
  const isThing = ({ term }: Link) => things.has(stemOf(term.text));
  if (!links.some(isThing)) return 0;
  if (links.length === 1) return said < wholeFrom ? evidence.thingAlone : 0;
  const tells = (link: Link) =>
    !isThing(link) && link.strength >= tellingFrom && link.term.mass >= tellingMassMin;
  return links.some(tells) ? 0 : evidence.thingsOnly;
}
