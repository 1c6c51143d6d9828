import type { Period } from "../../periods.ts";

/** What a message says, once its XML is understood. Terms are those of the XZuFi standard. */
export interface Identifier {
  /** schemeAgencyID, "" where missing. */
  agency: string;
  /** schemeID, "" where missing. */
  scheme: string;
  value: string;
}

/** A text in one language; HTML or plain, as the element has it. */
export interface LocalText {
  /** As written: "de", "de-DE", "en", "" where missing. */
  language: string;
  text: string;
}

/** A text module, by the code of `leistungstextmodulleika`: "06" is the Volltext. */
export interface TextModule {
  code: string;
  /** `leikaTextmodulAbweichendeBezeichnung`: what the sender calls it. */
  titles: LocalText[];
  /** HTML. */
  texts: LocalText[];
  /** `positionDarstellung`; null: after all that have one. */
  position: number | null;
}

/** `modulFrist`, `modulKosten`, `modulBearbeitungsdauer` */
export interface AmountModule {
  /** What stands structured: "37,00 EUR", "2 Woche(n)". */
  amounts: string[];
  /** HTML. */
  texts: LocalText[];
  position: number | null;
}

/** Code list of the text modules that the standard has none for; ours. */
export const ownModuleList = "urn:de:115-servicecenter-emh:codeliste:textmodul";

interface ServiceTexts extends Period {
  id: Identifier;
  textModules: TextModule[];
  /** Own modules of the sender (`modulTextIndividuell`), by "list#code". */
  ownModules: TextModule[];
  deadline: AmountModule;
  fee: AmountModule;
  duration: AmountModule;
  /** `dokumentEingehend`: the names of what to bring, each in its languages. */
  documents: LocalText[][];
  /** `begriffImKontext` */
  terms: LocalText[];
  /** `modulAuskunftshinweis`: for those who answer, never public. */
  agentHints: LocalText[];
  /** ISO day, `fachlichFreigegebenAm`. */
  approvedOn: string | null;
  /** `gueltigkeitGebietID` */
  areas: Identifier[];
}

export interface XzufiService extends ServiceTexts {
  kind: "leistung";
  /** `referenzLeiKa` of 2.2, `referenzLeistungsschluessel` of 2.3. */
  leikaKeys: string[];
  categories: string[];
}

export interface XzufiSpecialisation extends ServiceTexts {
  kind: "spezialisierung";
  /** The service that it changes in its areas. */
  serviceId: Identifier;
}

export interface XzufiUnit {
  kind: "organisationseinheit";
  id: Identifier;
  names: LocalText[];
  /** One line: "Mainzer Straße 25, 54550 Daun". */
  address: string | null;
  phone: string | null;
  website: string | null;
  /** Those that stand inside the unit instead of in objects of their own. */
  responsibilities: XzufiResponsibility[];
}

export interface XzufiResponsibility {
  kind: "zustaendigkeit";
  id: Identifier | null;
  /** A unit, an online service or a form. */
  superior: Identifier;
  serviceId: Identifier;
  areas: Identifier[];
  /** Code or name of the `rolle`. */
  role: string | null;
  /** `gueltigkeit`, which may be repeated; empty: always. */
  periods: Period[];
}

export interface XzufiOnlineService {
  kind: "onlinedienst";
  id: Identifier;
  names: LocalText[];
  url: string | null;
  responsibilities: XzufiResponsibility[];
}

export interface XzufiDeletion {
  kind: "loesche";
  /** `klasse`: "Leistung", "Zustaendigkeit", … */
  objectClass: string;
  id: Identifier;
}

export interface XzufiHead {
  kind: "nachrichtenkopf";
  sender: string;
  createdAt: string;
}

export type XzufiObject =
  | XzufiService
  | XzufiSpecialisation
  | XzufiUnit
  | XzufiResponsibility
  | XzufiOnlineService
  | XzufiDeletion
  | XzufiHead;

/** The objects that a link can lead to something here. */
export const linkedKinds = [
  "leistung",
  "spezialisierung",
  "organisationseinheit",
  "onlinedienst",
] as const;
export type LinkedKind = (typeof linkedKinds)[number];

/** Senders number each kind of object on its own: a service and a unit may both be "123". */
export function linkKeyOf(kind: LinkedKind, { agency, scheme, value }: Identifier): string {
  return JSON.stringify([kind, agency, scheme, value]);
}

/** The kinds that the `klasse` of a deletion may mean; all where it says nothing. */
export function kindsOfClass(objectClass: string): readonly LinkedKind[] {
  const name = objectClass.toLowerCase().replace(/^leistung(?=spezialisierung$)/, "");
  return linkedKinds.filter((kind) => name === "" || kind === name);
}

/** Among objects of one kind. */
export function keyOf({ agency, scheme, value }: Identifier): string {
  return JSON.stringify([agency, scheme, value]);
}
