import { describe, expect, test } from "vitest";
import { createServiceSearch } from "../../src/knowledge/search/search.ts";
import { createPlaces } from "../../src/places/places.ts";
import { readSearchableServices } from "../bench/searchable-services.ts";
import { gazetteer } from "../places/gazetteer.ts";

const services = readSearchableServices();
const search = createServiceSearch(services, createPlaces(gazetteer));
const find = (query: string) => search(query, { limit: 3 }).hits.map((hit) => hit.slug);

const titles = services.flatMap(({ name, synonyms }) => [name, ...synonyms]);
const words = [...new Set(titles.flatMap((title) => title.split(/[^\p{L}]+/u)))].toSorted();
const longWords = words.filter((word) => word.length >= 9).filter((_, at) => at % 8 === 0);

/** "Abfuhrkalenderformular": compounds that no service names, of two words that are known. */
const endings = ["formular", "beratung", "bescheid", "kontrolle"];
const joinedWords = words
  .filter((word) => word.length >= 9 && /^\p{Lu}.*(?:ung|en|er|eld|ein|eis)$/u.test(word))
  .filter((_, at) => at % 4 === 0)
  .map((word, at) => `${word}${word.endsWith("ung") ? "s" : ""}${endings[at % endings.length]}`)
  .filter((word) => !words.includes(word));

const besideOnKeyboard = "snvfrgzhokjlkmpowtdzibecxu";
const neighbourOf = (letter: string) => besideOnKeyboard[letter.charCodeAt(0) - 97] ?? "a";

/** Each kind of single slip, at a letter of a word. */
const slips: Record<string, (word: string, at: number) => string> = {
  swapped: (word, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  "left out": (word, at) => word.slice(0, at) + word.slice(at + 1),
  doubled: (word, at) => word.slice(0, at + 1) + word.slice(at),
  wrong: (word, at) => word.slice(0, at) + neighbourOf(word[at]!) + word.slice(at + 1),
  added: (word, at) => word.slice(0, at) + neighbourOf(word[at]!) + word.slice(at),
};
const places = [0.15, 0.4, 0.6, 0.85];

/** What was typed and no longer finds first what the word finds, and how many were typed. */
function mistype(from: readonly string[], slip: (word: string, at: number) => string) {
  const lost: string[] = [];
  let typed = 0;
  from.forEach((word, index) => {
    const [meant] = find(word);
    if (meant === undefined) return;
    const at = Math.max(1, Math.floor(word.length * places[index % places.length]!));
    const mistyped = slip(word, at);
    if (mistyped === word) return;
    typed += 1;
    if (find(mistyped)[0] !== meant) lost.push(`${mistyped} (${word})`);
  });
  return { lost, typed };
}

/** Least shares; what is measured lies some points above. */
describe.each(Object.entries(slips))("a letter %s", (_, slip) => {
  test.each([
    ["a word of a service", longWords, 0.96],
    ["a compound that nobody named", joinedWords, 0.9],
  ])("in %s is forgiven", { timeout: 120_000 }, (_kind, from, floor) => {
    const { lost, typed } = mistype(from, slip);
    expect(typed).toBeGreaterThan(30);
    expect(1 - lost.length / typed >= floor ? [] : lost).toEqual([]);
  });
});

test.each([
  ["Obdachlsoenunterkunft", "obdachlosenunterbringung"],
  ["Srtomzähler rückwärts", "balkonkraftwerk"],
  ["Feuelrwehr", "katastrophenschutz"],
  ["Schadstofmobil", "schadstoffe"],
])("%s finds %s", (query, slug) => {
  expect(find(query)[0]).toBe(slug);
});
