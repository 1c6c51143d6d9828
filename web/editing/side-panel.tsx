import { useState } from "react";
import type { AnswerWorkspace, VersionView } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Tabs } from "../ui/tabs.tsx";
import { Differences } from "./differences.tsx";
import { HistoryPanel } from "./history-panel.tsx";
import type { DraftState } from "./merge-content.ts";
import { PointsPanel } from "./points-panel.tsx";
import { PreviewPanel } from "./preview-panel.tsx";
import type { LivePoints } from "./use-open-points.ts";

interface Props {
  workspace: AnswerWorkspace;
  draft: DraftState;
  version: VersionView | null;
  /** Null: nothing is to be released. */
  points: LivePoints | null;
}

/** Beside the fields: what comes of them, what is missing, what is different, what was before. */
export function SidePanel({ workspace, draft, version, points }: Props) {
  const words = texts.editing.side;
  const [chosen, choose] = useState(version?.status === "inReview" ? "differences" : "preview");
  const open = points?.reply?.problems.length ?? 0;
  const tabs = [
    { id: "preview", label: words.preview },
    ...(points
      ? [
          {
            id: "points",
            label: (
              <>
                {words.points}
                {open > 0 && <span className="count">{open}</span>}
              </>
            ),
          },
        ]
      : []),
    { id: "differences", label: words.differences },
    { id: "history", label: words.history },
  ];
  const selected = tabs.some((tab) => tab.id === chosen) ? chosen : "preview";
  return (
    <section className="pane side-panel" aria-labelledby="side-title" tabIndex={-1}>
      <h2 id="side-title" className="only-spoken">
        {words.label}
      </h2>
      <Tabs
        className="middle-tabs"
        label={words.label}
        prefix="side"
        panelId="side"
        selected={selected}
        tabs={tabs}
        onSelect={choose}
      />
      <div
        id="side"
        className="side-content"
        role="tabpanel"
        aria-labelledby={`side-${selected}`}
        tabIndex={0}
      >
        {selected === "preview" && <PreviewPanel workspace={workspace} draft={draft} />}
        {selected === "points" && points && <PointsPanel points={points} />}
        {selected === "differences" && (
          <Differences workspace={workspace} draft={draft} version={version} />
        )}
        {selected === "history" && <HistoryPanel workspace={workspace} />}
      </div>
    </section>
  );
}
