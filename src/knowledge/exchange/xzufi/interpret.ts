import { amountModule } from "./interpret-amounts.ts";
import { dayOf, holds, localTexts, periodOn, periodsOf, positionOf } from "./interpret-parts.ts";
import { isGerman } from "./languages.ts";
import type {
  Identifier,
  LocalText,
  TextModule,
  XzufiObject,
  XzufiResponsibility,
} from "./objects.ts";
import { childOf, childrenOf, elementsOf, textOf, type XmlElement } from "./xml-element.ts";

/**
 * Understands an object of a message. It takes the elements of all versions, in any order.
 * @param day ISO day: modules with a period of their own count while it holds; all without a day
 * @returns null for one that says nothing usable, such as an object without an identifier
 */
export function interpret(element: XmlElement, day?: string): XzufiObject | null {
  switch (element.name) {
    case "ergebnisLeistung":
      return interpretService(childOf(element, "leistung") ?? element, day);
    case "ergebnisOrganisationseinheit":
      return interpretUnit(childOf(element, "organisationseinheit") ?? element);
    case "leistung":
      return interpretService(element, day);
    case "spezialisierung":
    case "leistungSpezialisierung":
      return interpretSpecialisation(element, day);
    case "organisationseinheit":
      return interpretUnit(element);
    case "onlinedienst":
      return interpretOnlineService(element);
    case "zustaendigkeitTransferObjekt":
      return interpretTransfer(element);
    case "loesche": {
      const id = identifierOf(childOf(element, "id"));
      return id && { kind: "loesche", objectClass: element.attributes["klasse"] ?? "", id };
    }
    case "nachrichtenkopf":
      return {
        kind: "nachrichtenkopf",
        sender: textOf(childOf(element, "sender")),
        createdAt: textOf(childOf(element, "erstelltDatumZeit")),
      };
    default:
      return null;
  }
}

function identifierOf(element: XmlElement | null): Identifier | null {
  const value = textOf(element);
  if (!element || value === "") return null;
  const { schemeAgencyID = "", schemeID = "" } = element.attributes;
  return { agency: schemeAgencyID, scheme: schemeID, value };
}

function identifiersOf(element: XmlElement, name: string): Identifier[] {
  return childrenOf(element, name).flatMap((each) => identifierOf(each) ?? []);
}

function interpretService(element: XmlElement, day?: string): XzufiObject | null {
  const texts = serviceTexts(element, day);
  if (!texts) return null;
  const keys = [
    ...childrenOf(element, "referenzLeiKa"),
    ...childrenOf(element, "referenzLeistungsschluessel"),
  ].map((each) => textOf(childOf(each, "code") ?? each));
  const categories = childrenOf(element, "kategorie").map((each) =>
    textOf(childOf(each, "bezeichnung")),
  );
  return {
    kind: "leistung",
    ...texts,
    leikaKeys: keys.filter((key) => /^99\d{12}$/.test(key)),
    categories: categories.filter((category) => category !== ""),
  };
}

function interpretSpecialisation(element: XmlElement, day?: string): XzufiObject | null {
  const texts = serviceTexts(element, day);
  const serviceId = identifierOf(
    childOf(element, "leistungID") ?? childOf(element, "spezialisierteLeistungID"),
  );
  return texts && serviceId && { kind: "spezialisierung", ...texts, serviceId };
}

function serviceTexts(element: XmlElement, day?: string) {
  const id = identifierOf(childOf(element, "id"));
  if (!id) return null;
  const modules = (name: string) => childrenOf(element, name).filter((each) => holds(each, day));
  const inside = (module: string, name: string) =>
    modules(module).flatMap((each) => childrenOf(each, name));
  return {
    id,
    textModules: textModules(modules("modulText")),
    ownModules: ownModules(modules("modulTextIndividuell")),
    deadline: amountModule(modules("modulFrist"), "frist", day),
    fee: amountModule(modules("modulKosten"), "kosten", day),
    duration: amountModule(modules("modulBearbeitungsdauer"), "bearbeitungsdauer", day),
    documents: inside("modulDokument", "dokumentEingehend").map((each) =>
      localTexts(childrenOf(childOf(each, "dokument") ?? each, "bezeichnung")),
    ),
    terms: inside("modulBegriffImKontext", "begriffImKontext").flatMap((each) =>
      localTexts(childrenOf(each, "begriff")),
    ),
    agentHints: localTexts(inside("modulAuskunftshinweis", "inhalt")),
    approvedOn: dayOf(inside("modulFachlicheFreigabe", "fachlichFreigegebenAm")[0] ?? null),
    areas: identifiersOf(element, "gueltigkeitGebietID"),
    ...periodOn(element, day),
  };
}

function textModules(modules: readonly XmlElement[]): TextModule[] {
  return modules.flatMap((module) => {
    const code = textOf(childOf(module, "leikaTextmodul", "code"));
    const titles = localTexts(childrenOf(module, "leikaTextmodulAbweichendeBezeichnung"));
    return code === "" ? [] : textModule(module, code.padStart(2, "0"), titles);
  });
}

