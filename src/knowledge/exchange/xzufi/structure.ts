import { childOf, elementsOf, textOf, type XmlElement } from "./xml-element.ts";
import type { XzufiVersion } from "./versions.ts";

/**
 * The order and number of elements: "?" once at most, "*" any number, "+" at least once, else
 * exactly once. The official schema could not be read; what stands here was compared with
 *
 * - the data model that the FIM portal publishes for XZuFi 2.2.0 and 2.3.1 (its OpenAPI document,
 *   `Leistung220` and `Leistung231`), for services, the modules that are written, categories,
 *   language versions and periods: every name and number, and the order, if its members stand in
 *   that of the schema;
 * - programs that read real messages of the Portalverbund (codedust/xzufi, rongem/pvog): names of
 *   the message's own elements, of units, online services and responsibilities, the classes of a
 *   `loesche`, that `anschrift` and `link` may be repeated, and that `code` and `name` carry no
 *   namespace. They go by name, so order and number there are not proved;
 * - the XÖV core components Anschrift and Kommunikation, as classes generated for XWasser and
 *   XBeteiligung have them: names and order in `anschrift` and `kommunikation`, and the codes of
 *   the list `erreichbarkeit` (02: Telefon Festnetz). That XZuFi builds on them is likely, because
 *   what rongem/pvog reads of an `anschrift` (`ort`, `verwaltungspolitischeKodierung`) is theirs;
 * - a proof of concept of the Portalverbund with a message of 2.1: the order of `nachrichtenkopf`;
 * - nothing: `internetadresse` of a unit, the name of a message that writes and deletes, and that a
 *   `spezialisierung` has the modules of a service.
 */
const moduleHead = ["positionDarstellung?", "id?", "idSekundaer*", "gueltigkeit*"];
const tail = ["inhalt*", "weiterfuehrenderLink*"];
const relevance = ["relevantFuerWirtschaftszweig*", "relevantFuerRechtsform*"];

interface Members {
  keys: readonly string[];
  modules: readonly string[];
  properties: readonly string[];
  validity: readonly string[];
}

const of220: Members = {
  keys: ["struktur?", "referenzLeiKa*"],
  modules: [
    "modulText*",
    "modulTextIndividuell*",
    "modulFrist?",
    "modulKosten?",
    "modulBearbeitungsdauer?",
    "modulBegriffImKontext*",
    "modulFachlicheFreigabe?",
    "modulAuskunftshinweis?",
    "modulDokument?",
    "modulUrsprungsportal*",
  ],
  properties: [
    "typisierung*",
    "vertrauensniveau?",
    "leistungsadressat*",
    "kennzeichenSchriftformerfordernis?",
    "kategorie*",
    "klassifizierung*",
    "informationsbereichSDG*",
    "idLeistungImKontext*",
    "idProzess*",
    "herausgeber?",
  ],
  validity: [
    "gueltigkeitGebietID*",
    "kennzeichenEA?",
    ...relevance,
    "relevantFuerStaatsangehoerigkeit*",
    "versionsinformation?",
    "sprachversion*",
    "gueltigkeit*",
  ],
};

const of231: Members = {
  keys: [
    "struktur?",
    "statusKatalog?",
    "statusBibliothek?",
    "detailstufe?",
    "referenzLeistungsschluessel*",
    "leistungsadressat*",
    "bezugsortTyp?",
  ],
  modules: [
    "modulText*",
    "modulTextIndividuell*",
    "modulFrist*",
    "modulBearbeitungsdauer*",
    "modulKosten*",
    "modulDokument*",
    "modulBegriffImKontext*",
    "modulFachlicheFreigabe*",
    "modulAuskunftshinweis*",
    "modulUrsprungsportal*",
  ],
  properties: [
    "typisierung*",
    "vertrauensniveau?",
    "kennzeichenFormularSchriftformerfordernis?",
    "kennzeichenFormularPersoenlich?",
    "kennzeichenFormularFormlos?",
    "kategorie*",
    "klassifizierung*",
    "informationsbereicheSDG?",
    "leistungImKontextID*",
    "prozessID*",
    "herausgeber?",
  ],
  validity: [
    "gueltigkeitGebietID*",
    "durchfuehrbarEinheitlicheStelle*",
    ...relevance,
    "relevantFuerStaatsangehoerigkeit?",
    "versionsinformationen?",
    "sprachversion*",
    "gueltigkeit*",
  ],
};

function structures(version: XzufiVersion): Record<string, readonly string[]> {
  const old = version === "2.2.0";
  const { keys, modules, properties, validity } = old ? of220 : of231;
  return {
    leistung: ["id", "idSekundaer*", ...keys, ...modules, ...properties, ...validity],
    spezialisierung: ["id", "idSekundaer*", "leistungID", ...modules, ...validity],
    ...moduleStructures(old ? moduleHead : ["zugangskanal", ...moduleHead]),
    ...(old ? parts220 : parts231),
    ...otherStructures,
  };
}

const categoryHead = [
  "id",
  "idSekundaer*",
  "uebergeordneteKategorieID?",
  "untergeordneteKategorieID*",
];
const named = ["bezeichnung*", "beschreibung*"];
const language = ["languageCode", "sprachbezeichnungDeutsch?", "sprachbezeichnungNativ?"];
const changes = [
  "erstelltDatumZeit?",
  "erstelltDurch?",
  "geaendertDatumZeit?",
  "geaendertDurch?",
  "version?",
];

