import type { Phrase, ServiceIndex } from "./service-index.ts";
import type { QueryTerm } from "./query-terms.ts";

/** What of a service a term of the query is found by. */
export interface Link {
  term: QueryTerm;
  /** 0 … 1; 0 where the service says nothing of it. */
  strength: number;
  meaning: string;
  phrase: Phrase | null;
  /** How many phrases of the service speak of it. */
  phraseCount: number;
}

/** Weaker links do not make a phrase speak of a term. */
const speaksFrom = 0.5;

/** The strongest link of each term to a service; what its texts say in passing is left out. */
export function linksOf(terms: readonly QueryTerm[], service: number, index: ServiceIndex): Link[] {
  return terms.map((term) => {
    const link: Link = { term, strength: 0, meaning: "", phrase: null, phraseCount: 0 };
    const speaking = new Set<Phrase>();
    for (const [meaning, asked] of term.meanings) {
      strengthen(link, speaking, [meaning, asked], service, index);
    }
    return { ...link, phraseCount: speaking.size };
  });
}

function strengthen(
  link: Link,
  speaking: Set<Phrase>,
  [meaning, asked]: [string, number],
  service: number,
  { postings, phrases }: ServiceIndex,
): void {
  const range = postings.rangeOf(meaning);
  if (range === null) return;
  for (let at = firstOf(service, range); at < range[1]; at += 1) {
    const phrase = phrases[postings.phrases[at]!]!;
    if (phrase.service !== service) return;
    const strength = asked * postings.strengths[at]!;
    if (phrase.source === "body") continue;
    if (strength >= speaksFrom) speaking.add(phrase);
    if (strength <= link.strength) continue;
    link.strength = strength;
    link.meaning = meaning;
    link.phrase = phrase;
  }

  /** Places of a meaning stand in the order of services. */
  function firstOf(wanted: number, [from, until]: readonly [number, number]): number {
    let [low, high] = [from, until];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (phrases[postings.phrases[middle]!]!.service < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
