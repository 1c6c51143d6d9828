import { useQuery } from "@tanstack/react-query";
import { texts } from "../texts.ts";
import { editingEndpoints } from "./endpoints.ts";
import type { AnswerPlace } from "./endpoints.ts";
import { TaskItem } from "./task-item.tsx";

/** What was reported about this answer: of the shared one, every report about the service. */
export function AnswerTasks({ place: { slug, section } }: { place: AnswerPlace }) {
  const { data } = useQuery({
    queryKey: ["editing-tasks", true, "service", slug],
    queryFn: () => editingEndpoints.tasks(true, slug),
    staleTime: 0,
  });
  const tasks = (data?.reports ?? []).filter(
    (task) => section === "shared" || (task.administrationId ?? "shared") === section,
  );
  if (tasks.length === 0) return null;
  return (
    <section className="pane answer-tasks" aria-label={texts.editing.tasks} tabIndex={-1}>
      <ul className="task-list">
        {tasks.map((task) => (
          <TaskItem key={task.id} task={task} inAnswer />
        ))}
      </ul>
    </section>
  );
}
