import type { Places } from "../places/schema.ts";
import type { ServiceHit } from "./schema.ts";

/** What the search needs to know of a service. */
export interface SearchableService {
  slug: string;
  name: string;
  category: string;
  synonyms: string[];
  responsibleUnit: string;
  legalBasis: string[];
  leikaKey: string | null;
  related?: string[];
  /** Words to read aloud. */
  spoken: string;
  /** Text of the answers, Markdown. */
  text: string;
  /** First words of the answer, shown beside the hit. */
  excerpt: string;
}

export interface ServiceSearchOptions {
  limit: number;
  /** The place already set for the call; it does not change the order of services. */
  placeAgs?: string | null;
}

export interface ServiceSearchResult {
  hits: ServiceHit[];
  /** The place named inside the query ("Sperrmüll Bernkastel"). */
  place: { ags: string; name: string } | null;
}

export type ServiceSearch = (query: string, options: ServiceSearchOptions) => ServiceSearchResult;

/** @returns the search over all services, best first; no hits when nothing fits. */
export function createServiceSearch(services: SearchableService[], _places: Places): ServiceSearch {
  const documents = services.map((service) => ({
    service,
    phrases: [service.name, ...service.synonyms].map((phrase) => ({
      phrase,
      words: words(phrase),
    })),
  }));
  return (query, { limit }) => {
    const asked = words(query);
    const hits = documents.flatMap(({ service, phrases }) => {
      const best = phrases
        .map(({ phrase, words: own }) => ({ phrase, score: overlap(asked, own) }))
        .toSorted((a, b) => b.score - a.score)[0];
      if (best === undefined || best.score === 0) return [];
      const { slug, name, category, excerpt } = service;
      const reason = `gefunden über „${best.phrase}“`;
      return [{ slug, name, category, excerpt, score: best.score, reason }];
    });
    hits.sort((a, b) => b.score - a.score);
    return { hits: hits.slice(0, limit), place: null };
  };
}

function overlap(asked: string[], own: string[]): number {
  const common = asked.filter((word) => own.some((other) => other.startsWith(word))).length;
  return common === 0 ? 0 : (2 * common) / (asked.length + own.length);
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[a-zäöüß0-9]{3,}/g) ?? [];
}
