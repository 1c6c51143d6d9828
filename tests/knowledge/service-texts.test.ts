import { readdirSync, readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { parseServiceFile, type ServiceFile } from "../../src/knowledge/service-file.ts";

const directory = new URL("../../knowledge-base/services/", import.meta.url);
const today = Temporal.Now.plainDateISO("Europe/Berlin").toString();
const districts = ["bernkastel-wittlich", "bitburg-pruem", "cochem-zell", "vulkaneifel"];
const files = readdirSync(directory).filter((name) => name.endsWith(".md"));
const services = files.map((name): [string, ServiceFile] => {
  const { file } = parseServiceFile(name, readFileSync(new URL(name, directory), "utf8"));
  if (file === null) throw new Error(`${name} is not a valid service file`);
  return [file.slug, file];
});

/** Of the catalogue that the services were collected in; a name may hold commas. */
const catalogue = readFileSync(new URL("service-catalogue.csv", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [slug = "", leikaKey = "", level = "", sharedByFour = "", ...name] = line.split(",");
    return [slug, leikaKey, level, sharedByFour, name.join(",")];
  });

test("all services of the catalogue are there as it has them, and no other", () => {
  const written = services.map(([slug, { frontMatter }]) => {
    const { leikaKey = "", level, name, responsibility } = frontMatter;
    const isShared = responsibility.some(
      ({ sharedByDistricts, authority }) => sharedByDistricts || authority?.endsWith("-gemeinsam"),
    );
    return [slug, leikaKey, level, isShared ? "yes" : "no", name];
  });
  expect(written.toSorted()).toEqual(catalogue.toSorted());
  expect(written).toHaveLength(215);
});

/** Several paragraphs with "§§", one with "§"; an act by its name; or why there is none. */
const citation = new RegExp(
  [
    String.raw`^§ \d+[a-z]?(?: Abs\. \d+[a-z]?)?(?: Nr\. \d+)? (?:der )?[A-ZÄÖÜ1-9][^§]*$`,
    String.raw`^§§ \d+[a-z]?(?:(?:, | bis | und )\d+[a-z]?)+ [A-ZÄÖÜ1-9][^§]*$`,
    String.raw`^§§ \d+[a-z]? ff\. [A-ZÄÖÜ1-9][^§]*$`,
    String.raw`^§§? \d+(?:, \d+)* (?:der )?[A-ZÄÖÜ][^§]*$`,
    String.raw`^(?:Art\.|Nr\.|Anlagen?) [\dIVX]+(?:(?:, | und )[\dIVX]+)* [A-ZÄÖÜ][^§]*$`,
    String.raw`^(?:\d+\. )?[A-ZÄÖÜ][A-Za-zÄÖÜäöüß][^§]*$`,
    String.raw`^keine: .{10,}$`,
  ].join("|"),
  "u",
);
/** What cannot be read aloud, or was never written. */
const unspeakable =
  /§|\bbzw\b|\bggf\b|\bz\. ?B\.|\bu\. ?a\.|\bca\.|\bd\. ?h\.|\/in\b|\*in\b|\(in\)|€|https?:/;
const placeholder = /\bTO-?DO\b|\bTBD\b|\bX{3}|lorem ipsum|Platzhalter|\?\?\?|\bfolgt noch\b/i;
const officialese = /hiermit|diesbezüglich|Inanspruchnahme|vorgenannt|zwecks|seitens|obliegt|gemäß/;
const lettersMax = 700;
/** The first paragraph is the answer; what helps then follows. */
const answerSentencesMax = 3;
const sentencesMax = 6;
const sentenceWordsMax = 30;

/** Neither the day of a date nor this name ends a sentence. */
const innerPoint =
  /(?<=\d)\.(?= (?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez))|A\.R\.T\.(?= [a-zäöü])/g;
const sentencesOf = (text: string) =>
  text
    .replaceAll(innerPoint, "")
    .split(/(?<=[.!?])\s+/)
    .filter((sentence) => sentence !== "");

const months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember";
const monthNames = months.split(" ");
const namedDay = new RegExp(String.raw`(?:(\d{1,2})\. )?(${monthNames.join("|")}) (20\d{2})`, "g");
const figuresOfYear = /(?:im Jahr |Regelbedarfe? |Schulbedarf |Betrag |\()(20\d{2})\b/g;

/** The days a text names, a month by its first; the figures of a year hold to its last. */
const daysNamed = (text: string) => [
  ...Array.from(text.matchAll(namedDay), ([, day = "1", month = "", year]) =>
    [year, String(monthNames.indexOf(month) + 1), day]
      .map((part = "") => part.padStart(2, "0"))
      .join("-"),
  ),
  ...Array.from(text.matchAll(figuresOfYear), ([, year = ""]) => `${year}-12-31`),
];

describe.each(services)("%s", (_, { frontMatter, sections }) => {
  const shared = frontMatter.answers["shared"] ?? {};
  const spoken = Object.values(sections).flatMap((section) => section.spoken ?? []);

  test("has every section in every district, or says why it does not apply", () => {
    const missing: string[] = [];
    for (const district of districts) {
      const answer = { ...shared, ...frontMatter.answers[district] };
      for (const field of ["fee", "duration", "deadline", "appointment"] as const) {
        if ((answer[field] ?? "").length < 4) missing.push(`${district} ${field}`);
      }
      if ((answer.documents ?? []).length === 0) missing.push(`${district} documents`);
      if ((sections[district]?.spoken ?? sections["shared"]?.spoken ?? "") === "") {
        missing.push(`${district} spoken`);
      }
    }
    if ((frontMatter.agentHints ?? "").length < 30) missing.push("agentHints");
    if ((sections["shared"]?.body ?? "").length < 60) missing.push("body");
    expect(missing).toEqual([]);
  });

  test("can be read aloud, in plain words and not too many", () => {
    expect(spoken.filter((text) => unspeakable.test(text) || officialese.test(text))).toEqual([]);
    expect(spoken.filter((text) => text.length > lettersMax)).toEqual([]);
  });

  test("says the answer first, in short sentences", () => {
    const answers = spoken.map((text) => sentencesOf(text.split("\n\n")[0] ?? ""));
    const whole = spoken.map(sentencesOf);
    expect(answers.filter(({ length }) => length > answerSentencesMax)).toEqual([]);
    expect(whole.filter(({ length }) => length > sentencesMax)).toEqual([]);
    const wordsOf = (sentence: string) => sentence.split(/\s+/).length;
    expect(whole.flat().filter((each) => wordsOf(each) > sentenceWordsMax)).toEqual([]);
  });

  test("cites the law in a well-formed way, and is checked by somebody", () => {
    expect(frontMatter.legalBasis.length).toBeGreaterThan(0);
    expect(frontMatter.legalBasis.filter((law) => !citation.test(law))).toEqual([]);
    expect(frontMatter.source.length).toBeGreaterThan(5);
    expect(frontMatter.checkedAt <= today).toBe(true);
  });

  test("is looked at again before a day that it names has come", () => {
    const { answers, agentHints, source, checkedAt, reviewMonths } = frontMatter;
    const reviewDue = Temporal.PlainDate.from(checkedAt).add({ months: reviewMonths }).toString();
    const days = daysNamed(JSON.stringify({ answers, agentHints, source, sections }));
    expect(days.filter((day) => day > checkedAt && day < reviewDue)).toEqual([]);
  });

  test("has no placeholder, and marks what is an example", () => {
    expect(JSON.stringify({ frontMatter, sections })).not.toMatch(placeholder);
    for (const [section, answer] of Object.entries(frontMatter.answers)) {
      const isSample = JSON.stringify(answer).includes("Muster:");
      expect({ section, sample: isSample && answer.sample !== true }).toEqual({
        section,
        sample: false,
      });
    }
  });

  test("names the Verbandsgemeinde or town where it is the one to ask", () => {
    const isLocal = ["verbandsgemeinde", "gemeinde"].includes(frontMatter.level);
    const text = JSON.stringify({ sections, hints: frontMatter.agentHints });
    expect(!isLocal || /Verbandsgemeinde|Standesamt/.test(text)).toBe(true);
    const isOutside = ["zweckverband"].includes(frontMatter.level);
    expect(!isOutside || shared.scope === "external").toBe(true);
  });
});

test("the first words of an answer are its own", () => {
  const users = new Map<string, string[]>();
  for (const [slug, { sections }] of services) {
    const first = (sections["shared"]?.spoken ?? "").split(/(?<=[.!?])\s/)[0] ?? "";
    users.set(first, [...(users.get(first) ?? []), slug]);
  }
  expect([...users].filter(([, slugs]) => slugs.length > 3)).toEqual([]);
});
