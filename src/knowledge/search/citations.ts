import { foldSpelling, splitRaw, splitWords } from "../../language/spelling.ts";

/** A law that a text cites: "§§ 2, 4 GastG". */
export interface Citation {
  /** Folded abbreviation of the law; null where only a section is named ("§ 34a"). */
  law: string | null;
  /** "2", "34a"; none where the law is cited as a whole. */
  sections: readonly string[];
  /** Which words of the text it takes up, and which of them name the law. */
  from: number;
  until: number;
  nameFrom: number;
  nameUntil: number;
}

/** Folded name of a law → its folded abbreviation; names of several words as one. */
export type Laws = ReadonlyMap<string, string>;

const nameWordsMax = 8;
const rangeMax = 60;
const number = /^\d{1,4}[a-z]?$/;
const between = new Set(["abs", "absatz", "satz", "nr", "nummer", "bis", "und", "u", "ff", "f"]);
const inside = new Set(["abs", "absatz", "satz", "nr", "nummer"]);
const joining = new Set(["der", "des", "vom", "im", "dem"]);
/** Gesetz, Verordnung, Ordnung, Buch. */
const abbreviatedLaw = /^\p{Lu}\p{L}+[GVOB]$/u;
const signs = new Set(["paragraph", "paragraf", "paragraphen", "paragrafen"]);
const romans = "i ii iii iv v vi vii viii ix x xi xii xiii xiv".split(" ");

/** The laws of a catalogue: those that have names, and whatever its services rest on. */
export function lawsOf(legalBases: Iterable<string>, named: Laws): Laws {
  const laws = new Map(named);
  for (const text of legalBases) {
    for (const raw of splitRaw(text)) {
      const folded = foldSpelling(raw);
      if (abbreviatedLaw.test(raw) && !laws.has(folded)) laws.set(folded, folded);
    }
  }
  return laws;
}

/** @param words folded, in their order */
export function findCitations(words: readonly string[], laws: Laws): Citation[] {
  const found: Citation[] = [];
  for (let at = 0; at < words.length;) {
    const law = lawAt(words, at, laws);
    if (law === null) {
      at += 1;
      continue;
    }
    const least = found.at(-1)?.until ?? 0;
    const from = firstOfSections(words, at, least);
    let sections = readSections(words.slice(from, at));
    let { until } = law;
    if (sections.length === 0 && number.test(words[until] ?? "")) {
      sections = [words[until]!];
      until += 1;
    }
    const start = sections.length === 0 ? at : from;
    const name = { nameFrom: at, nameUntil: law.until };
    found.push({ law: law.key, sections, from: start, until, ...name });
    at = until;
  }
  return found;
}

/** Each section that a legal basis cites, apart: "§§ 2, 4 GastG" → "§ 2 GastG", "§ 4 GastG". */
export function citedApart(legalBasis: string, laws: Laws): string[] {
  const raw = splitRaw(legalBasis);
  const texts = findCitations(splitWords(legalBasis), laws).flatMap((citation) => {
    const { sections, nameFrom, nameUntil } = citation;
    const law = raw.slice(nameFrom, nameUntil).join(" ");
    return sections.length === 0 ? [law] : sections.map((section) => `§ ${section} ${law}`);
  });
  return [...new Set(texts)];
}

/** What a citation stands for, the surest first: its section, its law. */
export function meaningsOfCitation({ law, sections }: Citation): [string, number][] {
  const exact = sections.map((section): [string, number] => {
    return law === null ? [`section:${section}`, 1] : [`law:${law}:${section}`, 1];
  });
  if (law === null) return exact;
  return [...exact, [`law:${law}`, sections.length === 0 ? wholeLaw : otherSection]];
}

/** Many services may rest on a law: who bears its name comes first. */
const wholeLaw = 0.85;
/** Another section of the same law is about something else, though often about the like. */
const otherSection = 0.5;

/** The section that a text cites without its law: "Erlaubnis nach § 34a". */
export function findBareSection(text: string, words: readonly string[]): Citation | null {
  const cited = /(?:§|\bparagra(?:ph|f)\b)\s*(\d{1,4}[a-z]?)/i.exec(text)?.[1];
  const from = cited === undefined ? -1 : words.indexOf(cited.toLowerCase());
  if (from < 0) return null;
  const until = from + 1;
  return { law: null, sections: [words[from]!], from, until, nameFrom: from, nameUntil: until };
}

/** Whether a word that says little elsewhere ("der", "abs") may stand within a citation. */
export function isPartOfCitation(word: string): boolean {
  return joining.has(word) || between.has(word) || signs.has(word) || romans.includes(word);
}

function lawAt(words: readonly string[], at: number, laws: Laws) {
  const book = words[at] === "sgb" || words[at] === "sozialgesetzbuch" ? words[at + 1] : undefined;
  if (book !== undefined) {
    const count = romans.includes(book) ? romans.indexOf(book) + 1 : Number(book);
    if (count >= 1 && count <= romans.length) return { key: `sgb${count}`, until: at + 2 };
  }
  for (let count = Math.min(nameWordsMax, words.length - at); count > 0; count -= 1) {
    const name = words.slice(at, at + count).join("");
    const key = laws.get(name) ?? laws.get(name.replace(/(?<=gesetz|ordnung|buch)e?s$/, ""));
    if (key !== undefined) return { key, until: at + count };
  }
  return null;
}

function firstOfSections(words: readonly string[], law: number, least: number): number {
  let from = law;
  while (from > least && joining.has(words[from - 1]!)) from -= 1;
  while (from > least && (number.test(words[from - 1]!) || between.has(words[from - 1]!))) {
    from -= 1;
  }
  return from > least && signs.has(words[from - 1]!) ? from - 1 : from;
}

/** "2 4 bis 6 abs 1" → 2, 4, 5, 6: paragraphs and sentences within a section are left out. */
function readSections(words: readonly string[]): string[] {
  const sections: string[] = [];
  words.forEach((word, at) => {
    if (!number.test(word) || inside.has(words[at - 1] ?? "")) return;
    const first = Number.parseInt(sections.at(-1) ?? "", 10);
    const last = Number.parseInt(word, 10);
    if (words[at - 1] === "bis" && last - first <= rangeMax) {
      for (let next = first + 1; next < last; next += 1) sections.push(String(next));
      if (word !== String(last)) sections.push(String(last));
    }
    sections.push(word);
  });
  return sections;
}