function ownModules(modules: readonly XmlElement[]): TextModule[] {
  return modules.flatMap((module) => {
    const type = childOf(module, "individuellesTextmodultyp");
    const code = `${type?.attributes["listURI"] ?? ""}#${textOf(type && childOf(type, "code"))}`;
    const name = textOf(type && childOf(type, "name"));
    return textModule(module, code, name === "" ? [] : [{ language: "de", text: name }]);
  });
}

function textModule(module: XmlElement, code: string, titles: LocalText[]): TextModule[] {
  const texts = localTexts(childrenOf(module, "inhalt"));
  return texts.length > 0 ? [{ code, titles, texts, position: positionOf(module) }] : [];
}

function interpretUnit(element: XmlElement): XzufiObject | null {
  const id = identifierOf(childOf(element, "id"));
  if (!id) return null;
  const names = childrenOf(element, "name");
  const inner = names.flatMap((each) => childrenOf(each, "name"));
  return {
    kind: "organisationseinheit",
    id,
    names: localTexts(inner.length > 0 ? inner : names),
    address: addressOf(element),
    phone: phoneOf(element),
    website: uriOf(germanFirst(element, "internetadresse")),
    responsibilities: nestedResponsibilities(element, id),
  };
}

/** Of the web alone, with its scheme: "www.daun.de" is meant, "javascript:…" is nobody's page. */
function uriOf(element: XmlElement | null): string | null {
  const text = textOf(element && (childOf(element, "link") ?? childOf(element, "uri")));
  const address = /^[a-z][a-z\d+.-]*:/i.test(text) ? text : `https://${text.replace(/^\/+/, "")}`;
  return URL.canParse(address) && /^https?:$/.test(new URL(address).protocol) ? address : null;
}

/** Of several the German one, else the first. */
function germanFirst(element: XmlElement, name: string): XmlElement | null {
  const all = childrenOf(element, name);
  const german = all.find(({ attributes }) => isGerman(attributes["languageCode"] ?? ""));
  return german ?? all[0] ?? null;
}

/** Of several the first with a street: a post office box is no place to go to. */
function addressOf(unit: XmlElement): string | null {
  const addresses = childrenOf(unit, "anschrift");
  const chosen = addresses.find((each) => textOf(childOf(each, "strasse")) !== "") ?? addresses[0];
  if (!chosen) return null;
  const part = (name: string) => textOf(childOf(chosen, name));
  const box = part("postfach") && `Postfach ${part("postfach")}`;
  const street = [part("strasse"), part("hausnummer")].filter(Boolean).join(" ") || box;
  const town = [part("postleitzahl"), part("ort")].filter(Boolean).join(" ");
  return [street, town].filter(Boolean).join(", ") || null;
}

const phoneChannel = "02";

/** The first landline number; how it is written down differs between the versions. */
function phoneOf(element: XmlElement): string | null {
  const channels = elementsOf(element).filter((each) =>
    /^kommunikation|^erreichbarkeit/.test(each.name),
  );
  const phone = channels.find((each) => {
    const code = textOf(childOf(each, "kanal", "code") ?? childOf(each, "kanal"));
    return code === phoneChannel || /telefon/i.test(textOf(childOf(each, "kanal", "name")));
  });
  return textOf(phone ? childOf(phone, "kennung") : null) || null;
}

function interpretOnlineService(element: XmlElement): XzufiObject | null {
  const id = identifierOf(childOf(element, "id"));
  if (!id) return null;
  const link = germanFirst(element, "link");
  return {
    kind: "onlinedienst",
    id,
    names: localTexts(childrenOf(element, "bezeichnung")),
    url: uriOf(link),
    responsibilities: nestedResponsibilities(element, id),
  };
}

function interpretTransfer(element: XmlElement): XzufiObject | null {
  const superior = identifierOf(childOf(element, "uebergeordnetesObjektID"));
  const inner = childOf(element, "zustaendigkeit");
  return superior && inner && responsibilityOf(inner, superior);
}

function nestedResponsibilities(element: XmlElement, superior: Identifier): XzufiResponsibility[] {
  return childrenOf(element, "zustaendigkeit").flatMap(
    (each) => responsibilityOf(each, superior) ?? [],
  );
}

function responsibilityOf(element: XmlElement, superior: Identifier): XzufiResponsibility | null {
  const serviceId = identifierOf(childOf(element, "leistungID"));
  if (!serviceId) return null;
  const role = childOf(element, "rolle");
  return {
    kind: "zustaendigkeit",
    id: identifierOf(childOf(element, "id")),
    superior,
    serviceId,
    areas: identifiersOf(element, "gebietID"),
    role: textOf(role && (childOf(role, "name") ?? childOf(role, "code") ?? role)) || null,
    periods: periodsOf(element),
  };
}
