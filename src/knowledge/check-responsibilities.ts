import type { Mistake } from "../directory/mistake.ts";
import { AppError } from "../errors.ts";
import { createResolver } from "../places/resolve.ts";
import type { ResolvedPlace } from "../places/schema.ts";
import type { KnowledgeTree, ReadService } from "./knowledge-tree.ts";
import type { AuthorityRecord } from "./records.ts";
import { resolveResponsibility } from "./responsibility.ts";
import { serviceRows } from "./service-file.ts";

/** Every service must lead to exactly one authority at every place on the day `today`. */
export function checkResponsibilities(tree: KnowledgeTree, today: string): Mistake[] {
  const resolve = createResolver(tree.places);
  const places = tree.places.municipalities
    .map(({ ags }) => resolve(ags, today))
    .filter((place) => place !== null);
  return tree.services.flatMap((service) =>
    checkService(service, places, today, tree.records.authorities),
  );
}

function checkService(
  { path, file, lineOf }: ReadService,
  places: readonly ResolvedPlace[],
  today: string,
  authorities: readonly AuthorityRecord[],
): Mistake[] {
  const { service } = serviceRows(file);
  const line = lineOf([service.responsibility.length > 0 ? "responsibility" : "level"]);
  let first: string | null = null;
  let failures = 0;
  for (const place of places) {
    try {
      resolveResponsibility(service, place, today, authorities);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      first ??= error.message;
      failures += 1;
    }
  }
  if (first === null) return [];
  const others = failures > 1 ? ` Ebenso in ${failures - 1} weiteren Gemeinden.` : "";
  const advice = "Ergänzen oder berichtigen Sie die Regeln unter „responsibility“.";
  return [{ file: path, line, message: `${first}${others} ${advice}` }];
}
