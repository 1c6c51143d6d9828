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
  // What callers hear is the whole answer, with what it takes from the shared one.
  const whole = (content: Content) => (shared ? filled(content, shared) : content);
  const before = { content: whole(against.content), releasedFrom, releasedUntil };
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
      <DraftDiff before={before} after={{ ...draft, content: whole(draft.content) }} />
    </div>
  );
}

type Content = DraftState["content"];

/** With the words of the shared answer where a district's says nothing. */
function filled(content: Content, shared: Content): Content {
  const said = Object.entries(content).filter(
    ([, value]) => value !== "" && value !== null && (value as string | string[]).length !== 0,
  );
  return { ...shared, ...(Object.fromEntries(said) as Partial<Content>) };
}
