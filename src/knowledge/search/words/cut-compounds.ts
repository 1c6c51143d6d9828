import type { CompoundSplitter } from "../../../language/compounds.ts";
import { foldSpelling } from "../../../language/spelling.ts";
import { stemOf } from "../../../language/stem.ts";
import type { Likely, Vocabulary } from "./vocabulary.ts";

const cutCompound = /^(?:\p{Lu}\p{Ll}*){2,4}$/u;
const likeness = 0.85;
const meantMax = 6;

/** "GrSt", "BauGen": known compounds of which each part begins as one capital says; shortest first. */
export function compoundsCutTo(
  raw: string,
  vocabulary: Vocabulary,
  splitter: CompoundSplitter,
): Likely[] {
  if (!cutCompound.test(raw) || raw === raw.toUpperCase()) return [];
  const beginnings = raw.split(/(?=\p{Lu})/u).map(foldSpelling);
  const shape = new RegExp(`^${beginnings.join("[a-z]*")}[a-z]+$`);
  return vocabulary
    .startingWith(beginnings[0]!)
    .filter((word) => shape.test(word) && hasParts(word, beginnings, splitter))
    .toSorted((a, b) => a.length - b.length)
    .slice(0, meantMax)
    .map((word) => ({ word, stem: stemOf(word), likeness }));
}

function hasParts(word: string, beginnings: readonly string[], splitter: CompoundSplitter) {
  const parts = splitter.split(word);
  if (parts?.length !== beginnings.length) return false;
  const last = word.slice(-parts.at(-1)!.letters);
  const inner = parts.slice(1, -1);
  return (
    last.startsWith(beginnings.at(-1)!) &&
    inner.every(({ stem }, index) => stem.startsWith(beginnings[index + 1]!))
  );
}
