import { stemOf } from "../../language/stem.ts";
import type { Link } from "./links.ts";
import type { Ranked } from "./ranking.ts";
import type { SearchWords } from "./words/search-words.ts";

/**
 * How much each piece of evidence speaks for showing hits at all: a logistic regression over all
 * queries of tests/bench that were written before, rounded. Below `least` nothing is shown.
 */
const evidence = {
  fit: 2.9,
  coverage: 5.45,
  /** A name or synonym said whole. */
  said: 3.1,
  /** Found by its name. */
  named: 2.1,
  /** Each word up to six: whoever tells a story wants something. */
  word: 1.35,
  /** The last word is still being typed, or mistyped. */
  begun: 1.25,
  /** Whoever names a place wants something done there. */
  place: 3.7,
  /** Names another country, whose own matter it may be. */
  abroad: -2.75,
  /** Each word that says nothing up to six: "ich brauche" asks for something. */
  story: 0.95,
  /** Cites a law that the service rests on. */
  law: 4.45,
  /** Says an official abbreviation. */
  initials: 2.25,
  /** Logarithm of how many phrases of the service speak of what is found. */
  spokenOf: 0.55,
  /** Each letter of the longest word found: the longer, the less by chance. */
  letter: 0.25,
  /** Each further field of life among the first hits: what is meant lies together. */
  scattered: -0.45,
  /** Part of a compound that nobody knows as a whole. */
  part: -1.35,
  /** Everything is found by other words only that mean the same, if they do. */
  meantOnly: -0.5,
  /** Nothing is found but kin, rooms, things and doings, which occur in any story. */
  sceneryOnly: -2.4,
  /** Speaks of what no administration does ("Pizza"), even more if the service does not name it. */
  elsewhere: -1.5,
  elsewhereUnnamed: -2.1,
  /** Two telling words beside it are found: it is only the scenery of a story. */
  elsewhereScenery: 0.3,
  /** Does what nobody needs an administration for ("reparieren"), unless the service names it. */
  doing: -2.55,
  /** The service names that, but not what it is done with. */
  doingElse: -2.7,
  /** Of several words only things ("Brille") are found. */
  thingsOnly: -4.2,
  /** One thing alone, which the service names only together with something else. */
  thingAlone: -2.05,
};
const least = 14.1;
const wordsMax = 6;
const storyWordsMax = 6;

const surelyFrom = 0.8;
const foundFrom = 0.75;
const namedFrom = 0.5;
const tellingFrom = 0.4;
const tellingMassMin = 0.7;
const wholeFrom = 0.7;
const missedBelow = 0.3;
const missedMassMin = 1.5;
const countries = ["concept:fremdes-land", "concept:fremde-nation"];
const initialsFrom = 0.9;

/** What was found, and what it was found by. */
export interface Found {
  best: Ranked;
  links: readonly Link[];
  /** Fields of life of the first hits. */
  categories: readonly string[];
  isPlaceNamed: boolean;
  /** How many words were left out that say nothing: "ich brauche". */
  silentWords: number;
}

type Evidence = Record<keyof typeof evidence, number>;

/** Whether the best hit is what was meant; else the query is about something else. */
export function isConvincing(found: Found, words: SearchWords): boolean {
  const given = evidenceOf(found, words);
  const sum = Object.entries(given).reduce((total, [kind, amount]) => {
    return total + amount * evidence[kind as keyof Evidence];
  }, 0);
  return sum >= least;
}

