import { useState } from "react";
import type { AnswerWorkspace, VersionView } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import type { DraftState } from "./merge-content.ts";
import { DraftDiff } from "./word-diff.tsx";

interface Props {
  workspace: AnswerWorkspace;
  draft: DraftState;
  version: VersionView | null;
}

/** The draft beside what holds, or a district's answer beside the shared one. */
export function Differences({ workspace, draft, version }: Props) {
  const words = texts.editing.differences;
  const { released, shared } = workspace;
  const choices = [
    ...(version && released ? [{ id: "released", label: words.released, content: released }] : []),
    ...(shared ? [{ id: "shared", label: words.shared, content: shared }] : []),
  ];
  const [chosen, choose] = useState<string | null>(null);
  const against = choices.find((each) => each.id === chosen) ?? choices[0];
  if (!against) return <p className="content muted">{words.nothing}</p>;
  const { releasedFrom, releasedUntil } = draft;
  const before = { content: filled(against, draft), releasedFrom, releasedUntil };
  return (
    <div className="content">
      {choices.length > 1 ? (
        <fieldset className="group">
          <legend>{words.against}</legend>
          <div className="checks">
            {choices.map((each) => (
              <label className="check" key={each.id}>
                <input
                  type="radio"
                  name="against"
                  checked={each.id === against.id}
                  onChange={() => choose(each.id)}
                />
                <span>{each.label}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : (
        <p className="small muted">
          {words.against} {against.label}
        </p>
      )}
      <DraftDiff before={before} after={draft} />
    </div>
  );
}

/** Beside the shared answer an empty field of a district says the same: that is no difference. */
function filled(
  { id, content }: { id: string; content: DraftState["content"] },
  { content: own }: DraftState,
): DraftState["content"] {
  if (id !== "shared") return content;
  const silent = Object.entries(own).filter(
    ([, value]) => value === "" || value === null || (Array.isArray(value) && value.length === 0),
  );
  return { ...content, ...(Object.fromEntries(silent) as Partial<DraftState["content"]>) };
}
