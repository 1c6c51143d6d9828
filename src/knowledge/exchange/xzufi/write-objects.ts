import type {
  AmountModule,
  Identifier,
  LocalText,
  TextModule,
  XzufiObject,
  XzufiOnlineService,
  XzufiResponsibility,
  XzufiService,
  XzufiSpecialisation,
  XzufiUnit,
} from "./objects.ts";
import type { Period } from "../../periods.ts";
import type { XzufiVersion } from "./versions.ts";
import { codeElement, element } from "./write-xml.ts";

const leikaModules = "urn:de:xzufi:codeliste:leistungstextmodulleika";
const leikaKeys = "urn:de:fim:leika:leistung";
const channels = "urn:de:xoev:codeliste:erreichbarkeit";
const roles = "urn:de:xzufi:codeliste:zustaendigkeitsrolle";
const linkTypes = "urn:xoev-de:fim:codeliste:onlinedienstlinktyp";
const accessChannels = "urn:xoev-de:fim:codeliste:zugangskanal";

/** An object inside its `schreibe`, or a `loesche`; the head of the message is not written here. */
export function writeObject(object: XzufiObject, version: XzufiVersion): string {
  switch (object.kind) {
    case "leistung":
      return wrap(writeService(object, version));
    case "spezialisierung":
      return wrap(writeSpecialisation(object, version));
    case "organisationseinheit":
      return wrap(writeUnit(object));
    case "onlinedienst":
      return wrap(writeOnlineService(object));
    case "zustaendigkeit":
      return wrap(writeResponsibility(object));
    case "loesche":
      return (
        element("loesche", [identifier("id", object.id)], { klasse: object.objectClass }) ?? ""
      );
    case "nachrichtenkopf":
      return "";
  }
}

function wrap(inner: string | null): string {
  return element("schreibe", [inner]) ?? "";
}

function identifier(name: string, { agency, scheme, value }: Identifier): string | null {
  return element(name, value, { schemeAgencyID: agency, schemeID: scheme });
}

function texts(name: string, all: readonly LocalText[]): (string | null)[] {
  return all.map(({ language, text }) => element(name, text, { languageCode: language }));
}

function writeService(service: XzufiService, version: XzufiVersion): string | null {
  const modules = writeModules(service, version);
  const old = version === "2.2.0";
  const keys = service.leikaKeys.map((key) =>
    old
      ? codeElement("referenzLeiKa", leikaKeys, key)
      : element("referenzLeistungsschluessel", key, { schemeID: leikaKeys }),
  );
  return element("leistung", [
    identifier("id", service.id),
    ...keys,
    ...modules,
    ...(old ? service.categories.map((each) => writeCategory(each, service.id.agency)) : []),
    ...writeValidity(service, version),
  ]);
}

function writeSpecialisation(
  specialisation: XzufiSpecialisation,
  version: XzufiVersion,
): string | null {
  return element("spezialisierung", [
    identifier("id", specialisation.id),
    identifier("leistungID", specialisation.serviceId),
    ...writeModules(specialisation, version),
    ...writeValidity(specialisation, version),
  ]);
}

type Texts = XzufiService | XzufiSpecialisation;

/** The modules stand in another order since 2.3, and each says for which way of access it holds. */
function writeModules(all: Texts, version: XzufiVersion): (string | null)[] {
  const old = version === "2.2.0";
  const access = old ? null : codeElement("zugangskanal", accessChannels, "000");
  const module = (name: string, position: number | null, children: (string | null)[]) =>
    children.some((child) => child !== null)
      ? element(name, [
          access,
          position === null ? null : element("positionDarstellung", String(position)),
          ...children,
        ])
      : null;
  const amounts = (name: string, { texts: words, position }: AmountModule) =>
    module(name, position, texts("beschreibung", words));
  const [deadline, fee, duration] = [
    amounts("modulFrist", all.deadline),
    amounts("modulKosten", all.fee),
    amounts("modulBearbeitungsdauer", all.duration),
  ];
  return [
    ...all.textModules.map((each) => module("modulText", each.position, textModule(each))),
    ...all.ownModules.map((each) => module("modulTextIndividuell", each.position, ownModule(each))),
    deadline,
    ...(old ? [fee, duration] : [duration, fee]),
    module(
      "modulBegriffImKontext",
      null,
      all.terms.map((term) => element("begriffImKontext", texts("begriff", [term]))),
    ),
    module("modulFachlicheFreigabe", null, [
      all.approvedOn === null ? null : element("fachlichFreigegebenAm", all.approvedOn),
    ]),
    module("modulAuskunftshinweis", null, texts("inhalt", all.agentHints)),
  ];
}

