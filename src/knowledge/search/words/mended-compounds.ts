import type { CompoundPart, CompoundSplitter } from "../../../language/compounds.ts";
import type { Vocabulary } from "./vocabulary.ts";

const lettersMin = 10;
const partLettersMin = 4;
const mistypedLettersMin = 5;
const likenessMin = 0.8;
/** Looking for what is like a word is the dear part. */
const triesMax = 6;
const joints = ["", "s", "n", "en"];

interface Cut {
  /** The known part, which stands before or behind the mistyped one. */
  known: string;
  mistyped: string;
  isKnownFirst: boolean;
}

/**
 * The parts of a compound that nobody named as a whole, one of them mistyped:
 * "obdachlsoenunterkunft", "hundesteueranmledung". Null when nothing known is near enough.
 */
export function mendCompound(
  typed: string,
  vocabulary: Vocabulary,
  splitter: CompoundSplitter,
): CompoundPart[] | null {
  if (typed.length < lettersMin || /\d/.test(typed)) return null;
  let best: { parts: CompoundPart[]; likeness: number } | null = null;
  for (const { known, mistyped, isKnownFirst } of cutsOf(typed, vocabulary).slice(0, triesMax)) {
    for (const joint of isKnownFirst ? [""] : joints) {
      if (!mistyped.endsWith(joint)) continue;
      const bare = mistyped.slice(0, mistyped.length - joint.length);
      const [meant] = vocabulary.similar(bare);
      if (meant === undefined || meant.likeness <= (best?.likeness ?? likenessMin)) continue;
      const whole = isKnownFirst ? known + meant.word : meant.word + joint + known;
      const parts = splitter.split(whole);
      if (parts?.every(({ stem }) => stem !== "")) best = { parts, likeness: meant.likeness };
    }
  }
  return best?.parts ?? null;
}

/** Where a known word ends or begins, those with the longest known word first. */
function cutsOf(typed: string, vocabulary: Vocabulary): Cut[] {
  const cuts: Cut[] = [];
  for (let at = partLettersMin; at <= typed.length - partLettersMin; at += 1) {
    const [first, last] = [typed.slice(0, at), typed.slice(at)];
    if (first.length >= mistypedLettersMin && vocabulary.has(last)) {
      cuts.push({ known: last, mistyped: first, isKnownFirst: false });
    }
    if (last.length >= mistypedLettersMin && vocabulary.has(first)) {
      cuts.push({ known: first, mistyped: last, isKnownFirst: true });
    }
  }
  return cuts.toSorted((a, b) => b.known.length - a.known.length);
}
