import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { StartError } from "../../../errors.ts";
import { foldSpelling, splitWords } from "../../../language/spelling.ts";
import { stemOf } from "../../../language/stem.ts";
import type { Laws } from "../citations.ts";

/** Everyday vocabulary of knowledge-base/search: what the search knows beside the services. */
export interface SearchWords {
  /** Left out: "ich", "brauche". */
  silent: ReadonlySet<string>;
  /** Count little: "Antrag", "neu". */
  faint: ReadonlySet<string>;
  /** Count less than others: "Tochter", "Garten". */
  modest: ReadonlySet<string>;
  /** Speak of what no administration does: "Pizza". */
  elsewhere: { words: ReadonlySet<string>; stems: ReadonlySet<string> };
  /** Stems of what people do without any administration: "reparieren". */
  doings: ReadonlySet<string>;
  /** Stems of what people have, lose and throw away: "Brille". */
  things: ReadonlySet<string>;
  /** Folded word of the regional dialect → folded German word. */
  dialect: ReadonlyMap<string, string>;
  /** Abbreviations that no word of everyday life is: "FNP". */
  abbreviations: ReadonlySet<string>;
  /** Concepts whose words mean exactly the same: "FNP" and "Flächennutzungsplan". */
  sames: ReadonlySet<string>;
  laws: Laws;
  /** Stem → concepts: "karr" → "fahrzeug". */
  concepts: ReadonlyMap<string, readonly string[]>;
  /** Groups of words that mean a concept, by their first stem. */
  wordGroups: ReadonlyMap<string, readonly WordGroup[]>;
  /** Slug → what callers say when they mean the service. */
  callerWords: ReadonlyMap<string, readonly string[]>;
}

export interface WordGroup {
  stems: readonly string[];
  concept: string;
}

const texts = z.record(z.string(), z.string());
const plainWordsFile = z.strictObject({
  silent: z.string(),
  faint: z.string(),
  modest: z.string(),
  elsewhere: z.string(),
  doings: z.string(),
  things: z.string(),
  dialect: texts,
});
const thesaurusFile = z.strictObject({ concepts: texts });
const abbreviationsFile = z.strictObject({ laws: texts, abbreviations: texts });

/**
 * Reads the four files of knowledge-base/search.
 * @throws StartError when one is missing or breaks the format.
 */
export function readSearchWords(directory: string): SearchWords {
  const plain = readYaml(join(directory, "plain-words.yaml"), plainWordsFile);
  const { concepts } = readYaml(join(directory, "thesaurus.yaml"), thesaurusFile);
  const short = readYaml(join(directory, "abbreviations.yaml"), abbreviationsFile);
  const sames = Object.entries(short.abbreviations).map(([word, long]): [string, string] => [
    splitList(long)[0]!,
    `${word}, ${long}`,
  ]);
  const elsewhere = splitWords(plain.elsewhere.replaceAll("-", ""));
  const callerWords = readYaml(join(directory, "caller-words.yaml"), texts);
  return {
    silent: new Set(splitWords(plain.silent)),
    faint: new Set(splitWords(plain.faint).map(stemOf)),
    modest: new Set(splitWords(plain.modest).map(stemOf)),
    elsewhere: { words: new Set(elsewhere), stems: new Set(elsewhere.map(stemOf)) },
    doings: new Set(splitWords(plain.doings).map(stemOf)),
    things: new Set(splitWords(plain.things).map(stemOf)),
    dialect: readDialect(plain.dialect),
    abbreviations: new Set(Object.keys(short.abbreviations).map(foldSpelling)),
    sames: new Set(sames.map(([concept]) => concept)),
    laws: readLaws(short.laws),
    ...readConcepts([...Object.entries(concepts), ...sames]),
    callerWords: new Map(
      Object.entries(callerWords).map(([slug, phrases]) => [slug, splitList(phrases)]),
    ),
  };
}

function readYaml<T>(path: string, shape: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = parse(readFileSync(path, "utf8"));
  } catch {
    throw new StartError(`Die Suchwörter ${path} fehlen oder sind nicht lesbar.`);
  }
  const result = shape.safeParse(content);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") ?? "?";
  throw new StartError(`Die Suchwörter ${path} sind fehlerhaft: ${where}`);
}

function readDialect(lists: Record<string, string>): Map<string, string> {
  const dialect = new Map<string, string>();
  for (const [word, forms] of Object.entries(lists)) {
    const [german] = splitWords(word);
    for (const form of splitList(forms)) {
      const words = splitWords(form);
      if (words.length === 1 && words[0] !== german) dialect.set(words[0]!, german!);
    }
  }
  return dialect;
}

/** Each name of a law, folded as one word → its abbreviation. */
function readLaws(lists: Record<string, string>): Laws {
  return new Map(
    Object.entries(lists).flatMap(([short, names]) =>
      [short, ...splitList(names)].map((name): [string, string] => [
        splitWords(name).join(""),
        foldSpelling(short),
      ]),
    ),
  );
}

function readConcepts(lists: readonly (readonly [concept: string, words: string])[]) {
  const concepts = new Map<string, string[]>();
  const wordGroups = new Map<string, WordGroup[]>();
  for (const [concept, words] of lists) {
    for (const entry of splitList(words)) {
      const stems = splitWords(entry).map(stemOf);
      const [first] = stems;
      if (first === undefined) continue;
      if (stems.length === 1) concepts.set(first, [...(concepts.get(first) ?? []), concept]);
      else wordGroups.set(first, [...(wordGroups.get(first) ?? []), { stems, concept }]);
    }
  }
  return { concepts, wordGroups };
}

function splitList(text: string): string[] {
  return text
    .split(",")
    .map((entry) => entry.trim())
    .filter(Boolean);
}
