import { foldSpelling } from "../../language/spelling.ts";
import { ordinaryWords } from "../../places/words/ordinary-words.ts";
import type { SearchableService } from "./search.ts";
import type { ServiceIndex } from "./service-index.ts";

const wordLettersMin = 3;
/** A shorter word that is like a known one may just as well be another. */
const mistypedLettersMin = 8;
/** So few letters may begin any word or name, more of them known words only. */
const anyLettersMax = 2;
const unfinishedLettersMax = 4;

/** What was typed before the last word, when that may be the beginning of another; else null. */
export function withoutUnfinished(query: string, { vocabulary, words }: ServiceIndex) {
  const [, before, last = ""] = /^(.*\S)\s+([\p{L}\p{N}]+)$/su.exec(query) ?? [];
  if (before === undefined) return null;
  const folded = foldSpelling(last);
  if (folded.length <= anyLettersMax) return before;
  if (folded.length > unfinishedLettersMax || ordinaryWords.has(folded)) return null;
  const begins = (word: string) => word.length > folded.length && word.startsWith(folded);
  const isUnfinished =
    vocabulary.beginning(folded).some(({ word }) => begins(word)) || [...words.silent].some(begins);
  return isUnfinished ? before : null;
}

/**
 * "Sperr", "Geburt": whether one word, all that is typed so far, opens a name of a service.
 * @param readAs the known word that it was taken for, folded: "Srtomzähler" opens, too
 */
export function openedBy(
  query: string,
  readAs?: string,
): ((service: SearchableService) => boolean) | null {
  const folded = foldSpelling(query.trim());
  if (folded.length < wordLettersMin || /\s/.test(query.trim())) return null;
  const isMistyped = readAs !== undefined && readAs.length >= mistypedLettersMin;
  const openings = isMistyped ? [folded, readAs] : [folded];
  const opens = (title: string) => openings.some((it) => foldSpelling(title).startsWith(it));
  return ({ name, synonyms }) => opens(name) || synonyms.some(opens);
}
