import type { AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { dayText } from "../core/format.ts";
import { texts } from "../texts.ts";
import { textOf } from "./merge-content.ts";
import type { DraftField, DraftState } from "./merge-content.ts";
import { fieldName, readableText } from "./word-diff.tsx";

const order: DraftField[] = [
  "spoken",
  "body",
  "fee",
  "duration",
  "deadline",
  "appointment",
  "documents",
  "onlineUrl",
  "scope",
  "sample",
  "agentHints",
  "legalBasis",
  "source",
  "checkedAt",
  "reviewMonths",
  "releasedFrom",
  "releasedUntil",
];
const days = ["checkedAt", "releasedFrom", "releasedUntil"];

/** An answer to be read: the fields that say something, in the order of the form. */
export function AnswerText({
  workspace,
  draft,
}: {
  workspace: AnswerWorkspace;
  draft: DraftState;
}) {
  const said = order.filter((field) => textOf(draft, field) !== "");
  return (
    <div className="answer-form">
      <dl className="answer-text">
        {said.map((field) => (
          <div key={field}>
            <dt>{fieldName(field)}</dt>
            <dd data-field={field}>{shown(field, textOf(draft, field))}</dd>
          </div>
        ))}
      </dl>
      {workspace.shared && <p className="muted small">{texts.editing.restInherited}</p>}
    </div>
  );
}

function shown(field: DraftField, text: string): string {
  if (field === "reviewMonths") return `${text} ${texts.editing.months}`;
  return days.includes(field) ? dayText(text) : readableText(field, text);
}