function textModule({ code, titles, texts: words }: TextModule): (string | null)[] {
  return [
    codeElement("leikaTextmodul", leikaModules, code),
    ...texts("leikaTextmodulAbweichendeBezeichnung", titles),
    ...texts("inhalt", words),
  ];
}

function ownModule({ code, titles, texts: words }: TextModule): (string | null)[] {
  const [list = "", value = ""] = code.split("#");
  const type = codeElement("individuellesTextmodultyp", list, value, titles[0]?.text ?? null);
  return [type, ...texts("inhalt", words)];
}

/**
 * Not since 2.3: there a class of categories says by a code what it is for, and the list of these
 * codes is not known here. Categories are ours alone; nobody else can use them.
 */
function writeCategory(category: string, agency: string): string | null {
  const named = (text: string) => element("bezeichnung", text, { languageCode: "de" });
  const id = (value: string) => identifier("id", { agency, scheme: "kategorie", value });
  return element("kategorie", [
    id(category),
    named(category),
    element("klasse", [id("115"), named("Kategorien des 115-Servicecenters")]),
  ]);
}

function writeValidity(all: Texts, version: XzufiVersion): (string | null)[] {
  const name = version === "2.2.0" ? "versionsinformation" : "versionsinformationen";
  const changed = all.approvedOn === null ? null : `${all.approvedOn}T00:00:00`;
  return [
    ...all.areas.map((area) => identifier("gueltigkeitGebietID", area)),
    element(name, changed === null ? null : [element("geaendertDatumZeit", changed)]),
    element("sprachversion", [
      element("languageCode", "de"),
      element("sprachbezeichnungDeutsch", "Deutsch"),
      element("sprachbezeichnungNativ", "Deutsch"),
      version === "2.2.0" ? null : element("kennzeichenMaschinelleUebersetzung", "false"),
    ]),
    writePeriod(all),
  ];
}

function writePeriod(period: Period): string | null {
  return element("gueltigkeit", [
    period.validFrom === null ? null : element("beginn", `${period.validFrom}T00:00:00`),
    period.validUntil === null ? null : element("ende", `${period.validUntil}T23:59:59`),
  ]);
}

function writeUnit(unit: XzufiUnit): string | null {
  const { street, houseNumber, postalCode, town } = addressParts(unit.address ?? "");
  return element("organisationseinheit", [
    identifier("id", unit.id),
    element("name", texts("name", unit.names)),
    element("anschrift", [
      element("strasse", street),
      element("hausnummer", houseNumber),
      element("postleitzahl", postalCode),
      element("ort", town),
    ]),
    unit.phone === null
      ? null
      : element("kommunikation", [
          codeElement("kanal", channels, "02", "Telefon Festnetz"),
          element("kennung", unit.phone),
        ]),
    unit.website === null
      ? null
      : element("internetadresse", [element("uri", unit.website)], { languageCode: "de" }),
  ]);
}

const addressPattern = /^(?:(.*?)(?: (\d+\s?[a-z]?(?:[-–]\d+\s?[a-z]?)?))?, )?(\d{5}) (.+)$/i;

/** "Mainzer Straße 25, 54550 Daun" → its parts; what has another form is all street. */
export function addressParts(address: string) {
  const parts = addressPattern.exec(address);
  if (!parts) return { street: address, houseNumber: "", postalCode: "", town: "" };
  const [, street = "", houseNumber = "", postalCode = "", town = ""] = parts;
  return { street, houseNumber, postalCode, town };
}

function writeOnlineService(service: XzufiOnlineService): string | null {
  return element("onlinedienst", [
    identifier("id", service.id),
    ...texts("bezeichnung", service.names),
    service.url === null
      ? null
      : element("link", [codeElement("typ", linkTypes, "01"), element("link", service.url)], {
          languageCode: "de",
        }),
  ]);
}

function writeResponsibility(responsibility: XzufiResponsibility): string | null {
  return element("zustaendigkeitTransferObjekt", [
    identifier("uebergeordnetesObjektID", responsibility.superior),
    element("zustaendigkeit", [
      responsibility.id && identifier("id", responsibility.id),
      identifier("leistungID", responsibility.serviceId),
      ...responsibility.areas.map((area) => identifier("gebietID", area)),
      responsibility.role === null ? null : codeElement("rolle", roles, "01", responsibility.role),
      ...responsibility.periods.map(writePeriod),
    ]),
  ]);
}