/** A class of categories has a `typ` since 2.3, a category names its class before itself. */
const parts220: Record<string, readonly string[]> = {
  kategorie: [...categoryHead, ...named, "klasse"],
  klasse: ["id", "idSekundaer*", ...named, "version?"],
  sprachversion: [...language, ...changes],
  versionsinformation: changes,
};
const parts231: Record<string, readonly string[]> = {
  kategorie: [...categoryHead, "klasse", ...named, "piktogrammID?"],
  klasse: ["id", "idSekundaer*", "typ", ...named, "version?"],
  sprachversion: [
    ...language,
    "kennzeichenMaschinelleUebersetzung",
    "maschinelleUebersetzung?",
    ...changes,
  ],
  versionsinformationen: changes,
};

function moduleStructures(head: readonly string[]): Record<string, readonly string[]> {
  const amount = (name: string) => [...head, name, "beschreibung*", "weiterfuehrenderLink*"];
  return {
    modulText: [...head, "leikaTextmodul", "leikaTextmodulAbweichendeBezeichnung*", ...tail],
    modulTextIndividuell: [...head, "individuellesTextmodultyp", ...tail],
    modulFrist: amount("frist*"),
    modulKosten: amount("kosten*"),
    modulBearbeitungsdauer: amount("bearbeitungsdauer*"),
    modulBegriffImKontext: [...head, "begriffImKontext+"],
    begriffImKontext: ["begriff", "typ?"],
    modulFachlicheFreigabe: [...head, "fachlichFreigegebenAm?", "fachlichFreigegebenDurch*"],
    modulAuskunftshinweis: [...head, ...tail],
    gueltigkeit: ["beginn?", "ende?", "zusatz*"],
  };
}

const otherStructures: Record<string, readonly string[]> = {
  organisationseinheit: [
    "id",
    "name",
    "anschrift*",
    "kommunikation*",
    "internetadresse*",
    "zustaendigkeit*",
  ],
  anschrift: [
    "strassenschluessel*",
    "strasse?",
    "hausnummer?",
    "postfach?",
    "postleitzahl?",
    "ort?",
    "ortsteil?",
    "ortFruehererGemeindename?",
    "wohnungsgeber?",
    "zusatz?",
    "typ?",
    "staat?",
    "verwaltungspolitischeKodierung?",
  ],
  kommunikation: ["kanal", "kennung", "zusatz?"],
  onlinedienst: ["id", "bezeichnung+", "link+"],
  link: ["typ", "link", "titel?"],
  zustaendigkeitTransferObjekt: ["uebergeordnetesObjektID", "zustaendigkeit"],
  zustaendigkeit: ["id", "leistungID", "gebietID*", "rolle?", "gueltigkeit*"],
  loesche: ["id"],
  nachrichtenkopf: ["nachrichtUUID", "erstelltDatumZeit", "empfaenger?", "sender?"],
};

const codes = [
  /^leikaTextmodul$/,
  /^referenzLeiKa$/,
  /^kanal$/,
  /^rolle$/,
  /^typ$/,
  /^zugangskanal$/,
];

/** What in an object breaks the structure; German sentences, empty where nothing does. */
export function structureMistakes(element: XmlElement, version: XzufiVersion): string[] {
  return mistakesIn(element, structures(version));
}

function mistakesIn(
  element: XmlElement,
  known: Record<string, readonly string[]>,
  inside = "",
): string[] {
  const path = inside === "" ? element.name : `${inside}/${element.name}`;
  const children = elementsOf(element);
  const rules = known[element.name];
  // A name is a text and, in a unit, a group around it.
  const own = rules && children.length > 0 ? orderMistakes(path, children, rules) : [];
  const code = codes.some((pattern) => pattern.test(element.name)) && children.length > 0;
  const codeMistake =
    code && textOf(childOf(element, "code")) === "" ? [`${path}: code fehlt`] : [];
  const empty = children.length === 0 && textOf(element) === "" ? [`${path}: leer`] : [];
  return [
    ...own,
    ...codeMistake,
    ...empty,
    ...children.flatMap((child) => mistakesIn(child, known, path)),
  ];
}

function orderMistakes(
  path: string,
  children: readonly XmlElement[],
  rules: readonly string[],
): string[] {
  const names = rules.map((rule) => rule.replace(/[?*+]$/, ""));
  const counts = new Map<string, number>();
  const mistakes: string[] = [];
  let last = 0;
  for (const { name } of children) {
    const index = names.indexOf(name);
    if (index < 0) mistakes.push(`${path}: ${name} ist hier nicht vorgesehen`);
    else if (index < last) mistakes.push(`${path}: ${name} steht nach ${names[last]}`);
    last = Math.max(last, index);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  rules.forEach((rule, index) => {
    const count = counts.get(names[index] ?? "") ?? 0;
    if (!/[?*]$/.test(rule) && count === 0) mistakes.push(`${path}: ${names[index]} fehlt`);
    if (!/[*+]$/.test(rule) && count > 1) mistakes.push(`${path}: ${names[index]} steht mehrfach`);
  });
  return mistakes;
}
