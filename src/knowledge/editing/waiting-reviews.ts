import type { Principal } from "../../identity/permissions.ts";
import type { Editing } from "./editing.ts";
import { reviewable } from "./rights.ts";
import { sharedSection } from "./schema.ts";
import { listInReview } from "./store.ts";
import type { ReviewView } from "./task-schema.ts";

/** The versions in review that this person may release, those that wait longest first. */
export async function waitingReviews(
  editing: Editing,
  principal: Principal,
): Promise<ReviewView[]> {
  const { database, knowledge } = editing;
  const reviews: ReviewView[] = [];
  const inReview = await listInReview(database);
  for (const version of await reviewable(database, editing, principal, inReview)) {
    const service = knowledge.service(version.serviceSlug);
    if (!service) continue;
    const { id, section, revision, releasedFrom, submitted, updatedByName, updatedAt } = version;
    reviews.push({
      id,
      serviceSlug: service.slug,
      serviceName: service.name,
      administrationId: section === sharedSection ? null : section,
      revision,
      releasedFrom,
      submittedBy: submitted?.userName ?? updatedByName,
      submittedAt: (submitted?.at ?? updatedAt).toISOString(),
      comment: submitted?.comment ?? "",
    });
  }
  return reviews.toSorted((a, b) => (a.submittedAt < b.submittedAt ? -1 : 1));
}
