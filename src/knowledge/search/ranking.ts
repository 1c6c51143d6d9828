import type { Phrase, ServiceIndex } from "./service-index.ts";
import type { QueryTerm } from "./query-terms.ts";
import { weights } from "./weights.ts";

/** A service with how well it fits a query. */
export interface Ranked {
  service: number;
  score: number;
  /** Share of what the query says that is found in the service. */
  coverage: number;
  /** How well the best phrase fits. */
  fit: number;
  phrase: Phrase;
  /** How much of a name or synonym the query says, of the one it says most of: 0 … 1. */
  said: number;
}

export type Ranking = (terms: readonly QueryTerm[]) => Ranked[];

/** Numbers that stay zero between two uses, with those that are not. */
interface Sums {
  values: Float32Array;
  touched: number[];
}

/** Hits far behind the best one only distract. */
const nearFactor = 0.6;

/** @returns finds all services that share enough with a query, best first */
export function createRanking(index: ServiceIndex): Ranking {
  const { phrases, services } = index;
  const { factors, wholes, owners, isTitle } = readPhrases(index);
  const inTerm = createSums(phrases.length);
  const ofService = createSums(services.length);
  const covered = createSums(services.length);
  const strengths = inTerm.values;
  const masses = new Float32Array(phrases.length);
  const [found, explained] = [new Float32Array(phrases.length), new Float32Array(phrases.length)];
  const [fits, saids] = [new Float32Array(services.length), new Float32Array(services.length)];
  const best = new Int32Array(services.length);

  function collect(term: QueryTerm, touched: number[]): void {
    matchTerm(term, index, inTerm, masses);
    for (const phrase of inTerm.touched) {
      const strength = strengths[phrase]!;
      if (found[phrase] === 0) touched.push(phrase);
      found[phrase]! += strength * term.mass;
      explained[phrase]! += strength * masses[phrase]!;
      raise(ofService, owners[phrase]!, strength * factors[phrase]!);
    }
    clear(inTerm);
    for (const service of ofService.touched) {
      if (covered.values[service] === 0) covered.touched.push(service);
      covered.values[service]! += ofService.values[service]! * term.mass;
    }
    clear(ofService);
  }

  function fitPhrases(touched: readonly number[], total: number): void {
    for (const phrase of touched) {
      const said = Math.min(1, explained[phrase]! / wholes[phrase]!);
      const share = weights.fitBase + (1 - weights.fitBase) * said;
      const fit = factors[phrase]! * (found[phrase]! / total) * share;
      const service = owners[phrase]!;
      if (isTitle[phrase] && said > saids[service]!) saids[service] = said;
      if (fit > fits[service]!) {
        fits[service] = fit;
        best[service] = phrase;
      }
      found[phrase] = 0;
      explained[phrase] = 0;
    }
  }

  return (terms) => {
    const total = terms.reduce((sum, term) => sum + term.mass, 0);
    if (total === 0) return [];
    const touched: number[] = [];
    for (const term of terms) collect(term, touched);
    fitPhrases(touched, total);
    const scoreOf = (service: number) =>
      weights.fit * fits[service]! + ((1 - weights.fit) * covered.values[service]!) / total;
    const top = covered.touched.reduce((max, service) => Math.max(max, scoreOf(service)), 0);
    const ranked: Ranked[] = [];
    for (const service of covered.touched) {
      const score = scoreOf(service);
      if (score >= top * nearFactor) {
        const coverage = covered.values[service]! / total;
        const fit = fits[service]!;
        const phrase = phrases[best[service]!]!;
        ranked.push({ service, score, coverage, fit, phrase, said: saids[service]! });
      }
      fits[service] = 0;
      saids[service] = 0;
    }
    clear(covered);
    return ranked.toSorted((a, b) => b.score - a.score || a.service - b.service);
  };
}

function createSums(length: number): Sums {
  return { values: new Float32Array(length), touched: [] };
}

/** What ranking needs of each phrase, side by side. */
function readPhrases({ phrases }: ServiceIndex) {
  return {
    factors: Float32Array.from(phrases, ({ source }) => (source === "name" ? 1 : weights[source])),
    wholes: Float32Array.from(phrases, ({ mass }) => mass || Infinity),
    owners: Int32Array.from(phrases, ({ service }) => service),
    isTitle: phrases.map(({ source }) => source === "name" || source === "synonym"),
  };
}

/** The strongest link of a term to each phrase that has one, and the weight of the word there. */
function matchTerm(
  term: QueryTerm,
  { postings }: ServiceIndex,
  inTerm: Sums,
  masses: Float32Array,
): void {
  for (const [meaning, asked] of term.meanings) {
    const range = postings.rangeOf(meaning);
    if (range === null) continue;
    for (let at = range[0]; at < range[1]; at += 1) {
      const phrase = postings.phrases[at]!;
      if (raise(inTerm, phrase, asked * postings.strengths[at]!)) {
        masses[phrase] = postings.masses[at]!;
      }
    }
  }
}

function raise({ values, touched }: Sums, at: number, value: number): boolean {
  const known = values[at]!;
  if (value <= known) return false;
  if (known === 0) touched.push(at);
  values[at] = value;
  return true;
}

function clear({ values, touched }: Sums): void {
  for (const at of touched) values[at] = 0;
  touched.length = 0;
}
