import { useMutation, useQuery } from "@tanstack/react-query";
import type { AnswerWorkspace, VersionView } from "../../src/knowledge/editing/schema.ts";
import { dayOf } from "../core/centre-time.ts";
import { dayText, momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Problem } from "../ui/marks.tsx";
import { draftOf } from "./draft-keeper.ts";
import { editingEndpoints } from "./endpoints.ts";
import { useRefresh } from "./use-refresh.ts";
import { DraftDiff } from "./word-diff.tsx";

/** Every version with who did what, and the way back to it. */
export function HistoryPanel({ workspace }: { workspace: AnswerWorkspace }) {
  const words = texts.editing.history;
  const place = { slug: workspace.service.slug, section: workspace.section };
  const refresh = useRefresh();
  const { tell } = useAnnouncer();
  const history = useQuery({
    queryKey: ["editing-history", place.slug, place.section],
    queryFn: () => editingEndpoints.versions(place),
    staleTime: 0,
  });
  const restore = useMutation({
    mutationFn: (revision: number) => editingEndpoints.begin(place, revision),
    onSuccess: async (_, revision) => {
      await refresh();
      tell(words.restored(revision));
    },
  });
  const versions = history.data?.versions ?? [];
  return (
    <div className="content">
      {history.error && <Problem>{messageOf(history.error)}</Problem>}
      {restore.error && (
        <div role="alert">
          <Problem>{messageOf(restore.error)}</Problem>
        </div>
      )}
      {history.data && versions.length === 0 && <p className="muted">{words.empty}</p>}
      <ol className="history">
        {versions.map((version) => (
          <Version
            key={version.id}
            version={version}
            before={versions.find((each) => each.revision === version.baseRevision) ?? null}
            onRestore={
              workspace.write.allowed &&
              !["draft", "inReview"].includes(version.status) &&
              !(workspace.released && version.revision === workspace.releasedRevision)
                ? () => restore.mutate(version.revision)
                : null
            }
          />
        ))}
      </ol>
    </div>
  );
}

interface VersionProps {
  version: VersionView;
  before: VersionView | null;
  onRestore: (() => void) | null;
}

function Version({ version, before, onRestore }: VersionProps) {
  const words = texts.editing;
  const now = useServerNow(useDesk().clockOffset);
  const origin = words.history.origins[version.origin];
  const begins = version.status === "released" && (version.releasedFrom ?? "") > dayOf(now);
  return (
    <li>
      <p className="strong">
        {words.revision(version.revision)}:{" "}
        {begins ? words.states.scheduled : words.statuses[version.status]}
        {origin && `, ${origin}`}
      </p>
      {version.status === "released" && version.releasedFrom !== null && (
        <p className="small muted">
          {words.history.period(
            dayText(version.releasedFrom),
            version.releasedUntil && dayText(version.releasedUntil),
          )}
        </p>
      )}
      <ul className="steps">
        {version.steps.map((step) => (
          <li key={step.id} className="small">
            <span className="muted">
              <time dateTime={step.at}>{momentText(step.at, now)}</time>,{" "}
              {words.history.by(words.history.steps[step.kind], step.by.name)}
            </span>
            {step.comment !== "" && <> „{step.comment}“</>}
            {step.content && (
              <details>
                <summary>{words.history.replaced}</summary>
                <DraftDiff
                  before={{ ...draftOf(version), content: step.content }}
                  after={draftOf(version)}
                />
              </details>
            )}
          </li>
        ))}
      </ul>
      {before && (
        <details>
          <summary className="small">{words.history.compare}</summary>
          <DraftDiff
            before={{ ...draftOf(version), content: before.content }}
            after={draftOf(version)}
          />
        </details>
      )}
      {onRestore && (
        <Button className="small" icon="restore" onClick={onRestore}>
          {words.history.restore}
          <span className="only-spoken"> {words.revision(version.revision)}</span>
        </Button>
      )}
    </li>
  );
}
