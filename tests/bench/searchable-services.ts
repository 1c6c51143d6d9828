import { readdirSync, readFileSync } from "node:fs";
import type { SearchableService } from "../../src/knowledge/search/search.ts";
import { parseServiceFile } from "../../src/knowledge/service-file.ts";

const directory = new URL("../../knowledge-base/services/", import.meta.url);

/** The services of the knowledge base as the search takes them, without a database. */
export function readSearchableServices(): SearchableService[] {
  const files = readdirSync(directory).filter((name) => name.endsWith(".md"));
  return files.toSorted().map((name) => {
    const { file } = parseServiceFile(name, readFileSync(new URL(name, directory), "utf8"));
    if (file === null) throw new Error(`${name} is not a valid service file`);
    const { frontMatter, sections, slug } = file;
    const spoken = sections.shared?.spoken ?? "";
    return {
      slug,
      name: frontMatter.name,
      category: frontMatter.category,
      synonyms: frontMatter.synonyms,
      responsibleUnit: frontMatter.responsibleUnit,
      legalBasis: frontMatter.legalBasis,
      leikaKey: frontMatter.leikaKey ?? null,
      related: frontMatter.related,
      spoken,
      text: Object.values(sections)
        .map((section) => section.body ?? "")
        .join("\n\n"),
      excerpt: spoken.slice(0, 160),
    };
  });
}
