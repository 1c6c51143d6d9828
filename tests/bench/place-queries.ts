import type { PlaceData } from "../../src/places/data.ts";

/** A query with the municipalities that are right as first hit; none: nothing may be found. */
export interface PlaceQueryCase {
  kind: string;
  query: string;
  expected: string[];
}

interface Named {
  name: string;
  base: string;
  ags: string;
  associationName: string | null;
  districtName: string;
  postalCode: string | null;
  parent: string | null;
}

/** Ways to say every municipality and locality, made with the given seed. */
export function makePlaceQueries(data: PlaceData, seed: number): PlaceQueryCase[] {
  const random = createRandom(seed);
  const named = collectNames(data);
  const taken = new Set(named.map((it) => plain(it.base)));
  const cases: PlaceQueryCase[] = [];
  for (const it of named) {
    const same = named
      .filter((other) => plain(other.base) === plain(it.base))
      .map((other) => other.ags);
    const add = (kind: string, query: string, expected = same) => {
      cases.push({ kind, query, expected });
    };
    add("exact", it.name, it.base === it.name ? same : [it.ags]);
    if (it.base !== it.name) add("without addition", it.base);
    if (/[äöüß]/i.test(it.base)) {
      add("ae oe ue", spellOut(it.base));
      add("umlaut dropped", dropUmlauts(it.base));
    }
    if (it.base.length > 5) {
      const typo = misspell(it.base, random);
      if (!taken.has(plain(typo))) add("one typo", typo);
      const heard = mishear(it.base, random);
      if (!taken.has(plain(heard))) add("misheard", heard);
    }
    if (it.base.length > 9) add("two typos", misspell(misspell(it.base, random), random));
    add("sentence", pick(sentences, random).replace("X", it.base));
    if (it.postalCode !== null) add("postal code", `${it.postalCode} ${it.base}`, [it.ags]);
    if (it.associationName !== null) {
      add("with Verbandsgemeinde", `${it.base} VG ${it.associationName}`, [it.ags]);
    }
    add("with district", `${it.base} Kreis ${it.districtName}`);
    if (it.parent !== null) {
      const separator = pick([" OT ", "-", " ", ", Ortsteil "], random);
      add("with municipality", `${it.parent}${separator}${it.base}`, [it.ags]);
    }
    if (it.base.length > 6) add("begun", it.base.slice(0, Math.ceil(it.base.length * 0.7)));
  }
  return cases.map((it) => (it.kind === "begun" ? withAllBegun(it, named) : it));
}

/** A beginning may stand for every name that begins so. */
function withAllBegun(it: PlaceQueryCase, named: Named[]): PlaceQueryCase {
  const fitting = named.filter((other) => plain(other.name).startsWith(plain(it.query)));
  return { ...it, expected: fitting.map((other) => other.ags) };
}

function collectNames(data: PlaceData): Named[] {
  const associations = new Map(data.associations.map((it) => [it.key, it.name]));
  const districts = new Map(data.districts.map((it) => [it.ags, it.shortName]));
  const current = data.municipalities.filter((it) => it.successorAgs === null);
  const byAgs = new Map(current.map((it) => [it.ags, it]));
  const describe = (name: string, ags: string, parent: string | null): Named => {
    const municipality = byAgs.get(ags)!;
    return {
      name,
      base: baseOf(name),
      ags,
      associationName: associations.get(municipality.associationKey ?? "") ?? null,
      districtName: districts.get(municipality.districtAgs)!,
      postalCode: municipality.postalCodes[0] ?? null,
      parent,
    };
  };
  return [
    ...current.map((it) => describe(it.name, it.ags, null)),
    ...data.localities.map((it) => {
      const parent = baseOf(byAgs.get(it.municipalityAgs)!.name);
      return describe(it.name, it.municipalityAgs, parent);
    }),
  ];
}

function baseOf(name: string): string {
  return name.replace(/\s*\(.*\)$|\s+(an der|am|bei)\s.*$/, "");
}

const sentences = [
  "ich bin aus X",
  "ich wohne in X",
  "wir wohnen hier in X",
  "also ich komme aus X",
  "der Anrufer ist aus X",
  "X, das liegt in der Eifel oder so",
  "in X gemeldet",
  "Gemeinde X",
];

const alphabet = "abcdefghijklmnoprstuvwz";

/** One random slip of the fingers, never on the first letter. */
function misspell(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * (word.length - 2));
  const letter = alphabet[Math.floor(random() * alphabet.length)]!;
  switch (Math.floor(random() * 4)) {
    case 0:
      return word.slice(0, at) + word.slice(at + 1);
    case 1:
      return word.slice(0, at) + letter + word.slice(at);
    case 2:
      return word.slice(0, at) + letter + word.slice(at + 1);
    default:
      return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
  }
}

/** How people write what they hear: one pattern gives way to another that sounds alike. */
const confusions: [RegExp, string][] = [
  [/ck/g, "k"],
  [/(?<=[aeiouäöü])k(?=[aeiou])/g, "ck"],
  [/th/g, "t"],
  [/rath$/, "rat"],
  [/t$/, "th"],
  [/d$/, "t"],
  [/g$/, "ch"],
  [/v/g, "f"],
  [/f/g, "v"],
  [/ei/g, "ai"],
  [/ä/g, "e"],
  [/ü/g, "i"],
  [/ö/g, "e"],
  [/eu/g, "oi"],
  [/ll/g, "l"],
  [/l(?=[aeiou])/g, "ll"],
  [/nn/g, "n"],
  [/ss/g, "s"],
  [/ß/g, "s"],
  [/rr/g, "r"],
  [/mm/g, "m"],
  [/ie/g, "i"],
  [/tz/g, "z"],
  [/^C/g, "K"],
  [/^K/g, "C"],
  [/b(?=[aeiou])/g, "p"],
  [/p(?=[aeiou])/g, "b"],
  [/d(?=[aeiou])/g, "t"],
  [/weiler$/, "willer"],
  [/ich$/, "isch"],
  [/er$/, "a"],
  [/en$/, "e"],
];

function mishear(word: string, random: () => number): string {
  const fitting = confusions.filter(([pattern]) => word.search(pattern) >= 0);
  if (fitting.length === 0) return word;
  const [pattern, replacement] = pick(fitting, random);
  return word.replace(pattern, replacement);
}

function spellOut(word: string): string {
  const table: Record<string, string> = { ä: "ae", ö: "oe", ü: "ue", ß: "ss", Ü: "Ue", Ö: "Oe" };
  return word.replace(/[äöüßÜÖ]/g, (letter) => table[letter]!);
}

function dropUmlauts(word: string): string {
  return word.replace(/ß/g, "ss").normalize("NFD").replace(/\p{M}/gu, "");
}

function plain(word: string): string {
  return dropUmlauts(word.toLowerCase()).replace(/[^a-z]/g, "");
}

function pick<T>(choices: readonly T[], random: () => number): T {
  return choices[Math.floor(random() * choices.length)]!;
}

/** Mulberry32: the same seed gives the same queries everywhere. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