/** How much of each kind of evidence there is. */
export function evidenceOf(found: Found, words: SearchWords): Evidence {
  const { best, links } = found;
  const last = links.at(-1);
  const isBegun = last !== undefined && !last.term.meanings.has(stemOf(last.term.text));
  return {
    fit: best.fit,
    coverage: best.coverage,
    said: best.said,
    named: Number(best.phrase.source === "name"),
    word: Math.min(wordsMax, links.length),
    begun: Number(isBegun),
    place: Number(found.isPlaceNamed),
    abroad: Number(links.some(({ term }) => countries.some((it) => term.meanings.has(it)))),
    story: links.some(isSure) ? Math.min(storyWordsMax, found.silentWords) : 0,
    law: Number(links.some(({ term, strength }) => term.isLaw && strength >= foundFrom)),
    initials: Number(links.some((link) => isInitials(link, words))),
    scattered: new Set(found.categories).size - 1,
    ...foundTrust(links, words),
    ...foreignDoubt(links, words),
    ...doingDoubt(links, words),
    ...thingsDoubt(best, links, words),
  };
}

/** "FNP", "BuT": nobody says that by accident. */
function isInitials({ term: { text, raw }, strength }: Link, { abbreviations }: SearchWords) {
  return strength >= initialsFrom && (abbreviations.has(text) || /^\p{Lu}\p{L}*\p{Lu}/u.test(raw));
}

function foundTrust(links: readonly Link[], words: SearchWords) {
  const telling = links.filter(isTelling);
  const phrases = links.reduce((sum, { term, phraseCount }) => {
    return term.mass > tellingMassMin ? sum + phraseCount : sum;
  }, 0);
  const longest = links.reduce((max, { term, strength }) => {
    return strength >= namedFrom ? Math.max(max, term.text.length) : max;
  }, 0);
  const isMeant = ({ meaning }: Link) =>
    meaning.startsWith("concept:") && !words.sames.has(meaning.slice("concept:".length));
  const isOnly = (its: (link: Link) => boolean) => telling.length > 0 && telling.every(its);
  return {
    spokenOf: Math.log1p(phrases),
    letter: longest,
    meantOnly: Number(isOnly(isMeant)),
    sceneryOnly: Number(isOnly((link) => isScenery(link, words))),
    part: Number(links.some(({ term }) => term.isPart === true)),
  };
}

/** Says much and is surely found. */
function isSure({ term, strength }: Link): boolean {
  return strength >= surelyFrom && term.mass >= missedMassMin;
}

function isTelling({ term, strength }: Link): boolean {
  return strength >= tellingFrom && term.mass >= tellingMassMin;
}

function isScenery({ term }: Link, { modest, things, doings }: SearchWords): boolean {
  const stem = stemOf(term.text);
  return modest.has(stem) || things.has(stem) || doings.has(stem);
}

function foreignDoubt(links: readonly Link[], { modest, things }: SearchWords) {
  const foreign = links.filter(({ term }) => term.isElsewhere);
  const isNamed = foreign.every(({ strength }) => strength >= namedFrom);
  const beside = links.filter((link) => {
    const stem = stemOf(link.term.text);
    return isSure(link) && !link.term.isElsewhere && !modest.has(stem) && !things.has(stem);
  });
  return {
    elsewhere: Number(foreign.length > 0),
    elsewhereUnnamed: Number(!isNamed),
    elsewhereScenery: Number(!isNamed && beside.length >= 2),
  };
}

function doingDoubt(links: readonly Link[], { doings }: SearchWords) {
  const isDoing = ({ term }: Link) => doings.has(stemOf(term.text));
  const acts = links.filter(isDoing);
  const isMissed = ({ term, strength }: Link) =>
    strength < missedBelow && term.mass >= missedMassMin;
  const isUnnamed = acts.some(({ strength }) => strength < foundFrom);
  const isElse =
    acts.some(({ strength }) => strength >= foundFrom) &&
    links.some((link) => !isDoing(link) && isMissed(link));
  return { doing: Number(isUnnamed), doingElse: Number(isElse) };
}

function thingsDoubt({ said }: Ranked, links: readonly Link[], { things }: SearchWords) {
  const isThing = ({ term }: Link) => things.has(stemOf(term.text));
  const isOne = links.length === 1;
  const isOnly = links.some(isThing) && !links.some((link) => !isThing(link) && isTelling(link));
  return {
    thingsOnly: Number(isOnly && !isOne),
    thingAlone: Number(isOnly && isOne && said < wholeFrom),
  };
}
