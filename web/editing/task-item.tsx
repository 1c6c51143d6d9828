import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { TaskView } from "../../src/knowledge/editing/task-schema.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge, CodeTag, Problem } from "../ui/marks.tsx";
import { editingEndpoints } from "./endpoints.ts";
import { TaskWindow } from "./task-window.tsx";

const tones = { wrong: "bad", missing: "warn", review: "info" } as const;
const icons = { wrong: "flag", missing: "none", review: "timer" } as const;

/** One task: what was reported, who has it, and the next step. */
export function TaskItem({ task, inAnswer = false }: { task: TaskView; inAnswer?: boolean }) {
  const words = texts.editing.taskList;
  const { run, problem, busy } = useTaskSteps();
  const section = task.administrationId ?? "shared";
  return (
    <li className="task" data-task-state={task.state}>
      <div className="task-text">
        <p className="task-title">
          <Badge tone={tones[task.kind]} icon={icons[task.kind]}>
            {texts.editing.taskKinds[task.kind]}
          </Badge>
          <Owner administrationId={task.administrationId} />
          {!inAnswer && <span className="strong">{task.serviceName ?? task.query}</span>}
        </p>
        <TaskFacts task={task} />
        {problem !== null && <Problem>{problem}</Problem>}
      </div>
      <div className="task-steps">
        {!inAnswer && task.serviceSlug !== null && (
          <Link
            className="button small"
            to="/redaktion/antwort/$slug/$section"
            params={{ slug: task.serviceSlug, section }}
          >
            <Icon name="edit" />
            <span>
              {words.openAnswer}
              <span className="only-spoken">: {task.serviceName}</span>
            </span>
          </Link>
        )}
        {task.mayWrite && <TaskButtons task={task} busy={busy} run={run} />}
      </div>
    </li>
  );
}

interface ButtonProps {
  task: TaskView;
  busy: boolean;
  run: (step: Step) => void;
}

function TaskButtons({ task, busy, run }: ButtonProps) {
  const words = texts.editing.taskList;
  const [closing, setClosing] = useState(false);
  const reopens = task.state === "done" || (task.state === "accepted" && task.acceptedByMe);
  return (
    <>
      {task.state === "open" && (
        <Button
          className="small"
          icon="task"
          disabled={busy}
          onClick={() => run({ step: "accept", id: task.id })}
        >
          {words.accept}
        </Button>
      )}
      {reopens && (
        <Button
          className="small"
          icon="undo"
          disabled={busy}
          onClick={() => run({ step: "reopen", id: task.id })}
        >
          {task.state === "done" ? words.reopen : words.giveBack}
        </Button>
      )}
      {task.state !== "done" && (
        <Button className="small" icon="check" onClick={() => setClosing(true)}>
          {words.markDone}
        </Button>
      )}
      {closing && <TaskWindow task={task} onClose={() => setClosing(false)} />}
    </>
  );
}

/** Whose answer it is. */
export function Owner({ administrationId }: { administrationId: string | null }) {
  const administration = useAdministration(administrationId);
  return administration ? (
    <CodeTag {...administration} name={administration.shortName} />
  ) : (
    <span className="small muted">{texts.editing.taskList.shared}</span>
  );
}

function TaskFacts({ task }: { task: TaskView }) {
  const words = texts.editing.taskList;
  const now = useServerNow(useDesk().clockOffset);
  const facts = [
    momentText(task.createdAt, now),
    task.note && `„${task.note}“`,
    task.query && words.query(task.query),
    task.placeName && words.at(task.placeName),
    task.lineName && words.on(task.lineName),
    task.state === "accepted" && words.acceptedBy(task.acceptedBy ?? ""),
    task.resolution && words.resolved(task.resolvedBy ?? "", words.resolutions[task.resolution]),
    task.reply && `„${task.reply}“`,
    !task.mayWrite && words.foreign,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return <p className="small muted">{facts.join(" · ")}</p>;
}

interface Step {
  step: "accept" | "reopen";
  id: string;
}

function useTaskSteps() {
  const queries = useQueryClient();
  const { tell } = useAnnouncer();
  const words = texts.editing.taskList;
  const mutation = useMutation({
    mutationFn: ({ step, id }: Step) =>
      step === "accept" ? editingEndpoints.acceptTask(id) : editingEndpoints.reopenTask(id),
    onSuccess: (_, { step }) => tell(step === "accept" ? words.accepted : words.open),
    onSettled: () => queries.invalidateQueries({ queryKey: ["editing-tasks"] }),
  });
  const problem = mutation.error ? messageOf(mutation.error) : null;
  return { run: mutation.mutate, problem, busy: mutation.isPending };
}
