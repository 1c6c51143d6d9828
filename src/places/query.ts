import { stemmer } from "@orama/stemmers/german";
import { soundOf } from "../language/sound.ts";
import { foldSpelling } from "../language/spelling.ts";
import { ordinaryWords } from "./words/ordinary-words.ts";
import { outsideNames } from "./words/outside-names.ts";
import {
  associationWords,
  districtWords,
  fillerWords,
  locativeWords,
  nearWords,
  personWords,
  regionDistricts,
} from "./words/query-words.ts";

/** A word of what was typed or said. */
export interface QueryWord {
  spelling: string;
  kind: "filler" | "region" | "number" | "ordinary" | "unknown";
  /** Set by the words before: "aus Daun", "bei Daun", "Herr Daun", "VG Daun". */
  after: "locative" | "near" | "person" | "association" | "district" | null;
}

/** Words that stand together and may be one name. */
export interface Span {
  from: number;
  /** First word behind the span. */
  until: number;
  spelling: string;
  sound: string;
  /** At the end of the query: may still be being typed. */
  isLast: boolean;
  /** How far it may be from a name: words that mean something else count only as written. */
  tolerance: "written" | "begun" | "heard" | "misspelt";
}

export interface PlaceQuery {
  words: QueryWord[];
  spans: Span[];
  postalCodes: string[];
  /** Stretches of words that name a place outside the member districts. */
  outside: Span[];
}

const ordinaryStems: ReadonlySet<string> = new Set([...ordinaryWords].map(stemmer));

const wordsMax = 16;
const spanWordsMax = 4;

/** Takes a query apart; "St." and "Skt" become "Sankt". */
export function readQuery(text: string): PlaceQuery {
  const raw = text
    .slice(0, 200)
    .replace(/\b(st|skt)\b\.?(?=[\s-]*[a-zäöü])/giu, "Sankt ")
    .replace(/(\d)(?=[a-zäöü])|([a-zäöüß])(?=\d)/giu, "$& ")
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, wordsMax);
  const words = raw.map(readWord);
  words.forEach((word, index) => {
    word.after = markOf(words, index);
  });
  const spans = collectSpans(raw, words);
  return {
    words,
    spans,
    postalCodes: words.filter((word) => /^\d{5}$/.test(word.spelling)).map((word) => word.spelling),
    outside: spans.filter(
      (span) => outsideNames.has(span.spelling) && !ordinaryWords.has(span.spelling),
    ),
  };
}

function readWord(raw: string): QueryWord {
  const spelling = foldSpelling(raw);
  return { spelling, kind: kindOf(spelling), after: null };
}

function kindOf(spelling: string): QueryWord["kind"] {
  if (/^\d+$/.test(spelling)) return "number";
  if (regionDistricts.has(spelling)) return "region";
  if (fillerWords.has(spelling)) return "filler";
  if (ordinaryWords.has(spelling) || ordinaryStems.has(stemmer(spelling))) return "ordinary";
  return "unknown";
}

const marks: readonly (readonly [ReadonlySet<string>, NonNullable<QueryWord["after"]>])[] = [
  [personWords, "person"],
  [nearWords, "near"],
  [associationWords, "association"],
  [districtWords, "district"],
  [locativeWords, "locative"],
];

function markOf(words: QueryWord[], index: number): QueryWord["after"] {
  for (let before = index - 1; before >= 0; before -= 1) {
    const word = words[before]!;
    const mark = marks.find(([list]) => list.has(word.spelling));
    if (mark !== undefined) return mark[1];
    if (word.kind !== "filler") return null;
  }
  return null;
}

function collectSpans(raw: string[], words: QueryWord[]): Span[] {
  const spans: Span[] = [];
  for (let from = 0; from < words.length; from += 1) {
    const longest = Math.min(words.length, from + spanWordsMax);
    for (let until = from + 1; until <= longest; until += 1) {
      const part = words.slice(from, until);
      const spelling = part.map((word) => word.spelling).join("");
      if (spelling === "" || /^\d+$/.test(spelling)) continue;
      spans.push({
        from,
        until,
        spelling,
        sound: soundOf(raw.slice(from, until).join("")),
        isLast: until === words.length,
        tolerance: toleranceOf(part, spelling),
      });
    }
  }
  return spans;
}

/** "haus" is no misspelt "Daun", "Berlin" no begun "Berlingen"; "Bat Bertrich" is Bad Bertrich. */
function toleranceOf(part: QueryWord[], spelling: string): Span["tolerance"] {
  if (outsideNames.has(spelling)) return "written";
  const first = part[0]!;
  const last = part[part.length - 1]!;
  if (part.length === 1) {
    if (first.kind === "unknown") return "misspelt";
    return first.kind === "ordinary" && !ordinaryWords.has(spelling) ? "heard" : "written";
  }
  if (first.kind === "number" || last.kind === "number") return "written";
  if (part.some((word) => outsideNames.has(word.spelling))) return "written";
  const isName = first.kind !== "filler" && last.kind !== "filler" && part.length <= 3;
  return isName && part.some((word) => word.kind === "unknown") ? "misspelt" : "begun";
}
