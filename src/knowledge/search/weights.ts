/**
 * How much each kind of evidence counts, found by trying on the tuning halves of the queries in
 * tests/bench (see there). Strengths and shares go from 0 to 1.
 */
export const weights = {
  /** A word that only means the same: "Karre" for "Fahrzeug". */
  concept: 0.84,
  /** A word that is another way to write the same: "FNP" for "Flächennutzungsplan". */
  same: 0.97,
  /** What a word tells that one service alone says. */
  rarest: 6.07,
  /** Last part of a compound, which says what it is, and the parts before, which say what kind. */
  head: 0.65,
  kind: 0.35,
  /** Words of plain-words.yaml. */
  faint: 0.35,
  modest: 0.75,
  /** A word that nobody knows, as a share of the rarest one that is known. */
  unknown: 0.6,
  /** The same for everyday words that no service names, and for figures. */
  plain: 0.4,
  /** A word of other fields of life. */
  elsewhere: 1.3,
  elsewhereFound: 0.55,
  /** What is left of a compound of which one part is not known. */
  rest: 0.7,
  /** Unknown words of a whole sentence count less than those of three words. */
  sentenceWords: 3,
  synonym: 0.98,
  law: 0.95,
  callerWords: 0.95,
  body: 0.3,
  /** Share of the fit that does not depend on how much of the phrase was said. */
  fitBase: 0.4,
  /** Share of the best phrase in the score; the rest is what the whole service covers. */
  fit: 0.6,
};
