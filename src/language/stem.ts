import { stemmer } from "@orama/stemmers/german";

const rememberedMax = 50_000;

const separable =
  "an|ab|um|aus|ein|auf|zu|vor|bei|mit|nach|weg|los|fest|frei|still|hoch|her|hin|durch|uber|" +
  "unter|wieder|zuruck|zusammen|rein|raus|rum|rauf|runter|kaputt|dran|hinter|heim|teil|statt";
const participleOfSeparable = new RegExp(`^(${separable})ge([a-z]{2,}?)(?:en|et|t)$`);
const infinitiveWithZu = new RegExp(`^(${separable})zu([a-z]{3,}en)$`);

const stems = new Map<string, string>();

/**
 * What is common to all forms of a word: "anmelden", "angemeldet" and "Anmeldung" come out alike.
 * @param word folded by `foldSpelling`
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(stemmer(infinitiveOf(word)));
  if (stems.size < rememberedMax) stems.set(word, stem);
  return stem;
}

/** Undoes participles, which the Snowball stemmer leaves alone. */
function infinitiveOf(word: string): string {
  if (word.length < 6) return word;
  const separated = participleOfSeparable.exec(word);
  if (separated) return `${separated[1]}${withEnding(separated[2]!)}`;
  const withZu = infinitiveWithZu.exec(word);
  if (withZu) return `${withZu[1]}${withZu[2]}`;
  const participle = /^ge([a-z]{3,}?)e?t$/.exec(word);
  if (participle) return withEnding(participle[1]!);
  const prefixed = /^((?:be|ver|er|ent|zer)[a-z]{3,})t$/.exec(word);
  if (prefixed && !/(?:s|ch)$/.test(prefixed[1]!)) return withEnding(prefixed[1]!);
  return word;
}

function withEnding(stem: string): string {
  return /(?:er|el)$/.test(stem) ? `${stem}n` : `${stem}en`;
}
