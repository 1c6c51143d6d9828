import { Link } from "@tanstack/react-router";
import type { ReviewView } from "../../src/knowledge/editing/task-schema.ts";
import { dayText, momentText } from "../core/format.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/marks.tsx";
import { Owner } from "./task-item.tsx";

/** A version that waits for this person: who wrote it, since when, and the way to it. */
export function ReviewItem({ review }: { review: ReviewView }) {
  const words = texts.editing.taskList;
  const now = useServerNow(useDesk().clockOffset);
  const { id, serviceSlug, serviceName, administrationId, releasedFrom, comment } = review;
  const facts = [
    texts.editing.revision(review.revision),
    texts.editing.reviewBy(review.submittedBy),
    momentText(review.submittedAt, now),
    releasedFrom === null ? "" : words.holdsFrom(dayText(releasedFrom)),
    comment === "" ? "" : `„${comment}“`,
  ].filter((fact) => fact !== "");
  return (
    <li className="task" data-task-state="review">
      <div className="task-text">
        <p className="task-title">
          <Badge tone="info" icon="review">
            {words.toReview}
          </Badge>
          <Owner administrationId={administrationId} />
          <span className="strong">{serviceName}</span>
        </p>
        <p className="small muted">{facts.join(" · ")}</p>
      </div>
      <div className="task-steps">
        <Link
          className="button small"
          to="/redaktion/antwort/$slug/$section"
          params={{ slug: serviceSlug, section: administrationId ?? "shared" }}
          hash={id}
        >
          <Icon name="review" />
          <span>
            {words.review}
            <span className="only-spoken">: {serviceName}</span>
          </span>
        </Link>
      </div>
    </li>
  );
}
