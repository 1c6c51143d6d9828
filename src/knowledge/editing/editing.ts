import type { Clock } from "../../clock.ts";
import type { PrismaClient } from "../../database/generated/client.ts";
import type { Directory } from "../../directory/directory.ts";
import { localDay } from "../../directory/hours.ts";
import { AppError } from "../../errors.ts";
import type { Places } from "../../places/schema.ts";
import type { Knowledge } from "../knowledge.ts";
import type { ServiceRecord } from "../records.ts";
import { sharedSection } from "./schema.ts";
import type { AnswerPlace } from "./store.ts";

/**
 * The editors' workspace. Desks read the tables `service` and `answer` alone; here are the versions
 * that lead there: draft → in review → released by a second person, at once or on a day.
 *
 * The files of knowledge-base/ are the base: an answer that no editor has released is the files',
 * and every import brings it up to date. From its first release on an answer is the editors'; an
 * import leaves it alone and reports where the files say something else (exchange/follow-files.ts).
 * What the files said is kept as the first version, so that it can be compared and restored.
 */
export interface Editing {
  database: PrismaClient;
  knowledge: Knowledge;
  places: Places;
  directory: Directory;
  clock: Clock;
  /** Brings what was released to every desk, in every process; resolves once it is in force here. */
  released(): Promise<void>;
}

export function today({ clock }: Pick<Editing, "clock">): string {
  return localDay(clock.now()).toString();
}

/** @throws AppError 404 `service_not_found`, `section_not_found` */
export function demandPlace(
  editing: Pick<Editing, "knowledge" | "directory">,
  { serviceSlug, section }: AnswerPlace,
): ServiceRecord {
  const service = editing.knowledge.service(serviceSlug);
  if (!service) throw new AppError(404, "service_not_found", "Diese Leistung gibt es nicht.");
  if (section !== sharedSection && !editing.directory.administration(section)) {
    throw new AppError(404, "section_not_found", "Diese Verwaltung gibt es nicht.");
  }
  return service;
}

/** "Gemeinsame Antwort", "Antwort Vulkaneifel" */
export function sectionName({ directory }: Pick<Editing, "directory">, section: string): string {
  if (section === sharedSection) return "Gemeinsame Antwort";
  return `Antwort ${directory.administration(section)?.shortName ?? section}`;
}
