import type { Prisma } from "../../database/generated/client.ts";
import {
  keepImportsAway,
  loadAnswersOf,
  loadService,
  raiseEdition,
  readSharedRevision,
  replaceAnswersOf,
  writeService,
  writeSharedRevision,
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
  await keepImportsAway(transaction);
  const versions = await listVersions(transaction, place);
  const wanted = stillToRead(versions, day).map((version) =>
    answerRecordOf(version, version.content, version),
  );
  const administrationId = administrationOf(section);
  const stored = await loadAnswersOf(transaction, serviceSlug, administrationId);
  const byId = (left: { id: string }, right: { id: string }) => (left.id < right.id ? -1 : 1);
  const same = sameValue(wanted.toSorted(byId), stored.toSorted(byId));
  if (!same) await replaceAnswersOf(transaction, serviceSlug, administrationId, wanted);
  const serviceChanged =
    section === sharedSection &&
    (await projectService(transaction, serviceSlug, inForce(versions, day)));
  if (same && !serviceChanged) return false;
  await raiseEdition(transaction);
  return true;
}

/**
 * Once for each version that comes to hold, on whatever day that is noticed: afterwards an accepted
 * import may say something else of the service, and that holds.
 */
async function projectService(
  transaction: Prisma.TransactionClient,
  slug: string,
  current: VersionRecord | null,
): Promise<boolean> {
  const service = await loadService(transaction, slug);
  if (!current || !service) return false;
  if ((await readSharedRevision(transaction, slug)) === current.revision) return false;
  await writeSharedRevision(transaction, slug, current.revision);
  const complete = current.content.spoken.trim() !== "" || service.completeness === "full";
  const part = servicePartOf(current.content, service);
  const next = { ...part, completeness: complete ? "full" : "basic" } as const;
  if (sameValue({ ...service, ...next }, service)) return false;
  await writeService(transaction, slug, next);
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
