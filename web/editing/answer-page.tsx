import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link, useLocation, useParams } from "@tanstack/react-router";
import { useState } from "react";
import type { AnswerWorkspace, VersionView } from "../../src/knowledge/editing/schema.ts";
import { dayText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { CodeTag, Problem } from "../ui/marks.tsx";
import { AnswerTasks } from "./answer-tasks.tsx";
import { DecisionWindow } from "./decision-window.tsx";
import { writtenBy } from "./draft-actions.tsx";
import { DraftDesk } from "./draft-desk.tsx";
import { againMilliseconds, editingEndpoints } from "./endpoints.ts";
import { ReleasedDesk } from "./released-desk.tsx";
import { StateMarks } from "./state-marks.tsx";
import { answerTitleId } from "./use-refresh.ts";
import { overview } from "./last-place.ts";
import { usePaneKeys } from "./use-pane-keys.ts";
import { useOthers } from "./use-others.ts";

/** One answer of one section: write, preview, review, release. */
export function AnswerPage() {
  const { slug, section } = useParams({ from: "/app/redaktion/antwort/$slug/$section" });
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? 0;
  const place = { slug, section };
  const workspace = useQuery({
    queryKey: ["editing-answer", slug, section, edition],
    queryFn: () => editingEndpoints.workspace(place),
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: againMilliseconds,
  });
  usePaneKeys();
  const { data } = workspace;
  const here = data?.service.slug === slug && data.section === section ? data : undefined;
  return (
    <main className="page answer-page" id="main" aria-label={texts.editing.title}>
      {workspace.error && <Problem>{messageOf(workspace.error)}</Problem>}
      {!here && workspace.isFetching && <p className="muted">{texts.loading}</p>}
      {here && <Answer key={`${slug} ${section}`} workspace={here} />}
    </main>
  );
}

function Answer({ workspace }: { workspace: AnswerWorkspace }) {
  const words = texts.editing;
  const { service, section, open } = workspace;
  const place = { slug: service.slug, section };
  const [chosen, choose] = useState<string | null>(null);
  const { hash } = useLocation();
  const version = open.find((each) => each.id === (chosen ?? hash)) ?? open[0];
  const others = useOthers(place);
  return (
    <>
      <header className="answer-head">
        <Link to="/redaktion" search={overview.search()} className="back-link">
          <Icon name="back" /> {words.backToOverview}
        </Link>
        <h1 id={answerTitleId} tabIndex={-1}>
          {service.name}
        </h1>
        <p className="small muted">
          {service.category} · {service.responsibleUnit}
        </p>
      </header>
      <Sections workspace={workspace} />
      {others !== "" && (
        <p className="note-box" role="status">
          <Icon name="team" />
          <span>{words.alsoHere(others)}</span>
        </p>
      )}
      {workspace.write.reason !== null && (
        <p className="note-box">
          <Icon name="lock" />
          <span>
            {words.readOnly} {workspace.write.reason}
          </span>
        </p>
      )}
      <AnswerTasks place={place} />
      {open.length > 1 && (
        <fieldset className="group open-versions">
          <legend>{words.versions}</legend>
          <div className="checks">
            {open.map((each) => (
              <label className="check" key={each.id}>
                <input
                  type="radio"
                  name="version"
                  checked={each.id === version?.id}
                  onChange={() => choose(each.id)}
                />
                <span>
                  {words.revision(each.revision)}: {words.statuses[each.status]}, {writtenBy(each)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {version ? (
        <DraftDesk
          key={`${version.id} ${version.status}`}
          workspace={workspace}
          version={version}
        />
      ) : (
        <ReleasedDesk workspace={workspace} />
      )}
    </>
  );
}

/** The answers of the service side by side, each with its state. */
function Sections({ workspace }: { workspace: AnswerWorkspace }) {
  const { service, sections, scheduled } = workspace;
  return (
    <>
      <nav className="section-links answer-sections" aria-label={texts.editing.sections}>
        {sections.map((each) => (
          <Link
            key={each.section}
            to="/redaktion/antwort/$slug/$section"
            params={{ slug: service.slug, section: each.section }}
          >
            <span className="section-title">
              <SectionTag {...each} />
              {each.name}
            </span>
            <StateMarks states={each.states} />
          </Link>
        ))}
      </nav>
      {scheduled.map((version) => (
        <Scheduled key={version.id} workspace={workspace} version={version} />
      ))}
    </>
  );
}

/** Released for later: when it begins, and the way to take it back before. */
function Scheduled({ workspace, version }: { workspace: AnswerWorkspace; version: VersionView }) {
  const { actions, windows, ...words } = texts.editing;
  const [withdrawing, setWithdrawing] = useState(false);
  const place = { slug: workspace.service.slug, section: workspace.section };
  const { revision, releasedFrom, releasedUntil } = version;
  const until = releasedUntil === null ? "" : ` ${words.until(dayText(releasedUntil))}`;
  return (
    <div className="small scheduled">
      <Icon name="scheduled" /> {words.revision(revision)}:{" "}
      {words.scheduledFrom(dayText(releasedFrom ?? "")) + until}
      {workspace.decide.allowed && (
        <Button tone="quiet" className="small" onClick={() => setWithdrawing(true)}>
          {actions.unschedule}
        </Button>
      )}
      {withdrawing && (
        <DecisionWindow
          title={actions.unschedule}
          icon="none"
          tone="danger"
          hint={windows.withdrawScheduled}
          label={windows.withdrawComment}
          decide={(comment) => editingEndpoints.withdraw(place, { revision }, comment)}
          done={actions.unscheduled}
          onClose={() => setWithdrawing(false)}
        />
      )}
    </div>
  );
}

function SectionTag({ section, name, code }: { section: string; name: string; code: string }) {
  const administration = useAdministration(section);
  if (!administration) return null;
  return <CodeTag code={code} name={name} tint={administration.tint} />;
}
