import type { CellState } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icon-names.ts";

const icons: Record<CellState, IconName> = {
  valid: "checked",
  inherited: "equal",
  expiring: "timer",
  overdue: "warning",
  missing: "none",
  draft: "draft",
  inReview: "review",
  scheduled: "scheduled",
};

/** A state in icon, word and colour; `detail` is a day or the like. */
export function StateMark({ state, detail }: { state: CellState; detail?: string | null }) {
  return (
    <span className="answer-state" data-answer-state={state}>
      <Icon name={icons[state]} />
      {texts.editing.states[state]}
      {detail && <span className="detail"> {detail}</span>}
    </span>
  );
}

export function StateMarks({ states }: { states: readonly CellState[] }) {
  return (
    <span className="answer-states">
      {states.map((state) => (
        <StateMark key={state} state={state} />
      ))}
    </span>
  );
}
