import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { RunView } from "../../src/knowledge/exchange/schema.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { EditingFrame } from "../editing/editing-frame.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { Choice } from "./choice.tsx";
import { CountsTable } from "./counts-table.tsx";
import { SubjectList } from "./subject-list.tsx";
import { SubjectReview } from "./subject-review.tsx";
import { subjectsOf, useProposals } from "./use-proposals.ts";

export interface RunSearch {
  zeigen?: "alle";
  leistung?: string;
}

export type DiffView = "word" | "side";

/** The review of one file: on the left what it is about, on the right field by field. */
export function RunPage() {
  const { run: runId } = useParams({ from: "/app/redaktion/austausch/$run" });
  const { zeigen, leistung } = useSearch({ from: "/app/redaktion/austausch/$run" });
  const navigate = useNavigate({ from: "/redaktion/austausch/$run" });
  const words = texts.exchange.run;
  const [view, setView] = useState<DiffView>("word");
  const openOnly = zeigen !== "alle";
  const proposals = useProposals(runId, openOnly);
  const first = proposals.data?.pages[0];
  const all = proposals.data?.pages.flatMap((page) => page.proposals) ?? [];
  const total = proposals.hasNextPage ? (first?.total ?? 0) : all.length;
  const subjects = subjectsOf(all);
  const chosen = subjects.find(({ target }) => target === leistung) ?? subjects[0];
  const search = (change: RunSearch) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <EditingFrame>
      <RunHead run={first?.run ?? null} />
      {proposals.error && <Problem>{messageOf(proposals.error)}</Problem>}
      {proposals.isPending && <p className="muted">{texts.loading}</p>}
      {first && (
        <div className="run-columns">
          <Pane id="subjects" title={words.list}>
            <div className="run-filter">
              <Choice
                name="shown"
                label={words.filter}
                value={openOnly ? "open" : "all"}
                options={[
                  { value: "open", label: words.open },
                  { value: "all", label: words.all },
                ]}
                onChoose={(value) => search({ zeigen: value === "all" ? "alle" : undefined })}
              />
              <p className="hint">{words.count(all.length, total)}</p>
            </div>
            {subjects.length === 0 && (
              <p className="content muted">{openOnly ? words.none : words.nothing}</p>
            )}
            <SubjectList
              subjects={subjects}
              chosen={chosen?.target ?? null}
              onChoose={(target) => search({ leistung: target })}
            />
            {proposals.hasNextPage && (
              <div className="content">
                <Button
                  disabled={proposals.isFetchingNextPage}
                  onClick={() => void proposals.fetchNextPage()}
                >
                  {words.more}
                </Button>
              </div>
            )}
          </Pane>
          {chosen && (
            <SubjectReview
              key={chosen.target}
              subject={chosen}
              runId={runId}
              openOnly={openOnly}
              view={view}
              onView={setView}
            />
          )}
        </div>
      )}
    </EditingFrame>
  );
}

function RunHead({ run }: { run: RunView | null }) {
  const words = texts.exchange.run;
  const now = useServerNow(useDesk().clockOffset);
  return (
    <div className="run-head">
      <Link className="back-link" to="/redaktion/austausch">
        <Icon name="back" /> {words.back}
      </Link>
      {run && (
        <>
          <h2>{run.fileName}</h2>
          <span className="small muted">
            {words.info(momentText(run.createdAt, now), run.createdBy)}
          </span>
          <details className="run-counts">
            <summary>{words.counts}</summary>
            <div className="run-counts-body">
              <CountsTable counts={run.counts} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}
