import type { AnswerView, ServiceDetail } from "../../src/knowledge/schema.ts";
import { dayOf } from "../core/centre-time.ts";
import { dayText } from "../core/format.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Badge } from "../ui/marks.tsx";
import { AnswerReport } from "./answer-report.tsx";

/** Ownership, validity and age of every answer, and the way to say that it is wrong. */
export function AnswerEnd({
  detail,
  answer,
}: {
  detail: ServiceDetail;
  answer: AnswerView | null;
}) {
  const now = useServerNow(useDesk().clockOffset);
  const today = dayOf(now);
  const due = answer !== null && answer.reviewDueAt < today;
  return (
    <footer className="article-end">
      {answer && (
        <>
          <Badge tone={due ? "warn" : "good"} icon={due ? "warning" : "checked"}>
            {due ? texts.knowledge.reviewDue : texts.knowledge.checked}
          </Badge>
          <span>
            {texts.knowledge.checkedAt} {dayText(answer.checkedAt)}
            {answer.validUntil && `, ${texts.knowledge.validUntil} ${dayText(answer.validUntil)}`}
          </span>
          <span>
            {texts.knowledge.source}: {answer.source}
          </span>
        </>
      )}
      {detail.legalBasis.length > 0 && (
        <span>
          {texts.knowledge.legalBasis}: {detail.legalBasis.join(", ")}
        </span>
      )}
      <AnswerReport
        detail={detail}
        missing={answer === null}
        administrationId={answer?.administrationId ?? null}
      />
    </footer>
  );
}
