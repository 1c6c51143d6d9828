import { stemOf } from "../../language/stem.ts";
import type { Link } from "./links.ts";
import type { Ranked } from "./ranking.ts";
import type { SearchWords } from "./words/search-words.ts";

/**
 * How much each piece of evidence speaks for showing hits at all: a logistic regression over all
 * queries of tests/bench that were written before, rounded. Below `least` nothing is shown.
 */
const evidence = {
  fit: 3.55,
  coverage: 4.2,
  /** A name or synonym said whole. */
  said: 2.9,
  /** Found by its name. */
  named: 2.25,
  /** Each word up to six: whoever tells a story wants something. */
  word: 1.35,
  wordsMax: 6,
  /** The last word is still being typed, or mistyped. */
  begun: 0.4,
  /** Whoever names a place wants something done there. */
  place: 2,
  /** Whoever cites a law speaks of an authority. */
  law: 3,
  /** Logarithm of how many phrases of the service speak of what is found. */
  spokenOf: 0.5,
  /** Each letter of the longest word found: the longer, the less by chance. */
  letter: 0.25,
  /** Only abbreviations are found, which are short on purpose. */
  abbreviated: 1.35,
  /** Each further field of life among the first hits: what is meant lies together. */
  scattered: -0.5,
  /** Part of a compound that nobody knows as a whole. */
  part: -1.8,
  /** Everything is found by other words only that mean the same, if they do. */
  meantOnly: -1.9,
  /** Nothing is found but kin, rooms, things and doings, which occur in any story. */
  sceneryOnly: -1.6,
  /** Speaks of what no administration does ("Pizza"), even more if the service does not name it. */
  elsewhere: -1.4,
  elsewhereUnnamed: -3.25,
  /** Two telling words beside it are found: it is only the scenery of a story. */
  elsewhereScenery: 1.45,
  /** Does what nobody needs an administration for ("reparieren"), unless the service names it. */
  doing: -3.1,
  /** The service names that, but not what it is done with. */
  doingElse: -1.65,
  /** Of several words only things ("Brille") are found. */
  thingsOnly: -6.15,
  /** One thing alone, which the service names only together with something else. */
  thingAlone: -1.5,
  least: 12.2,
};

const surelyFrom = 0.8;
const foundFrom = 0.75;
const namedFrom = 0.5;
const tellingFrom = 0.4;
const tellingMassMin = 0.7;
const wholeFrom = 0.7;
const missedBelow = 0.3;
const missedMassMin = 1.5;
const abbreviationLettersMax = 4;

/** What was found, and what it was found by. */
export interface Found {
  best: Ranked;
  links: readonly Link[];
  /** Fields of life of the first hits. */
  categories: readonly string[];
  isPlaceNamed: boolean;
  isLawCited: boolean;
}

/** Whether the best hit is what was meant; else the query is about something else. */
export function isConvincing(found: Found, words: SearchWords): boolean {
  const { best, links } = found;
  const last = links.at(-1);
  const isBegun = last !== undefined && !last.term.meanings.has(stemOf(last.term.text));
  const sum =
    evidence.fit * best.fit +
    evidence.coverage * best.coverage +
    evidence.said * best.said +
    evidence.word * Math.min(evidence.wordsMax, links.length) +
    (best.phrase.source === "name" ? evidence.named : 0) +
    (isBegun ? evidence.begun : 0) +
    (found.isPlaceNamed ? evidence.place : 0) +
    (found.isLawCited ? evidence.law : 0) +
    evidence.scattered * (new Set(found.categories).size - 1) +
    foundTrust(links, words) +
    foreignDoubt(links, words) +
    doingDoubt(links, words) +
    thingsDoubt(best, links, words);
  return sum >= evidence.least;
}

function foundTrust(links: readonly Link[], words: SearchWords): number {
  const telling = links.filter(isTelling);
  const phrases = links.reduce((sum, { term, phraseCount }) => {
    return term.mass > tellingMassMin ? sum + phraseCount : sum;
  }, 0);
  const longest = links.reduce((max, { term, strength }) => {
    return strength >= namedFrom ? Math.max(max, term.text.length) : max;
  }, 0);
  const isShort = ({ term }: Link) => term.text.length <= abbreviationLettersMax;
  const isMeant = ({ meaning }: Link) => meaning.startsWith("concept:");
  const isOnly = (its: (link: Link) => boolean) => telling.length > 0 && telling.every(its);
  return (
    evidence.spokenOf * Math.log1p(phrases) +
    evidence.letter * longest +
    (telling.every(isShort) ? evidence.abbreviated : 0) +
    (isOnly(isMeant) ? evidence.meantOnly : 0) +
    (isOnly((link) => isScenery(link, words)) ? evidence.sceneryOnly : 0) +
    (links.some(({ term }) => term.isPart === true) ? evidence.part : 0)
  );
}

function isTelling({ term, strength }: Link): boolean {
  return strength >= tellingFrom && term.mass >= tellingMassMin;
}

function isScenery({ term }: Link, { modest, things, doings }: SearchWords): boolean {
  const stem = stemOf(term.text);
  return modest.has(stem) || things.has(stem) || doings.has(stem);
}

function foreignDoubt(links: readonly Link[], { modest, things }: SearchWords): number {
  const foreign = links.filter(({ term }) => term.isElsewhere);
  if (foreign.length === 0) return 0;
  if (foreign.every(({ strength }) => strength >= namedFrom)) return evidence.elsewhere;
  const beside = links.filter(({ term, strength }) => {
    const stem = stemOf(term.text);
    const isSure = strength >= surelyFrom && term.mass >= missedMassMin;
    return isSure && !term.isElsewhere && !modest.has(stem) && !things.has(stem);
  });
  const ease = beside.length >= 2 ? evidence.elsewhereScenery : 0;
  return evidence.elsewhere + evidence.elsewhereUnnamed + ease;
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
  return links.some((link) => !isThing(link) && isTelling(link)) ? 0 : evidence.thingsOnly;
}
