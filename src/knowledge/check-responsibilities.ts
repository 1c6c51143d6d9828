import type { Mistake } from "../directory/mistake.ts";
import { AppError } from "../errors.ts";
import { createResolver } from "../places/resolve.ts";
import type { ResolvedPlace } from "../places/schema.ts";
import type { KnowledgeTree, ReadService } from "./knowledge-tree.ts";
import type { AuthorityRecord, ServiceRecord } from "./records.ts";
import { casesAt, resolveResponsibility } from "./responsibility.ts";
import { serviceRows } from "./service-file.ts";

/**
 * Every service must lead to exactly one authority at every place on the day `today`, in each of
 * its cases.
 */
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
    const problem = problemAt(service, place, today, authorities);
    if (problem === null) continue;
    first ??= problem;
    failures += 1;
  }
  if (first === null) return [];
  const others = failures > 1 ? ` Ebenso in ${failures - 1} weiteren Gemeinden.` : "";
  const advice = "Ergänzen oder berichtigen Sie die Regeln unter „responsibility“.";
  return [{ file: path, line, message: `${first}${others} ${advice}` }];
}

function problemAt(
  service: ServiceRecord,
  place: ResolvedPlace,
  today: string,
  authorities: readonly AuthorityRecord[],
): string | null {
  const cases = casesAt(service, place, today, authorities);
  try {
    for (const each of cases.length > 0 ? cases : [null]) {
      resolveResponsibility(service, place, today, authorities, each);
    }
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message;
  }
}
