import { useQuery } from "@tanstack/react-query";
import type { TaskView } from "../../src/knowledge/editing/task-schema.ts";
import { texts } from "../texts.ts";
import { editingEndpoints } from "./endpoints.ts";
import type { AnswerPlace } from "./endpoints.ts";
import { TaskItem } from "./task-item.tsx";

/** More of them would push the answer itself off the screen. */
const shownAtOnce = 2;

/**
 * What was reported about this answer: of the shared one every report about the service, of a
 * district's also what came from there and is with the shared editors.
 */
export function AnswerTasks({ place: { slug, section } }: { place: AnswerPlace }) {
  const { data } = useQuery({
    queryKey: ["editing-tasks", true, "service", slug],
    queryFn: () => editingEndpoints.tasks(true, slug),
    staleTime: 0,
  });
  const tasks = (data?.reports ?? []).filter(
    (task) =>
      section === "shared" || task.administrationId === section || task.reportedForId === section,
  );
  if (tasks.length === 0) return null;
  const more = tasks.slice(shownAtOnce);
  return (
    <section className="pane answer-tasks" aria-label={texts.editing.tasks} tabIndex={-1}>
      <TaskList tasks={tasks.slice(0, shownAtOnce)} />
      {more.length > 0 && (
        <details className="more-tasks">
          <summary>{texts.editing.taskList.more(more.length)}</summary>
          <TaskList tasks={more} />
        </details>
      )}
    </section>
  );
}

function TaskList({ tasks }: { tasks: readonly TaskView[] }) {
  return (
    <ul className="task-list">
      {tasks.map((task) => (
        <TaskItem key={task.id} task={task} inAnswer />
      ))}
    </ul>
  );
}
