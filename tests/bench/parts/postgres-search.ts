import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbedded } from "../../../src/database/embedded.ts";
import type { SearchableService } from "../../../src/knowledge/search/search.ts";

export interface PostgresSearch extends AsyncDisposable {
  find(query: string): Promise<string[]>;
}

/** Below this nothing is shown: chosen on services-foreign and services-unseen-1. */
const scoreMin = 0.36;

/**
 * PostgreSQL as one would set it up for this: full text (`german`) with weights for name, everyday
 * words and text, any word of the query counting, beside trigrams (pg_trgm) over each name and
 * each everyday phrase against typing errors; both indexed.
 */
export async function startPostgresSearch(
  services: readonly SearchableService[],
  callerWords: ReadonlyMap<string, readonly string[]>,
): Promise<PostgresSearch> {
  const home = await mkdtemp(path.join(tmpdir(), "search-bench-"));
  const server = await startEmbedded(home, { volatile: true });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(schema);
  for (const service of services) {
    const everyday = [...service.synonyms, ...(callerWords.get(service.slug) ?? [])];
    const text = [service.category, service.responsibleUnit, service.spoken, service.text];
    await client.query("INSERT INTO entry (slug, name, everyday, text) VALUES ($1, $2, $3, $4)", [
      service.slug,
      service.name,
      everyday.join("; "),
      text.join(" "),
    ]);
    const phrases = [service.name, ...everyday];
    await client.query("INSERT INTO phrase SELECT $1, lower(unnest($2::text[]))", [
      service.slug,
      phrases,
    ]);
  }
  await client.query("ANALYZE");
  return {
    async find(query) {
      const { rows } = await client.query<{ slug: string }>({
        name: "find",
        text: find,
        values: [query],
      });
      return rows.map(({ slug }) => slug);
    },
    async [Symbol.asyncDispose]() {
      await client.end();
      await server.stop();
      await rm(home, { recursive: true });
    },
  };
}

const schema = `
  CREATE EXTENSION IF NOT EXISTS pg_trgm;
  CREATE TABLE entry (slug text PRIMARY KEY, name text, everyday text, text text,
    words tsvector GENERATED ALWAYS AS (
      setweight(to_tsvector('german', name), 'A') ||
      setweight(to_tsvector('german', everyday), 'B') ||
      setweight(to_tsvector('german', text), 'D')) STORED);
  CREATE INDEX ON entry USING gin (words);
  CREATE TABLE phrase (slug text, text text);
  CREATE INDEX ON phrase USING gin (text gin_trgm_ops);
  SET pg_trgm.similarity_threshold = 0.3;
`;

const find = `
  WITH asked AS (
    SELECT lower($1::text) AS text, plainto_tsquery('german', $1) AS every,
      replace(plainto_tsquery('german', $1)::text, '&', '|')::tsquery AS any_word),
  by_words AS (
    SELECT slug, ts_rank('{0.05, 0.2, 0.7, 1}', words, any_word, 1)
      + CASE WHEN words @@ every THEN 0.3 ELSE 0 END AS score
    FROM entry, asked WHERE words @@ any_word),
  by_letters AS (
    SELECT slug, max(similarity(phrase.text, asked.text)) AS score
    FROM phrase, asked WHERE phrase.text % asked.text GROUP BY slug)
  SELECT slug FROM by_words FULL JOIN by_letters USING (slug)
  WHERE coalesce(by_words.score, 0) + coalesce(by_letters.score, 0) >= ${scoreMin}
  ORDER BY coalesce(by_words.score, 0) + coalesce(by_letters.score, 0) DESC, slug LIMIT 10
`;
