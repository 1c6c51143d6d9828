import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { TaskView } from "../../src/knowledge/editing/task-schema.ts";
import { dayText, momentText } from "../core/format.ts";
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
import { keepFocusAt } from "./use-refresh.ts";

const tones = { wrong: "bad", missing: "warn", review: "info" } as const;
const icons = { wrong: "flag", missing: "none", review: "timer" } as const;

/** One task: what was reported, who has it, and the next step. */
export function TaskItem({ task, inAnswer = false }: { task: TaskView; inAnswer?: boolean }) {
  const words = texts.editing.taskList;
  const { run, problem, busy } = useTaskSteps();
  const section = task.administrationId ?? "shared";
  return (
    <li className="task" id={task.id} tabIndex={-1} data-task-state={task.state}>
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
  const others = useEditors(task.handsOnTo);
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
      {task.handsOnTo !== null && (
        <Button
          className="small"
          icon="send"
          disabled={busy}
          onClick={() => run({ step: "handOn", id: task.id })}
        >
          {words.handOn(others)}
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

/** "Redaktion Vulkaneifel"; of the shared answer "gemeinsame Redaktion". */
function useEditors(section: string | null): string {
  const administration = useAdministration(section);
  const { editorsOf, sharedEditors } = texts.editing.taskList;
  return administration ? editorsOf(administration.shortName) : sharedEditors;
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

export function TaskFacts({ task }: { task: TaskView }) {
  const words = texts.editing.taskList;
  const now = useServerNow(useDesk().clockOffset);
  const concerned = useAdministration(task.reportedForId);
  const last = task.handOvers.at(-1);
  const editors = useEditors(last?.toId ?? null);
  const facts = [
    momentText(task.createdAt, now),
    task.administrationId === null && concerned && words.reportedFor(concerned.shortName),
    task.note && `„${task.note}“`,
    task.query && words.query(task.query),
    task.placeName && words.at(task.placeName),
    task.lineName && words.on(task.lineName),
    last && `${words.handOver(last.by, editors)}, ${momentText(last.at, now)}`,
    task.state === "accepted" && words.acceptedBy(task.acceptedBy ?? ""),
    task.correctedFrom && words.correctedFrom(dayText(task.correctedFrom)),
    task.resolution && words.resolved(task.resolvedBy, words.resolutions[task.resolution]),
    task.reply && `„${task.reply}“`,
    !task.mayWrite && words.foreign,
  ].filter((fact) => typeof fact === "string" && fact !== "");
  return <span className="small muted">{facts.join(" · ")}</span>;
}

const endpoints = {
  accept: editingEndpoints.acceptTask,
  reopen: editingEndpoints.reopenTask,
  handOn: editingEndpoints.handOnTask,
};

interface Step {
  step: keyof typeof endpoints;
  id: string;
}

function useTaskSteps() {
  const queries = useQueryClient();
  const { tell } = useAnnouncer();
  const words = texts.editing.taskList;
  const said = { accept: words.accepted, reopen: words.open, handOn: words.handedOn };
  const mutation = useMutation({
    mutationFn: ({ step, id }: Step) => endpoints[step](id),
    onSuccess: (_, { step }) => tell(said[step]),
    onSettled: async (_reply, _error, { id }) => {
      await queries.invalidateQueries({ queryKey: ["editing-tasks"] });
      keepFocusAt(id);
    },
  });
  const problem = mutation.error ? messageOf(mutation.error) : null;
  return { run: mutation.mutate, problem, busy: mutation.isPending };
}
