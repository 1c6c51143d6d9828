import { citedApart, type Laws } from "./citations.ts";
import type { SearchableService } from "./search.ts";
import type { SearchWords } from "./words/search-words.ts";

/** A text of a service with where it comes from. */
export interface Text {
  service: number;
  text: string;
  source: "name" | "synonym" | "callerWords" | "law" | "body";
}

/** Everything that a service is found by. */
export function textsOf(
  service: SearchableService,
  index: number,
  words: SearchWords,
  laws: Laws,
): Text[] {
  const phrase = (source: Text["source"]) => (text: string) => ({ service: index, text, source });
  const names = [service.name, ...nameParts(service.name), service.slug.replaceAll("-", " ")];
  const examples = [...service.name.matchAll(/\(([^)]*)\)/g)].flatMap(([, within]) =>
    partsOf(within!),
  );
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
    ...examples.map(phrase("callerWords")),
    ...(words.callerWords.get(service.slug) ?? []).map(phrase("callerWords")),
    ...service.legalBasis.flatMap((text) => citedApart(text, laws)).map(phrase("law")),
    ...body.filter((text) => text.trim() !== "").map(phrase("body")),
  ];
}

/** "Taxi (Konzession)" is also found as "Taxi"; "Grabstelle und Friedhof" as each of them. */
function nameParts(name: string): string[] {
  const bare = name.replace(/\s*\(.*?\)/g, "");
  return [...new Set([bare, ...partsOf(bare)])].filter((part) => part !== name);
}

function partsOf(text: string): string[] {
  const parts = text.split(/\s+(?:und|oder)\s+|[,/–:]/);
  return parts.map((part) => part.trim()).filter(Boolean);
}
