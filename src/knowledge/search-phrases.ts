import type { SearchableService } from "./search.ts";
import type { SearchWords } from "./words/search-words.ts";

/** A text of a service with where it comes from. */
export interface Text {
  service: number;
  text: string;
  source: "name" | "synonym" | "callerWords" | "body";
}

/** Everything that a service is found by. */
export function textsOf(service: SearchableService, index: number, words: SearchWords): Text[] {
  const phrase = (source: Text["source"]) => (text: string) => ({ service: index, text, source });
  const names = [service.name, ...nameParts(service.name), service.slug.replaceAll("-", " ")];
  const body = [
    service.category,
    service.responsibleUnit,
    service.legalBasis.join(" "),
    service.leikaKey ?? "",
    `${service.spoken}\n${service.text}`,
  ];
  return [
    ...names.map(phrase("name")),
    ...service.synonyms.map(phrase("synonym")),
    ...(words.callerWords.get(service.slug) ?? []).map(phrase("callerWords")),
    ...body.filter((text) => text.trim() !== "").map(phrase("body")),
  ];
}

/** "Umzug (Kreis, Land)" is also found as "Umzug"; "Grabstelle und Friedhof" as each of them. */
function nameParts(name: string): string[] {
  const parts = [name.replace(/\s*\(.*?\)/g, ""), ...name.split(/\s+(?:und|oder)\s+|[,/()–:]/)];
  return [...new Set(parts.map((part) => part.trim()))].filter((part) => part && part !== name);
}
