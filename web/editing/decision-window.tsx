import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent, ReactNode } from "react";
import { messageOf } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import type { IconName } from "../ui/icon-names.ts";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { answerTitleId, focusSoon, useRefresh } from "./use-refresh.ts";

interface Props {
  /** Also what the button says. */
  title: string;
  icon: IconName;
  tone: "primary" | "good" | "danger";
  hint: string;
  label: string;
  decide: (comment: string) => Promise<unknown>;
  /** Said when it is done. */
  done: string;
  onClose: () => void;
  children?: ReactNode;
}

/** A step that others will see, with words to it. */
export function DecisionWindow({ title, icon, tone, hint, label, done, ...props }: Props) {
  const { decide, onClose, children } = props;
  const [comment, setComment] = useState("");
  const { tell } = useAnnouncer();
  const refresh = useRefresh();
  const step = useMutation({
    mutationFn: () => decide(comment),
    // What stands in the way, such as words of somebody else, is to be seen behind the window.
    onError: refresh,
    onSuccess: async () => {
      onClose();
      tell(done);
      await refresh();
      // The button that was pressed goes with the step, and so does the pane around it.
      focusSoon(answerTitleId);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!step.isPending) step.mutate();
  };
  return (
    <Window title={title} icon={icon} onClose={onClose}>
      <form className="closing-form" onSubmit={submit}>
        <p>{hint}</p>
        {children}
        <div className="field">
          <label htmlFor="decision-comment">{label}</label>
          <textarea
            id="decision-comment"
            className="input"
            data-first-focus
            maxLength={2_000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
        </div>
        <div role="alert">{step.error && <Problem>{messageOf(step.error)}</Problem>}</div>
        <div className="form-end">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" tone={tone} icon={icon} disabled={step.isPending}>
            {title}
          </Button>
        </div>
      </form>
    </Window>
  );
}
