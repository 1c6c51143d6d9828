import { useState } from "react";
import type { AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { leftDrafts } from "./kept-drafts.ts";
import type { KeptDraft } from "./kept-drafts.ts";
import type { DraftState } from "./merge-content.ts";
import { DraftDiff } from "./word-diff.tsx";

interface Props {
  workspace: AnswerWorkspace;
  now: DraftState;
  /** Brings the words into the draft on the page; null: there is none to write in. */
  onAdopt: ((kept: KeptDraft) => void) | null;
}

/** Words of one's own that came too late: the version was closed before they were saved. */
export function LeftDrafts({ workspace, now, onAdopt }: Props) {
  const { me } = useSession();
  const [left, setLeft] = useState(() =>
    leftDrafts(localStorage, {
      userId: me.userId,
      serviceSlug: workspace.service.slug,
      section: workspace.section,
      openIds: workspace.open.map((version) => version.id),
    }),
  );
  const forget = (key: string) => {
    localStorage.removeItem(key);
    setLeft((before) => before.filter((each) => each.key !== key));
  };
  const words = texts.editing.saving;
  const mayBegin = onAdopt === null && workspace.write.allowed && workspace.open.length === 0;
  return left.map(({ key, kept }) => (
    <div key={key} className="content left-draft">
      <p className="advice">
        <Icon name="warning" />
        <span>
          {words.left} {mayBegin && words.beginToAdopt}
        </span>
      </p>
      <DraftDiff before={now} after={kept.draft} />
      <div className="form-end">
        <Button className="small" icon="close" onClick={() => forget(key)}>
          {words.forget}
        </Button>
        {onAdopt && (
          <Button
            className="small"
            icon="compare"
            onClick={() => {
              onAdopt(kept);
              forget(key);
            }}
          >
            {words.adopt}
          </Button>
        )}
      </div>
    </div>
  ));
}
