import { splitWords } from "../language/spelling.ts";

/** The words of a text, folded; "A.R.T." is one word. */
export function wordsOf(text: string): string[] {
  return splitWords(text.replaceAll(/\b(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll(".", "")));
}
