import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { Choice } from "./choice.tsx";
import { ProposalCard } from "./proposal-card.tsx";
import type { DiffView } from "./run-page.tsx";
import { useDecisions } from "./use-proposals.ts";
import type { Subject } from "./use-proposals.ts";

interface Props {
  subject: Subject;
  runId: string;
  openOnly: boolean;
  view: DiffView;
  onView: (view: DiffView) => void;
}

/** One service or authority: every field that differs, and what becomes of it. */
export function SubjectReview({ subject, runId, openOnly, view, onView }: Props) {
  const words = texts.exchange.proposal;
  const { run, busy, failed } = useDecisions(runId, openOnly);
  const open = subject.proposals.filter(({ state, decide }) => state === "open" && decide.allowed);
  const takeable = open.filter(({ blocked, kind }) => blocked === null && kind !== "removal");
  return (
    <Pane
      id="review"
      className="review-pane"
      title={subject.title}
      aside={
        <Choice
          name="view"
          label={words.view}
          value={view}
          options={[
            { value: "word", label: words.word },
            { value: "side", label: words.side },
          ]}
          onChoose={onView}
        />
      }
    >
      <div className="content scroll">
        {open.length > 1 && (
          <div className="pair whole-subject">
            {takeable.length > 1 && (
              <Button
                icon="check"
                disabled={busy}
                onClick={() => run(takeable.map((proposal) => ({ proposal, decision: "accept" })))}
              >
                {words.acceptAll}
              </Button>
            )}
            <Button
              icon="close"
              disabled={busy}
              onClick={() => run(open.map((proposal) => ({ proposal, decision: "reject" })))}
            >
              {words.rejectAll}
            </Button>
          </div>
        )}
        <div role="alert">{failed !== null && <Problem>{failed}</Problem>}</div>
        {subject.proposals.map((proposal) => (
          <ProposalCard
            key={proposal.id}
            proposal={proposal}
            view={view}
            busy={busy}
            onDecide={(decision) => run([{ proposal, ...decision }])}
          />
        ))}
      </div>
    </Pane>
  );
}
