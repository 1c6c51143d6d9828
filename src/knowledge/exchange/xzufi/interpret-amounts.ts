import { holdsStill, periodWords } from "../../periods.ts";
import { htmlToParagraphs } from "./html.ts";
import { localTexts, periodsOf, positionOf } from "./interpret-parts.ts";
import { germanTexts } from "./languages.ts";
import type { AmountModule } from "./objects.ts";
import { childrenOf, descendantOf, elementsOf, textOf, type XmlElement } from "./xml-element.ts";

/**
 * What stands structured of a deadline, a fee or a duration. Since 2.3 a module may be repeated,
 * once for each way of access.
 * @param day ISO day: amounts that hold no longer are left out; all without a day
 */
export function amountModule(modules: XmlElement[], name: string, day?: string): AmountModule {
  const inside = (child: string) => modules.flatMap((module) => childrenOf(module, child));
  return {
    amounts: inside(name)
      .map((element) => amountOf(element, day))
      .filter((amount) => amount !== ""),
    texts: localTexts(inside("beschreibung")),
    position: positionOf(modules[0]),
  };
}

/** "37,00 EUR", "2 bis 4 Woche(n)", "kostenfrei", "60,00 EUR (ab 01.01.2027)"; "": it is over. */
function amountOf(element: XmlElement, day?: string): string {
  const periods = periodsOf(element);
  const period = periods.find((each) => day === undefined || holdsStill(each, day));
  if (periods.length > 0 && !period) return "";
  const later = period?.validFrom && day !== undefined && period.validFrom > day ? period : null;
  const free = allWithin(element, "beschreibungKostenfreiheit");
  const amount = [
    free.length > 0 && "kostenfrei",
    moneyOf(element),
    spanOf(element),
    dateOf(element),
    ...wordsOf([...free, ...allWithin(element, "beschreibungVariabilitaet")]),
    ...wordsOf(childrenOf(element, "beschreibung")),
  ];
  const text = amount.filter(Boolean).join(" ");
  return text !== "" && later ? `${text} (${periodWords(later)})` : text;
}

function namedIn(element: XmlElement) {
  return (name: string) => textOf(descendantOf(element, name));
}

function wordsOf(elements: readonly XmlElement[]): string[] {
  return germanTexts(localTexts(elements)).flatMap(htmlToParagraphs);
}

function allWithin(element: XmlElement, name: string): XmlElement[] {
  return elementsOf(element).flatMap((each) =>
    each.name === name ? [each] : allWithin(each, name),
  );
}

function moneyOf(element: XmlElement): string {
  const named = namedIn(element);
  const amount = descendantOf(element, "betrag") ?? descendantOf(element, "betragUntergrenze");
  const currency = named("waehrung") || amount?.attributes["currencyID"] || "EUR";
  const [from, to] = [named("betragUntergrenze"), named("betragObergrenze")];
  const value =
    named("betrag") || [from && `ab ${from}`, to && `bis ${to}`].filter(Boolean).join(" ");
  return value && `${value.replaceAll(".", ",")} ${currency}`;
}

/** `fristDauer`: how long, at the least and at the most. */
function spanOf(element: XmlElement): string {
  const named = namedIn(element);
  const [least, most] = [named("dauer"), named("dauerBis")];
  if (least === "") return "";
  const [unit, unitMost] = [unitOf(named("einheit")), unitOf(named("einheitBis"))];
  if (most === "") return `${least} ${unit}`;
  const same = unitMost === "" || unitMost === unit;
  return same ? `${least} bis ${most} ${unit}` : `${least} ${unit} bis ${most} ${unitMost}`;
}

/** `fristStichtag`: by when, as a date or as a day of every year. */
function dateOf(element: XmlElement): string {
  const named = namedIn(element);
  const [from, until] = [named("von"), named("bis")].map((text) =>
    text.replace(/^(?:(\d{4})-|--)(\d{2})-(\d{2})$/, (_, year = "", month, day) =>
      [day, month, year].join("."),
    ),
  );
  return [from && `ab ${from}`, until && `bis ${until}`].filter(Boolean).join(" ");
}

/** Code list of the standard (Zeiteinheit). */
const units: Record<string, string> = {
  JAHR: "Jahr(e)",
  MONAT: "Monat(e)",
  WOCHE: "Woche(n)",
  TAG: "Tag(e)",
  WERKTAG: "Werktag(e)",
  ARBEITSTAG: "Arbeitstag(e)",
  STUNDE: "Stunde(n)",
  MINUTE: "Minute(n)",
  SEKUNDE: "Sekunde(n)",
};

function unitOf(code: string): string {
  return units[code.toUpperCase()] ?? code;
}
