import sax, { type QualifiedTag, type Tag } from "sax";
import { AppError } from "../../../errors.ts";
import { decode } from "./decode.ts";
import type { XmlElement } from "./xml-element.ts";

/** An object of an XZuFi message: something to write or to delete, or the head of the message. */
export interface XmlObject {
  element: XmlElement;
  /** Line of the file where it begins, counted from 1. */
  line: number;
}

const objectNames = new Set([
  "nachrichtenkopf",
  "leistung",
  "spezialisierung",
  "leistungSpezialisierung",
  "organisationseinheit",
  "onlinedienst",
  "zustaendigkeitTransferObjekt",
  "loesche",
  "ergebnisLeistung",
  "ergebnisOrganisationseinheit",
]);

const depthMax = 100;
const objectLettersMax = 10_000_000;
/** What an element takes in memory, even an empty one. */
const elementLetters = 50;
/** Not allowed in XML, sent all the same, and what no database holds. */
const controls = /[^\t\n\r\u0020-\uFFFD]/g;
const namespacePattern = /\/xzufi\/\d+_\d+_\d+$/;

/**
 * Reads a message object by object; at no time more than one object is in memory. It takes any
 * version of the namespace, on the root or further inside, and children without a namespace.
 * @throws AppError 422 `xml_malformed`, `xml_with_dtd`, `xzufi_expected`, with the line where known
 */
export async function* readXmlObjects(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<XmlObject> {
  const reading = createReading();
  for await (const text of decode(chunks, reading.line)) {
    reading.write(text);
    yield* reading.take();
  }
  reading.close();
  yield* reading.take();
}

function createReading() {
  const parser = sax.parser(true, { position: true });
  const finished: XmlObject[] = [];
  const open: XmlElement[] = [];
  let [depth, letters, line, any, namespaced] = [0, 0, 0, false, false];
  const at = () => ({ line: parser.line + 1 });
  const count = (more: number) => {
    letters += more;
    if (letters > objectLettersMax) throw tooLarge("Ein einzelner Eintrag ist zu groß.", line);
  };

  const ondoctype = () => {
    const message =
      "Die Datei enthält eine DOCTYPE-Angabe; Entitäten und DTDs werden nicht angenommen.";
    throw new AppError(422, "xml_with_dtd", message, at());
  };
  const onerror = (error: Error) => {
    throw new AppError(422, "xml_malformed", malformed(error.message, parser.line + 1), at());
  };
  const onopentag = (tag: Tag | QualifiedTag) => {
    depth += 1;
    if (depth > depthMax) throw tooLarge("Die Datei ist zu tief verschachtelt.", parser.line + 1);
    const attributes = Object.entries(tag.attributes).map(([name, value]) => ({
      name,
      value: (typeof value === "string" ? value : value.value).replaceAll(controls, "").trim(),
    }));
    namespaced ||= attributes.some(
      ({ name, value }) => name.startsWith("xmlns") && namespacePattern.test(value),
    );
    const name = localName(tag.name);
    if (open.length === 0 && !objectNames.has(name)) return;
    if (open.length === 0) [line, letters] = [parser.line + 1, 0];
    count(elementLetters + attributes.reduce((sum, { value }) => sum + value.length, 0));
    const named = attributes.map(({ name: attribute, value }) => [localName(attribute), value]);
    open.push({ name, attributes: Object.fromEntries(named), nodes: [] });
  };
  const ontext = (text: string) => {
    const element = open.at(-1);
    if (!element) return;
    count(text.length);
    element.nodes.push(text.replaceAll(controls, ""));
  };
  const onclosetag = () => {
    depth -= 1;
    const element = open.pop();
    if (!element) return;
    const parent = open.at(-1);
    if (parent) parent.nodes.push(element);
    else {
      any = true;
      finished.push({ element, line });
    }
  };
  const handlers = { ondoctype, onerror, onopentag, ontext, oncdata: ontext, onclosetag };
  Object.assign(parser, handlers);
  return {
    /** The line that has been reached. */
    line: () => parser.line + 1,
    write: (text: string) => void parser.write(text),
    take: () => finished.splice(0),
    close() {
      parser.close();
      if (any || namespaced) return;
      throw new AppError(422, "xzufi_expected", "Das ist keine XZuFi-Nachricht.");
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function tooLarge(message: string, line: number): AppError {
  return new AppError(422, "xml_too_large", `${message} (Zeile ${line})`, { line });
}

function malformed(reason: string, line: number): string {
  if (/entity/i.test(reason)) {
    return `Zeile ${line}: Eine Entität ist unbekannt; eigene Entitäten werden nicht aufgelöst.`;
  }
  const known = faults.find(({ pattern }) => pattern.test(reason));
  const why = known ? ` ${known.meaning}` : "";
  return `Zeile ${line}: Das ist kein wohlgeformtes XML.${why}`;
}

/** What the parser says, in words for whoever sent the file. */
const faults = [
  {
    pattern: /before first tag|outside of root/i,
    meaning: "Vor dem ersten oder nach dem letzten Element steht Text, der nicht dorthin gehört.",
  },
  {
    pattern: /unclosed root|unexpected end/i,
    meaning: "Die Datei bricht ab: Ein Element wird nicht geschlossen.",
  },
  {
    pattern: /clos(e|ing) tag/i,
    meaning: "Ein Element wird geschlossen, das nicht oder anders geöffnet wurde.",
  },
  {
    pattern: /attribute|opening tag|quoted/i,
    meaning: "Ein Attribut ist falsch geschrieben; sein Wert steht in Anführungszeichen.",
  },
  {
    pattern: /unencoded|tag name/i,
    meaning: "Das Zeichen „<“ steht mitten im Text; dort heißt es „&lt;“.",
  },
  { pattern: /comment|cdata|instruction|sgml/i, meaning: "Ein Kommentar ist falsch geschrieben." },
  { pattern: /max buffer/i, meaning: "Ein einzelner Wert ist zu lang." },
];
