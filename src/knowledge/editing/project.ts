import { Temporal } from "temporal-polyfill";
import type { Prisma } from "../../database/generated/client.ts";
import {
  loadAnswersOf,
  loadService,
  raiseEdition,
  replaceAnswersOf,
  writeService,
} from "../store.ts";
import { sameValue } from "../../directory/row-changes.ts";
import {
  administrationOf,
  answerRecordOf,
  changedFields,
  contentOf,
  servicePartOf,
} from "./content.ts";
import { inForce, stillToRead } from "./in-force.ts";
import { sharedSection } from "./schema.ts";
import { addVersion, listVersions, type AnswerPlace, type VersionRecord } from "./store.ts";

/**
 * Writes what desks read of an answer from its released versions: that of today, and those to come.
 * The shared one also carries legal basis, hints and review period of the service.
 * @param day ISO day
 * @returns whether anything changed for the desks
 */
export async function projectAnswer(
  transaction: Prisma.TransactionClient,
  place: AnswerPlace,
  day: string,
): Promise<boolean> {
  const { serviceSlug, section } = place;
  const versions = await listVersions(transaction, place);
  const wanted = stillToRead(versions, day).map((version) =>
    answerRecordOf(version, version.content, version),
  );
  const administrationId = administrationOf(section);
  const stored = await loadAnswersOf(transaction, serviceSlug, administrationId);
  const byId = (left: { id: string }, right: { id: string }) => (left.id < right.id ? -1 : 1);
  const same = sameValue(wanted.toSorted(byId), stored.toSorted(byId));
  if (!same) await replaceAnswersOf(transaction, serviceSlug, administrationId, wanted);
  // In between, an accepted import may have said something else of the service: that holds.
  const turned = !same || inForce(versions, day)?.id !== inForce(versions, dayBefore(day))?.id;
  const serviceChanged =
    section === sharedSection &&
    turned &&
    (await projectService(transaction, serviceSlug, versions, day));
  if (same && !serviceChanged) return false;
  await raiseEdition(transaction);
  return true;
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}

async function projectService(
  transaction: Prisma.TransactionClient,
  slug: string,
  versions: readonly VersionRecord[],
  day: string,
): Promise<boolean> {
  const current = inForce(versions, day);
  const service = await loadService(transaction, slug);
  if (!current || !service) return false;
  const complete = current.content.spoken.trim() !== "" || service.completeness === "full";
  const part = servicePartOf(current.content, service);
  const next = { ...service, ...part, completeness: complete ? "full" : "basic" } as const;
  if (sameValue(next, service)) return false;
  await writeService(transaction, next);
  return true;
}

/**
 * Keeps what the files say of an answer as a version, so that drafts have something to be compared
 * with; after `lockAnswer`. An answer that editors have released already needs none.
 * @returns the version that holds on `day`; null where there is none
 */
export async function keepBase(
  transaction: Prisma.TransactionClient,
  place: AnswerPlace,
  at: number,
  day: string,
): Promise<VersionRecord | null> {
  const versions = await listVersions(transaction, place);
  const edited = versions.some(
    ({ origin, status }) => origin !== "files" && ["released", "withdrawn"].includes(status),
  );
  if (edited) return inForce(versions, day);
  const administrationId = administrationOf(place.section);
  const service = await loadService(transaction, place.serviceSlug);
  const [answer] = await loadAnswersOf(transaction, place.serviceSlug, administrationId);
  if (!service || !answer) return null;
  const content = contentOf(service, answer, place.section);
  const kept = versions.find((version) => version.origin === "files");
  if (kept && changedFields(kept.content, content).length === 0) return kept;
  return addVersion(transaction, {
    ...place,
    status: "released",
    origin: "files",
    baseRevision: kept?.revision ?? 0,
    content,
    releasedFrom: answer.validFrom,
    releasedUntil: answer.validUntil,
    by: { userId: null, name: "Wissensbasis" },
    at,
  });
}
