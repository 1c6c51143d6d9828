import type { PrismaClient } from "../database/generated/client.ts";
import type { Places } from "../places/schema.ts";
import { answerFor } from "./answer.ts";
import type { AnswerRecord, AuthorityRecord, KnowledgeRecords, ServiceRecord } from "./records.ts";
import type { AnswerView } from "./schema.ts";
import { createSearchChoices, type SearchChoices } from "./search/choices.ts";
import {
  buildServiceSearch,
  createServiceSearch,
  type SearchableService,
  type ServiceSearchOptions,
  type ServiceSearchResult,
} from "./search/search.ts";
import { holdsOn } from "./responsibility.ts";
import { loadKnowledge, readEdition } from "./store.ts";

/** Services, answers and authorities. Everything is answered from memory. */
export interface Knowledge {
  /** Reads everything again, after an import. */
  reload(): Promise<void>;
  services(): readonly ServiceRecord[];
  service(slug: string): ServiceRecord | null;
  authorities(): readonly AuthorityRecord[];
  /** The answers of a service as they are written, those to come too; empty for an unknown one. */
  answers(slug: string): readonly AnswerRecord[];
  /** Grows with every change of what desks read; equal in all processes that know the same. */
  edition(): number;
  /**
   * The answer that holds in an administration (null: the shared one) on an ISO day; null where
   * there is none.
   */
  answer(slug: string, administrationId: string | null, date: string): AnswerView | null;
  search(query: string, options: Omit<ServiceSearchOptions, "bonuses">): ServiceSearchResult;
  /** What the search has learnt from choices. */
  choices: SearchChoices;
  /** The known words of a query; null without one. */
  termsOf(query: string): string | null;
  /** Learns that a hit was taken. @returns false for what was no hit of this query */
  learn(query: string, slug: string, userId: string): Promise<boolean>;
}

const excerptLettersMax = 160;
/** As many as a desk shows. */
const learntFromHits = 12;

/**
 * Call `reload` before the first question.
 * @param today ISO day whose answers are searched; without it those to come are, too
 */
export function createKnowledge(
  database: PrismaClient,
  places: Places,
  today?: () => string,
): Knowledge {
  let index = collect({ authorities: [], services: [], answers: [] }, null);
  let search = createServiceSearch([], places);
  const choices = createSearchChoices(database, today);
  let edition = 0;
  return {
    async reload() {
      // Read first: what is released meanwhile is then read once more, never missed.
      const read = await readEdition(database);
      const fresh = collect(await loadKnowledge(database), today?.() ?? null);
      const searchFresh = await buildServiceSearch(fresh.searchable, places);
      await choices.read();
      // Of two at once, the one that began with older words may end later.
      if (read < edition) return;
      [index, search, edition] = [fresh, searchFresh, read];
    },
    edition: () => edition,
    answers: (slug) => index.answers.get(slug) ?? [],
    services: () => index.records.services,
    service: (slug) => index.services.get(slug) ?? null,
    authorities: () => index.records.authorities,
    answer(slug, administrationId, date) {
      const service = index.services.get(slug);
      if (!service) return null;
      return answerFor(service, index.answers.get(slug) ?? [], administrationId, date);
    },
    search: (query, options) =>
      query.trim() === ""
        ? { hits: [], place: null }
        : search(query, { ...options, bonuses: choices.bonuses }),
    choices,
    termsOf: (query) => search.termsOf(query),
    async learn(query, slug, userId) {
      const terms = search.termsOf(query);
      const { hits } = search(query, { limit: learntFromHits });
      if (terms === null || !hits.some((hit) => hit.slug === slug)) return false;
      await choices.add(terms, slug, userId);
      return true;
    },
  };
}

function collect(records: KnowledgeRecords, today: string | null) {
  const answers = new Map<string, AnswerRecord[]>();
  for (const answer of records.answers) {
    const known = answers.get(answer.serviceSlug);
    if (known) known.push(answer);
    else answers.set(answer.serviceSlug, [answer]);
  }
  const searchable = records.services.map((service) =>
    searchableOf(
      service,
      (answers.get(service.slug) ?? []).filter(
        (answer) => today === null || holdsOn(answer, today),
      ),
    ),
  );
  return {
    records,
    services: new Map(records.services.map((service) => [service.slug, service])),
    answers,
    searchable,
  };
}

function searchableOf(service: ServiceRecord, answers: readonly AnswerRecord[]): SearchableService {
  const shared = answers.find((answer) => answer.administrationId === null);
  const spoken = shared?.spoken ?? answers.find((answer) => answer.spoken)?.spoken ?? "";
  return {
    slug: service.slug,
    name: service.name,
    category: service.category,
    synonyms: service.synonyms,
    responsibleUnit: service.responsibleUnit,
    legalBasis: service.legalBasis,
    leikaKey: service.leikaKey,
    related: service.related,
    spoken,
    text: answers.map((answer) => answer.body ?? "").join("\n\n"),
    excerpt: excerptOf(spoken),
  };
}

/** The first words, cut between two words. */
function excerptOf(spoken: string): string {
  const text = spoken.replaceAll(/\s+/g, " ").trim();
  if (text.length <= excerptLettersMax) return text;
  const cut = text.slice(0, excerptLettersMax);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 1))} …`;
}
