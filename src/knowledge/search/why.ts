import { foldSpelling } from "../../language/spelling.ts";
import type { Phrase } from "./service-index.ts";
import type { Link } from "./links.ts";

/** Longer ones are situations, not words. */
const wordsMax = 3;

/**
 * Why a service is a hit, in German: "Alltagswort »Perso« für Personalausweis beantragen".
 * @param phrase what fits best of it
 * @param lifted moved up because others chose it for this query
 */
export function whyOf({
  name,
  phrase,
  links,
  lifted,
  spellings,
}: {
  name: string;
  phrase: Phrase;
  links: readonly Link[];
  lifted: boolean;
  /** Folded word → as somebody wrote it. */
  spellings: ReadonlyMap<string, string>;
}): string {
  const reasons = [phraseReason(phrase, name), ...meantReasons(links, phrase, spellings)];
  if (lifted) reasons.push("etwas höher, weil es für diese Worte öfter gewählt wurde");
  return reasons.join("; ");
}

function phraseReason({ source, text }: Phrase, name: string): string {
  if (source === "body") return "steht im Text der Antwort";
  if (source === "law") return `Rechtsgrundlage ${text} von ${name}`;
  const said = text.replace(/[\s–—-]+$/, "");
  if (source === "name") {
    const isSlug = said === said.toLowerCase();
    return isSlug ? `Name der Leistung: ${name}` : `»${said}« steht im Namen der Leistung`;
  }
  const isWord = said.split(/\s+/).length <= wordsMax;
  return `${isWord ? "Alltagswort" : "So fragen Anrufende:"} »${said}« für ${name}`;
}

/** Words that were taken for others: mistyped, dialect, or another word for the same. */
function meantReasons(
  links: readonly Link[],
  phrase: Phrase,
  spellings: ReadonlyMap<string, string>,
): string[] {
  return links.flatMap(({ term, strength, meaning }) => {
    if (strength === 0 || term.isLaw) return [];
    if (term.readAs !== undefined && term.readAs !== term.text) {
      return [`»${term.raw}« gelesen als »${spellings.get(term.readAs) ?? term.readAs}«`];
    }
    const concept = /^concept:(.*)$/.exec(meaning)?.[1];
    const stands = foldSpelling(phrase.text).includes(term.text);
    const isSame = concept !== undefined && foldSpelling(titled(concept)) === term.text;
    return concept === undefined || stands || isSame
      ? []
      : [`»${term.raw}« gehört zu »${titled(concept)}«`];
  });
}

/** "bus-fahrzeug" is a word of the thesaurus' keys, not of people. */
function titled(concept: string): string {
  const [word = ""] = concept.split("-");
  const spelt = word
    .replaceAll("ae", "ä")
    .replaceAll("oe", "ö")
    .replaceAll(/(?<![aeq])ue/g, "ü");
  return spelt.charAt(0).toUpperCase() + spelt.slice(1);
}
