import { describe, expect, test } from "vitest";
import { CompoundSplitter } from "../../src/language/compounds.ts";
import { typingDistance } from "../../src/language/distance.ts";
import { foldSpelling, splitWords } from "../../src/language/spelling.ts";
import { stemOf } from "../../src/language/stem.ts";
import { Vocabulary } from "../../src/knowledge/search/words/vocabulary.ts";

const stem = (word: string) => stemOf(foldSpelling(word));

describe("spelling", () => {
  test("all ways to write an umlaut are one", () => {
    expect(new Set(["Führer", "Fuehrer", "fuhrer"].map(foldSpelling)).size).toBe(1);
    expect(foldSpelling("Straße")).toBe(foldSpelling("Strasse"));
    expect(foldSpelling("Steuer")).toBe("steuer");
    expect(splitWords("§ 9 PAuswG, B-Plan!")).toEqual(["9", "pauswg", "b", "plan"]);
  });

  test.each([
    ["anmelden", "Anmeldung", "angemeldet", "anzumelden"],
    ["verlängern", "Verlängerung", "verlängert"],
    ["beglaubigen", "Beglaubigung", "beglaubigt"],
    ["Ausweis", "Ausweise", "Ausweises"],
    ["Baum", "Bäume", "Bäumen"],
    ["stehlen", "gestohlen", "gestohlenes", "stiehlt"],
    ["abmähen", "abgemäht", "abgemähten"],
    ["Hund", "Hündchen"],
    ["Laden", "Lädchen", "Lädche"],
  ])("forms of %s have one stem", (...forms) => {
    expect(new Set(forms.map(stem)).size).toBe(1);
  });

  test.each([
    ["Kirchen", "Kirche"],
    ["Flaschen", "Flasche"],
    ["Wochen", "Woche"],
  ])("%s is no small thing", (word, singular) => {
    expect(stem(word)).toBe(stem(singular));
  });
});

describe("compounds", () => {
  const splitter = new CompoundSplitter(
    ["jagd", "waffe", "waffen", "schule", "anmeldung", "hund", "steuer", "termin"].map(
      foldSpelling,
    ),
  );
  const parts = (word: string) =>
    splitter.split(foldSpelling(word))?.map((part) => part.stem) ?? null;

  test("are taken apart along known words, with what joins them", () => {
    expect(parts("Jagdwaffen")).toEqual(["jagd", stem("waffen")]);
    expect(parts("Hundesteuer")).toEqual(["hund", stem("steuer")]);
    expect(parts("Hundesteueranmeldung")).toEqual(["hund", stem("steuer"), stem("anmeldung")]);
  });

  test("may hold words that stand for others", () => {
    const dialect = new CompoundSplitter(["hund", "termin"], new Map([["steier", "steuer"]]));
    const stems = dialect.split("hundesteier")?.map((part) => part.stem);
    expect(stems).toEqual(["hund", stem("steuer")]);
  });

  test("may hold one part that is not known", () => {
    expect(parts("Friseurtermin")).toEqual(["", stem("termin")]);
    expect(parts("xyzabcdef")).toBeNull();
    expect(parts("hund")).toBeNull();
  });
});

describe("typing errors", () => {
  test("are counted: left out, doubled, wrong, swapped", () => {
    expect(typingDistance("reisepass", "reisepass", 2)).toBe(0);
    expect(typingDistance("reispass", "reisepass", 2)).toBe(1);
    expect(typingDistance("reisepasss", "reisepass", 2)).toBe(1);
    expect(typingDistance("reisepuss", "reisepass", 2)).toBe(1);
    expect(typingDistance("riesepass", "reisepass", 2)).toBe(1);
    expect(typingDistance("wohngeld", "reisepass", 2)).toBe(3);
  });

  test("are forgiven according to the length of a word", () => {
    const vocabulary = new Vocabulary(["grab", "hund", "reisepass", "sperrmull"]);
    Array.from(vocabulary.fill());
    expect(vocabulary.similar("graf")).toEqual([]);
    expect(vocabulary.similar("reispas").map((it) => it.stem)).toEqual([]);
    expect(vocabulary.similar("reispass").map((it) => it.stem)).toEqual([stemOf("reisepass")]);
    expect(vocabulary.beginning("spe").map((it) => it.stem)).toEqual([stemOf("sperrmull")]);
  });
});
