import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FormEvent } from "react";
import type { TaskView } from "../../src/knowledge/editing/task-schema.ts";
import { messageOf } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { editingEndpoints } from "./endpoints.ts";
import { keepFocusAt } from "./use-refresh.ts";

const resolutions = ["corrected", "checked"] as const;

/** A task is done without a release: what came out, and words to who reported it. */
export function TaskWindow({ task, onClose }: { task: TaskView; onClose: () => void }) {
  const words = texts.editing.taskList;
  const queries = useQueryClient();
  const { tell } = useAnnouncer();
  const [resolution, setResolution] = useState<(typeof resolutions)[number]>("corrected");
  const [reply, setReply] = useState("");
  const close = useMutation({
    mutationFn: () => editingEndpoints.resolveTask(task.id, resolution, reply),
    onSuccess: async () => {
      onClose();
      tell(words.closed);
      await queries.invalidateQueries({ queryKey: ["editing-tasks"] });
      await queries.invalidateQueries({ queryKey: ["editing-figures"] });
      keepFocusAt(task.id);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    close.mutate();
  };
  return (
    <Window title={words.markDone} icon="check" onClose={onClose}>
      <form className="closing-form" onSubmit={submit}>
        <p>{task.serviceName}</p>
        <fieldset className="group">
          <legend>{words.how}</legend>
          {resolutions.map((each, index) => (
            <label className="check" key={each}>
              <input
                type="radio"
                name="resolution"
                data-first-focus={index === 0 ? true : undefined}
                checked={resolution === each}
                onChange={() => setResolution(each)}
              />
              <span>{words.resolutions[each]}</span>
            </label>
          ))}
        </fieldset>
        <div className="field">
          <label htmlFor="task-reply">{words.reply}</label>
          <textarea
            id="task-reply"
            className="input"
            maxLength={500}
            value={reply}
            onChange={(event) => setReply(event.target.value)}
          />
        </div>
        <div role="alert">{close.error && <Problem>{messageOf(close.error)}</Problem>}</div>
        <div className="form-end">
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button type="submit" tone="primary" icon="check" disabled={close.isPending}>
            {words.markDone}
          </Button>
        </div>
      </form>
    </Window>
  );
}
