import type { Phrase, ServiceIndex } from "./search-index.ts";
import type { QueryTerm } from "./search-query.ts";
import { weights } from "./search-weights.ts";

/** A service with how well it fits a query. */
export interface Ranked {
  service: number;
  score: number;
  /** Share of what the query says that is found in the service. */
  coverage: number;
  /** How well the best phrase fits. */
  fit: number;
  phrase: Phrase;
}

function sourceFactor({ source }: Phrase): number {
  return source === "name" ? 1 : weights[source];
}

interface PhraseMatch {
  /** Mass of the query found in the phrase. */
  found: number;
  /** Mass of the phrase that the query explains. */
  explained: number;
}

/** All services that share anything with the query, best first. */
export function rank(terms: readonly QueryTerm[], index: ServiceIndex): Ranked[] {
  const total = terms.reduce((sum, term) => sum + term.mass, 0);
  if (total === 0) return [];
  const matches = new Map<number, PhraseMatch>();
  const covered = new Float64Array(index.services.length);
  for (const term of terms) collect(term, index, matches, covered);
  const best = new Map<number, { fit: number; phrase: Phrase }>();
  for (const [id, match] of matches) {
    const phrase = index.phrases[id]!;
    const fit = fitOf(match, phrase, total);
    if (fit > (best.get(phrase.service)?.fit ?? 0)) best.set(phrase.service, { fit, phrase });
  }
  return [...best]
    .map(([service, { fit, phrase }]) => {
      const coverage = covered[service]! / total;
      return {
        service,
        fit,
        phrase,
        coverage,
        score: weights.fit * fit + (1 - weights.fit) * coverage,
      };
    })
    .toSorted((a, b) => b.score - a.score || a.service - b.service);
}

function collect(
  term: QueryTerm,
  index: ServiceIndex,
  matches: Map<number, PhraseMatch>,
  covered: Float64Array,
): void {
  const strengths = new Map<number, { strength: number; mass: number }>();
  for (const [meaning, asked] of term.meanings) {
    for (const { phrase, strength, mass } of index.postings.get(meaning) ?? []) {
      const known = strengths.get(phrase);
      const its = asked * strength;
      if (known === undefined) strengths.set(phrase, { strength: its, mass });
      else if (its > known.strength) Object.assign(known, { strength: its, mass });
    }
  }
  const perService = new Map<number, number>();
  for (const [id, { strength, mass }] of strengths) {
    const phrase = index.phrases[id]!;
    const match = matches.get(id) ?? { found: 0, explained: 0 };
    match.found += strength * term.mass;
    match.explained += strength * mass;
    matches.set(id, match);
    const factor = strength * sourceFactor(phrase);
    if (factor > (perService.get(phrase.service) ?? 0)) perService.set(phrase.service, factor);
  }
  for (const [service, factor] of perService) covered[service]! += factor * term.mass;
}

function fitOf(match: PhraseMatch, phrase: Phrase, total: number): number {
  const asked = match.found / total;
  const said = phrase.mass === 0 ? 0 : Math.min(1, match.explained / phrase.mass);
  return sourceFactor(phrase) * asked * (weights.fitBase + (1 - weights.fitBase) * said);
}
