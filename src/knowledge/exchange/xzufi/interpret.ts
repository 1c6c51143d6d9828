import type {
  AmountModule,
  Identifier,
  LocalText,
  TextModule,
  XzufiObject,
  XzufiResponsibility,
} from "./objects.ts";
import { htmlToParagraphs } from "./html.ts";
import { germanTexts } from "./languages.ts";
import {
  childOf,
  childrenOf,
  descendantOf,
  elementsOf,
  htmlOf,
  textOf,
  type XmlElement,
} from "./xml-element.ts";

/**
 * Understands an object of a message. It takes the elements of all versions, in any order.
 * @returns null for one that says nothing usable, such as an object without an identifier
 */
export function interpret(element: XmlElement): XzufiObject | null {
  switch (element.name) {
    case "ergebnisLeistung":
      return interpretService(childOf(element, "leistung") ?? element);
    case "ergebnisOrganisationseinheit":
      return interpretUnit(childOf(element, "organisationseinheit") ?? element);
    case "leistung":
      return interpretService(element);
    case "spezialisierung":
    case "leistungSpezialisierung":
      return interpretSpecialisation(element);
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

function localTexts(elements: readonly XmlElement[]): LocalText[] {
  return elements
    .map((each) => ({ language: each.attributes["languageCode"] ?? "", text: htmlOf(each) }))
    .filter(({ text }) => text !== "");
}

function interpretService(element: XmlElement): XzufiObject | null {
  const texts = serviceTexts(element);
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

function interpretSpecialisation(element: XmlElement): XzufiObject | null {
  const texts = serviceTexts(element);
  const serviceId = identifierOf(
    childOf(element, "leistungID") ?? childOf(element, "spezialisierteLeistungID"),
  );
  return texts && serviceId && { kind: "spezialisierung", ...texts, serviceId };
}

function serviceTexts(element: XmlElement) {
  const id = identifierOf(childOf(element, "id"));
  if (!id) return null;
  const inside = (module: string, name: string) =>
    childrenOf(element, module).flatMap((each) => childrenOf(each, name));
  return {
    id,
    textModules: textModules(element),
    ownModules: ownModules(element),
    deadline: amountModule(childrenOf(element, "modulFrist"), "frist"),
    fee: amountModule(childrenOf(element, "modulKosten"), "kosten"),
    duration: amountModule(childrenOf(element, "modulBearbeitungsdauer"), "bearbeitungsdauer"),
    terms: inside("modulBegriffImKontext", "begriffImKontext").flatMap((each) =>
      localTexts(childrenOf(each, "begriff")),
    ),
    agentHints: localTexts(inside("modulAuskunftshinweis", "inhalt")),
    approvedOn: dayOf(inside("modulFachlicheFreigabe", "fachlichFreigegebenAm")[0] ?? null),
    areas: identifiersOf(element, "gueltigkeitGebietID"),
    ...validityOf(element),
  };
}

function textModules(element: XmlElement): TextModule[] {
  return childrenOf(element, "modulText").flatMap((module) => {
    const code = textOf(childOf(module, "leikaTextmodul", "code"));
    const titles = localTexts(childrenOf(module, "leikaTextmodulAbweichendeBezeichnung"));
    return code === "" ? [] : textModule(module, code.padStart(2, "0"), titles);
  });
}

function ownModules(element: XmlElement): TextModule[] {
  return childrenOf(element, "modulTextIndividuell").flatMap((module) => {
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

function positionOf(module: XmlElement | undefined): number | null {
  const text = textOf(module ? childOf(module, "positionDarstellung") : null);
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** Since 2.3 a module may be repeated, once for each way of access. */
function amountModule(modules: XmlElement[], name: string): AmountModule {
  const inside = (child: string) => modules.flatMap((module) => childrenOf(module, child));
  return {
    amounts: inside(name)
      .map(amountsOf)
      .filter((amount) => amount !== ""),
    texts: localTexts(inside("beschreibung")),
    position: positionOf(modules[0]),
  };
}

/** What stands structured beside the words: "37,00 EUR", "2 bis 4 WOCHE", "kostenfrei". */
function amountsOf(element: XmlElement): string {
  const words = germanTexts(localTexts(childrenOf(element, "beschreibung"))).flatMap(
    htmlToParagraphs,
  );
  if (descendantOf(element, "beschreibungKostenfreiheit"))
    return ["kostenfrei", ...words].join(" ");
  const named = (name: string) => textOf(descendantOf(element, name));
  const amount = descendantOf(element, "betrag") ?? descendantOf(element, "betragUntergrenze");
  const currency = named("waehrung") || amount?.attributes["currencyID"] || "";
  const [from, to] = [named("betragUntergrenze"), named("betragObergrenze")];
  const value =
    named("betrag") || [from && `ab ${from}`, to && `bis ${to}`].filter(Boolean).join(" ");
  const duration = named("dauer") && `${named("dauer")} ${unitOf(named("einheit"))}`;
  const amounts = [value && `${value.replace(".", ",")} ${currency || "EUR"}`, duration];
  return [...amounts, ...words].filter(Boolean).join(" ");
}

const units: Record<string, string> = {
  JAHR: "Jahr(e)",
  MONAT: "Monat(e)",
  WOCHE: "Woche(n)",
  TAG: "Tag(e)",
  WERKTAG: "Werktag(e)",
  ARBEITSTAG: "Arbeitstag(e)",
  STUNDE: "Stunde(n)",
  MINUTE: "Minute(n)",
};

function unitOf(code: string): string {
  return units[code.toUpperCase()] ?? code;
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
    address: addressOf(childOf(element, "anschrift")),
    phone: phoneOf(element),
    website: textOf(childOf(element, "internetadresse", "uri")) || null,
    responsibilities: nestedResponsibilities(element, id),
  };
}

function addressOf(element: XmlElement | null): string | null {
  if (!element) return null;
  const part = (name: string) => textOf(childOf(element, name));
  const street = [part("strasse"), part("hausnummer")].filter(Boolean).join(" ");
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
  const link = childOf(element, "link");
  return {
    kind: "onlinedienst",
    id,
    names: localTexts(childrenOf(element, "bezeichnung")),
    url: textOf(link && (childOf(link, "link") ?? childOf(link, "uri"))) || null,
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
    ...validityOf(element),
  };
}

function validityOf(element: XmlElement) {
  const period = childOf(element, "gueltigkeit");
  return {
    validFrom: dayOf(period && childOf(period, "beginn")),
    validUntil: dayOf(period && childOf(period, "ende")),
  };
}

function dayOf(element: XmlElement | null): string | null {
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(element))?.[0] ?? null;
}
