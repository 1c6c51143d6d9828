import type { Citation } from "./citations.ts";
import type { Vocabulary } from "./words/vocabulary.ts";
import { foldSpelling, splitRaw } from "../../language/spelling.ts";
import { stemOf } from "../../language/stem.ts";
import type { CompoundSplitter } from "../../language/compounds.ts";
import { weights } from "./weights.ts";
import type { SearchWords } from "./words/search-words.ts";

/** A word of a text as the search sees it. */
export interface Word {
  raw: string;
  /** Whether a part of a sentence ends behind it. */
  endsClause: boolean;
  /** Cut with a full stop: "Aufenthaltsgest." */
  isCut?: boolean;
  /** The law that it cites. */
  citation?: Citation;
  folded: string;
  stem: string;
  /** 0: says nothing, 0.25: says little, 0.5: says some, 1: counts. */
  weight: number;
}

/** What a word stands for, with how surely it does: its stem, parts of it, its concepts. */
export type Meanings = Map<string, number>;

/** The words of a text; what stands in a dialect comes in standard German. */
export function readWords(text: string, words: SearchWords): Word[] {
  const clauses = joinElectric(text).split(/(?<=[,;.!?])(?=\s|$)/);
  return clauses.flatMap((clause) =>
    splitRaw(clause).map((raw, index, all) => {
      const spelt = foldSpelling(raw);
      const folded = words.dialect.get(spelt) ?? spelt;
      const stem = stemOf(folded);
      const endsClause = index === all.length - 1;
      const isCut = endsClause && clause.endsWith(`${raw}.`);
      const weight = isInitials(raw, words) ? 1 : weightOf(folded, stem, words);
      return { raw, folded, stem, weight, endsClause, isCut };
    }),
  );
}

/** "BuT" is no English "but", "NE" no "ne". */
function isInitials(raw: string, { abbreviations }: SearchWords): boolean {
  if (/^\p{Lu}\p{Ll}+\p{Lu}/u.test(raw)) return true;
  return raw.length > 1 && raw === raw.toUpperCase() && abbreviations.has(foldSpelling(raw));
}

/** "E-Auto" is one word: its "E" alone would say nothing. */
export function joinElectric(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])e-(?=\p{L}{3})/giu, "e");
}

/** How much a word says: nothing, a little, some, or all. */
export function weightOf(folded: string, stem: string, words: SearchWords): number {
  if (words.silent.has(folded)) return 0;
  const infinitive = infinitiveOf(folded);
  if (words.faint.has(stem) || words.faint.has(infinitive ?? "")) return weights.faint;
  if (words.modest.has(stem)) return weights.modest;
  return folded.length === 1 && !/\d/.test(folded) ? weights.faint : 1;
}

/**
 * "stem" itself, "concept:…" of everything it may mean, and the same of its parts, weaker.
 * @param splitter null: its parts are left out
 */
export function meaningsOf(
  word: { folded: string; stem: string; raw?: string },
  words: SearchWords,
  splitter: CompoundSplitter | null,
): Meanings {
  const meanings: Meanings = new Map([[word.stem, 1]]);
  const infinitive = infinitiveOf(word.folded);
  if (infinitive !== null) {
    add(meanings, infinitive, 0.95);
    addConcepts(meanings, infinitive, 0.95, words);
  }
  // "ve" begins some word, "VE" is an abbreviation.
  const isPair = word.folded.length === 2 && word.raw === word.raw?.toLowerCase();
  if (!isPair || !words.abbreviations.has(word.folded)) addConcepts(meanings, word.stem, 1, words);
  const parts = splitter?.split(word.folded);
  parts?.forEach(({ stem }, index) => {
    if (stem === "" || stem === word.stem) return;
    const strength = index === parts.length - 1 ? weights.head : weights.kind;
    add(meanings, stem, strength);
    addConcepts(meanings, stem, strength, words);
  });
  return meanings;
}

export function add(meanings: Meanings, meaning: string, strength: number): void {
  if (strength > (meanings.get(meaning) ?? 0)) meanings.set(meaning, strength);
}

function addConcepts(meanings: Meanings, stem: string, strength: number, words: SearchWords): void {
  for (const concept of words.concepts.get(stem) ?? []) {
    add(meanings, `concept:${concept}`, strength * conceptStrength(concept, words));
  }
}

/** How surely a word of a concept means what another one of it does. */
export function conceptStrength(concept: string, { sames }: SearchWords): number {
  return sames.has(concept) ? weights.same : weights.concept;
}

/** "streut" is also "streuen": what the stemmer does not see. */
function infinitiveOf(folded: string): string | null {
  return /^[a-z]{3,}[^schf]t$/.test(folded) ? stemOf(`${folded.slice(0, -1)}en`) : null;
}

/** A group of words that means one thing: "nicht mehr finden". */
export interface FoundGroup {
  from: number;
  until: number;
  concept: string;
}

/** The groups of words in a text, the longest where several begin. */
export function findGroups(words: readonly Word[], searchWords: SearchWords): FoundGroup[] {
  const found: FoundGroup[] = [];
  words.forEach((word, from) => {
    for (const { stems, concept } of searchWords.wordGroups.get(word.stem) ?? []) {
      const until = from + stems.length;
      if (stems.every((stem, index) => words[from + index]?.stem === stem)) {
        found.push({ from, until, concept });
      }
    }
  });
  return found;
}

/** Whether a word speaks of what no administration does; not when a service names it so. */
export function isElsewhere(
  { folded, stem }: { folded: string; stem: string },
  { elsewhere }: SearchWords,
  vocabulary: Vocabulary,
): boolean {
  if (elsewhere.words.has(folded)) return true;
  return elsewhere.stems.has(stem) && !vocabulary.hasWord(folded);
}
