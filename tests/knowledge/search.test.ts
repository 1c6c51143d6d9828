import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { StartError } from "../../src/errors.ts";
import { serviceSearchReplySchema } from "../../src/knowledge/schema.ts";
import { createServiceSearch, type SearchableService } from "../../src/knowledge/search/search.ts";
import { readSearchWords } from "../../src/knowledge/search/words/search-words.ts";
import { createPlaces } from "../../src/places/places.ts";
import { readSearchableServices } from "../bench/searchable-services.ts";
import { gazetteer } from "../places/gazetteer.ts";

const places = createPlaces(gazetteer);
const search = createServiceSearch(readSearchableServices(), places);
const find = (query: string) => search(query, { limit: 10 }).hits;
const first = (query: string) => find(query)[0]?.slug ?? null;

describe("a service is found", () => {
  test.each(readSearchableServices().map(({ name, slug }) => [name, slug]))(
    "by its official name: %s",
    (name, slug) => {
      const slugs = find(name)
        .slice(0, 3)
        .map((hit) => hit.slug);
      expect(slugs).toContain(slug);
    },
  );

  test.each([
    ["an everyday word", "Lappen verloren", "fuehrerschein-ersatz"],
    ["another everyday word", "Karre abmelden", "kfz-abmeldung"],
    ["a verb in another form", "Auto wird abgemeldet", "kfz-abmeldung"],
    ["a verb taken apart", "ich melde mein Gewerbe ab", "gewerbeabmeldung"],
    ["a compound written apart", "Wohn Geld Antrag", "wohngeld"],
    ["a compound nobody listed", "Hundesteuerbefreiung", "hundesteuer"],
    ["ae, oe, ue", "Muellgebuehren", "muellgebuehren"],
    ["umlauts left out", "Burgergeld", "buergergeld"],
    ["a typing error", "Reisepsas", "reisepass"],
    ["two typing errors", "Schwerbehidertenausweiss", "schwerbehindertenausweis"],
    ["an abbreviation", "GdB", "schwerbehindertenausweis"],
    ["English", "birth certificate", "geburtsurkunde"],
    ["dialect", "eich han mein Perso verlor", "personalausweis-verlust"],
    ["dialect that no list holds", "et Auto ummelle", "kfz-ummeldung-halterwechsel"],
    ["a strong verb", "sind umgezogen", "wohnsitz-anmeldung"],
    ["a cut word", "Jagdsch. verlängern", "jagdschein"],
    ["the law", "§ 43 IfSG", "infektionsschutzbelehrung"],
    ["the law within a request", "Erlaubnis nach § 2 GastG", "gaststaettenerlaubnis"],
    ["the whole name of the law", "Erlaubnis nach § 2 Gaststättengesetz", "gaststaettenerlaubnis"],
    ["a law without a section", "Leistungen nach dem UVG", "unterhaltsvorschuss"],
    ["a book of social law", "§ 28 SGB II Nachhilfe", "bildung-und-teilhabe"],
    ["an office's abbreviation", "SpDi Hausbesuch", "sozialpsychiatrischer-dienst"],
    ["an abbreviation of its long name", "FNP einsehen", "bebauungsplan"],
    ["an abbreviation that is a word, too", "BuT Nachhilfe", "bildung-und-teilhabe"],
    ["swapped letters in a compound", "Gebursturkunde", "geburtsurkunde"],
    ["swapped letters that look like an umlaut", "Hundestuer", "hundesteuer"],
    ["an error in one part of a compound", "Fischereiprüfnug", "fischerpruefung"],
    ["a plural of a foreign word", "Autos abgemeldet", "kfz-abmeldung"],
    ["a compound that begins with a preposition", "Vor Sorge Vollmacht", "vorsorgevollmacht"],
    ["a sentence", "mein Exmann zahlt keinen Unterhalt", "unterhaltsvorschuss"],
    ["a kind of tree", "alte Birke fällen", "hecken-baeume"],
    ["dialect under a prefix of the dialect", "Audo ommellen", "kfz-ummeldung-halterwechsel"],
    ["dialect within a compound", "Honndssteier", "hundesteuer"],
    ["a verb of the dialect taken apart", "eisch machen mei Lädchen zo", "gewerbeabmeldung"],
    ["a compound cut to its beginnings", "GewAnm", "gewerbeanmeldung"],
    ["the same of a long one", "FührZeug", "fuehrungszeugnis"],
    ["who draws to a place", "ziehe von Hamburg nach Prüm", "wohnsitz-anmeldung"],
  ])("by %s: %s", (_, query, slug) => {
    expect(first(query)).toBe(slug);
  });

  test("while it is typed, from the fourth letter on", () => {
    for (const begun of ["Pers", "Perso", "Personala", "Personalausw"]) {
      expect(find(begun).map((hit) => hit.slug)).toContain("personalausweis");
    }
  });

  test("while the next word is typed: what was shown stays", () => {
    const typed = "Sperrmüll Bernkastel";
    for (let letters = "Sperrm".length; letters <= typed.length; letters += 1) {
      expect([typed.slice(0, letters), first(typed.slice(0, letters))]).toEqual([
        typed.slice(0, letters),
        "sperrmuell",
      ]);
    }
  });

  test.each([
    ["Führ", "fuehrungszeugnis"],
    ["Geburt", "geburtsurkunde"],
    ["Eltern", "elterngeld"],
    ["Baum", "hecken-baeume"],
  ])("by a word that opens its name, though it is a word itself: %s", (begun, slug) => {
    expect(find(begun).map((hit) => hit.slug)).toContain(slug);
  });

  test("by the law, and says so", () => {
    expect(find("Erlaubnis nach § 2 GastG")[0]?.why).toBe(
      "Rechtsgrundlage § 2 GastG von Gaststättenerlaubnis",
    );
  });

  test("with the reason, within the contract, best first, up to the limit", () => {
    const { hits } = serviceSearchReplySchema.parse(search("Perso abgelaufen", { limit: 3 }));
    expect(hits).toHaveLength(3);
    expect(hits[0]).toMatchObject({ slug: "personalausweis" });
    expect(hits[0]?.why).toMatch(/^Alltagswort »Perso abgelaufen« für Personalausweis beantragen/);
    const scores = hits.map((hit) => hit.score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe("a place inside a query", () => {
  test.each([
    ["Sperrmüll Bernkastel", "sperrmuell", "07231008"],
    ["Perso abgelaufen in Kröv", "personalausweis", "07231072"],
    ["Hundesteuer Gerolstein-Lissingen", "hundesteuer", "07233026"],
    ["54550 Baugenehmigung", "baugenehmigung", "07233501"],
    ["Sperrmüll Zell Mosel", "sperrmuell", "07135092"],
    ["Perso Gerolsteen", "personalausweis", "07233026"],
    ["Hundesteuer Wittlch", "hundesteuer", "07231134"],
    ["Hundesteuer Speicher", "hundesteuer", "07232123"],
    ["Perso VG Thalfang", "personalausweis", "07231123"],
  ])("is taken out of the search and named: %s", (query, slug, ags) => {
    const { hits, place } = search(query, { limit: 3 });
    expect(hits[0]?.slug).toBe(slug);
    expect(place?.ags).toBe(ags);
  });

  test("does not change what is found", () => {
    const slugs = (query: string) => find(query).map((hit) => hit.slug);
    expect(slugs("Sperrmüll anmelden Wittlich")).toEqual(slugs("Sperrmüll anmelden"));
  });

  test("stays open when several bear the name, or none is named", () => {
    expect(search("Sperrmüll Manderscheid", { limit: 1 })).toMatchObject({
      hits: [{ slug: "sperrmuell" }],
      place: null,
    });
    expect(search("wann kommen die Müllmänner", { limit: 1 }).place).toBeNull();
  });

  test("alone is no search", () => {
    expect(search("Daun", { limit: 5 })).toEqual({
      hits: [],
      place: { ags: "07233501", name: "Daun" },
    });
  });
});

describe("nothing is found", () => {
  test.each([
    "Pizza bestellen",
    "Horoskop für heute",
    "Lottozahlen",
    "Flug nach Barcelona buchen",
    "Bundesliga Tabelle",
    "Wie wird das Wetter morgen",
    "asdf jklö",
    "qwertz",
  ])("for what no administration does: %s", (query) => {
    expect(find(query)).toEqual([]);
  });

  test.each(["", "  ", "?!", "ich brauche", "wo bekomme ich das", "und oder"])(
    "when nothing is said: %j",
    (query) => {
      expect(search(query, { limit: 5 })).toEqual({ hits: [], place: null });
    },
  );
});

test("services that nobody wrote words for are found by their names and synonyms", () => {
  const service = (slug: string, name: string, synonyms: string[]): SearchableService => ({
    slug,
    name,
    synonyms,
    category: "Test",
    responsibleUnit: "Amt",
    legalBasis: [],
    leikaKey: null,
    spoken: "",
    text: "",
    excerpt: "",
  });
  const few = createServiceSearch(
    [
      service("bootsliegeplatz", "Bootsliegeplatz mieten", ["Steg", "Anleger"]),
      service("baumpatenschaft", "Baumpatenschaft übernehmen", ["Baum spenden"]),
    ],
    places,
  );
  const slugs = (query: string) => few(query, { limit: 5 }).hits.map((hit) => hit.slug);
  expect(slugs("Bootsliegeplätze")).toEqual(["bootsliegeplatz"]);
  expect(slugs("Boots Liegeplatz")).toEqual(["bootsliegeplatz"]);
  expect(slugs("Baumpatnschaft")).toEqual(["baumpatenschaft"]);
  expect(createServiceSearch([], places)("Perso", { limit: 5 }).hits).toEqual([]);
});

test("a very long query is answered, not hung on", () => {
  expect(find("Donaudampfschifffahrtsgesellschaftskapitän".repeat(2000))).toEqual([]);
  expect(find("Perso verloren ".repeat(2000))[0]?.slug).toBe("personalausweis-verlust");
});

describe("the files of everyday words", () => {
  test("that are missing or damaged are named", async () => {
    const directory = await mkdtemp(join(tmpdir(), "search-words-"));
    try {
      expect(() => readSearchWords(directory)).toThrow(/plain-words\.yaml fehlen/);
      await writeFile(join(directory, "plain-words.yaml"), "silent: 1\n");
      expect(() => readSearchWords(directory)).toThrow(StartError);
      expect(() => readSearchWords(directory)).toThrow(/plain-words\.yaml sind fehlerhaft: silent/);
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  test("name only services that there are", () => {
    const directory = new URL("../../knowledge-base/search", import.meta.url).pathname;
    const slugs = new Set(readSearchableServices().map((service) => service.slug));
    const named = [...readSearchWords(directory).callerWords.keys()];
    expect(named.filter((slug) => !slugs.has(slug))).toEqual([]);
  });
});
