import { useState } from "react";
import type { AnswerWorkspace } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { leftDrafts } from "./draft-keeper.ts";
import type { DraftState } from "./merge-content.ts";
import { DraftDiff } from "./word-diff.tsx";

/** Words of one's own that came too late: the version was closed before they were saved. */
export function LeftDrafts({ workspace, now }: { workspace: AnswerWorkspace; now: DraftState }) {
  const answer = { serviceSlug: workspace.service.slug, section: workspace.section };
  const open = workspace.open.map((version) => version.id);
  const [left, setLeft] = useState(() => leftDrafts(localStorage, answer, open));
  const forget = (key: string) => {
    localStorage.removeItem(key);
    setLeft((before) => before.filter((each) => each.key !== key));
  };
  return left.map(({ key, draft }) => (
    <div key={key} className="content left-draft">
      <p className="advice">
        <Icon name="warning" />
        <span>{texts.editing.saving.left}</span>
      </p>
      <DraftDiff before={now} after={draft} />
      <Button className="small" icon="close" onClick={() => forget(key)}>
        {texts.editing.saving.forget}
      </Button>
    </div>
  ));
}
