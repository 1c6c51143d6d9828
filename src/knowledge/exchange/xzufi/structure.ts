import { childOf, elementsOf, textOf, type XmlElement } from "./xml-element.ts";
import type { XzufiVersion } from "./versions.ts";

/**
 * The order and number of elements, as far as they could be learnt without the official schema:
 * services and their modules from the data model that the FIM portal publishes for 2.2.0 and 2.3.1
 * (its OpenAPI document lists the members in the order of the schema); units, online services and
 * responsibilities from programs that read the messages of the Portalverbund (codedust/xzufi,
 * rongem/pvog). "?" once at most, "*" any number, "+" at least once, else exactly once.
 */
const moduleHead = ["positionDarstellung?", "id?", "idSekundaer*", "gueltigkeit*"];
const tail = ["inhalt*", "weiterfuehrenderLink*"];

function structures(version: XzufiVersion): Record<string, readonly string[]> {
  const old = version === "2.2.0";
  const head = old ? moduleHead : ["zugangskanal", ...moduleHead];
  const many = old ? "?" : "*";
  const texts = ["modulText*", "modulTextIndividuell*", `modulFrist${many}`];
  const costs = [`modulKosten${many}`];
  const times = [`modulBearbeitungsdauer${many}`];
  const last = ["modulBegriffImKontext*", `modulFachlicheFreigabe${many}`];
  const hints = [`modulAuskunftshinweis${many}`];
  const documents = [`modulDokument${many}`];
  const keys = old
    ? ["struktur?", "referenzLeiKa*"]
    : ["struktur?", "statusKatalog?", "statusBibliothek?", "detailstufe?"].concat([
        "referenzLeistungsschluessel*",
        "leistungsadressat*",
        "bezugsortTyp?",
      ]);
  const modules = old
    ? [...texts, ...costs, ...times, ...last, ...hints, ...documents]
    : [...texts, ...times, ...costs, ...documents, ...last, ...hints];
  const validity = [
    "gueltigkeitGebietID*",
    old ? "kennzeichenEA?" : "durchfuehrbarEinheitlicheStelle*",
    old ? "versionsinformation?" : "versionsinformationen?",
    "sprachversion*",
    "gueltigkeit*",
  ];
  return {
    leistung: [
      "id",
      "idSekundaer*",
      ...keys,
      ...modules,
      "modulUrsprungsportal*",
      "typisierung*",
      "vertrauensniveau?",
      "kategorie*",
      "klassifizierung*",
      "herausgeber?",
      ...validity,
    ],
    spezialisierung: ["id", "idSekundaer*", "leistungID", ...modules, ...validity],
    ...moduleStructures(head),
    ...otherStructures,
  };
}

function moduleStructures(head: readonly string[]): Record<string, readonly string[]> {
  return {
    modulText: [...head, "leikaTextmodul", "leikaTextmodulAbweichendeBezeichnung*", ...tail],
    modulTextIndividuell: [...head, "individuellesTextmodultyp", ...tail],
    modulFrist: [...head, "frist*", "beschreibung*", "weiterfuehrenderLink*"],
    modulKosten: [...head, "kosten*", "beschreibung*", "weiterfuehrenderLink*"],
    modulBearbeitungsdauer: [
      ...head,
      "bearbeitungsdauer*",
      "beschreibung*",
      "weiterfuehrenderLink*",
    ],
    modulBegriffImKontext: [...head, "begriffImKontext+"],
    begriffImKontext: ["begriff", "typ?"],
    modulFachlicheFreigabe: [...head, "fachlichFreigegebenAm?", "fachlichFreigegebenDurch*"],
    modulAuskunftshinweis: [...head, ...tail],
    kategorie: ["id", "idSekundaer*", "bezeichnung+", "beschreibung*", "klasse"],
    sprachversion: ["languageCode", "sprachbezeichnungDeutsch?", "sprachbezeichnungNativ?"],
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
  anschrift: ["strasse?", "hausnummer?", "postleitzahl?", "ort?"],
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
