import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { messageOf } from "../core/http.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Problem } from "../ui/marks.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { EditingFrame } from "./editing-frame.tsx";
import { editingEndpoints } from "./endpoints.ts";
import { Figures } from "./figures.tsx";
import { ReviewItem } from "./review-item.tsx";
import { TaskItem } from "./task-item.tsx";
import { taskListId } from "./use-refresh.ts";
import { useReviews } from "./use-reviews.ts";

export interface TasksSearch {
  liste?: "erledigt";
}

/** What waits for a release, what agents have reported, and what is due for a review. */
export function TasksPage() {
  const { liste } = useSearch({ from: "/app/redaktion/aufgaben" });
  const navigate = useNavigate();
  const words = texts.editing.taskList;
  const done = liste === "erledigt";
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? 0;
  const tasks = useQuery({
    queryKey: ["editing-tasks", !done, edition],
    queryFn: () => editingEndpoints.tasks(!done),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const reviewing = useReviews();
  const reviews = done ? [] : (reviewing.data?.reviews ?? []);
  const empty = tasks.data?.reports.length === 0 && reviews.length === 0;
  return (
    <EditingFrame>
      <div className="tasks-columns">
        <section className="pane" aria-label={texts.editing.tasks}>
          <Tabs
            className="middle-tabs"
            label={texts.editing.tasks}
            prefix="tasks"
            panelId={taskListId}
            selected={done ? "done" : "open"}
            tabs={[
              { id: "open", label: words.open },
              { id: "done", label: words.done },
            ]}
            onSelect={(id) =>
              void navigate({
                to: "/redaktion/aufgaben",
                search: id === "done" ? { liste: "erledigt" } : {},
                replace: true,
              })
            }
          />
          <div
            id={taskListId}
            tabIndex={-1}
            className="content"
            role="tabpanel"
            aria-labelledby={done ? "tasks-done" : "tasks-open"}
          >
            {tasks.error && <Problem>{messageOf(tasks.error)}</Problem>}
            {tasks.isPending && <p className="muted">{texts.loading}</p>}
            {reviewing.error && <Problem>{messageOf(reviewing.error)}</Problem>}
            {empty && (done || reviewing.data) && (
              <p className="muted">{done ? words.noneDone : words.none}</p>
            )}
            <ul className="task-list">
              {reviews.map((review) => (
                <ReviewItem key={review.id} review={review} />
              ))}
              {tasks.data?.reports.map((task) => (
                <TaskItem key={task.id} task={task} />
              ))}
            </ul>
          </div>
        </section>
        <Figures />
      </div>
    </EditingFrame>
  );
}
