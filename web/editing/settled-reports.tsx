import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ConcernedReport } from "../../src/knowledge/editing/task-schema.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Badge, Problem } from "../ui/marks.tsx";
import { editingEndpoints } from "./endpoints.ts";
import { TaskFacts } from "./task-item.tsx";

/** The open reports beside a version that is about to be released, and which of them it settles. */
export function useSettledReports(versionId: string, enabled: boolean) {
  const version = useQuery({
    queryKey: ["editing-tasks", "version", versionId],
    queryFn: () => editingEndpoints.version(versionId),
    enabled,
    staleTime: 0,
  });
  const [said, say] = useState<Record<string, boolean>>({});
  const reports = version.data?.reports ?? [];
  const settled = (report: ConcernedReport) => said[report.id] ?? report.settles;
  return {
    reports,
    settled,
    error: version.error,
    say: (id: string, settles: boolean) => say((before) => ({ ...before, [id]: settles })),
    /**
     * Ids of those that it settles; who is quicker than the list takes what is proposed.
     * @throws RequestError when the list cannot be read: then nothing is said of it
     */
    chosen: async (): Promise<string[]> => {
      const { data } = version.data ? version : await version.refetch({ throwOnError: true });
      return (data?.reports ?? []).filter(settled).map(({ id }) => id);
    },
  };
}

export function SettledReports({ list }: { list: ReturnType<typeof useSettledReports> }) {
  const { windows, taskKinds } = texts.editing;
  const { reports, settled, say, error } = list;
  if (error) return <Problem>{messageOf(error)}</Problem>;
  if (reports.length === 0) return null;
  return (
    <fieldset className="group">
      <legend>{windows.settles}</legend>
      <p className="hint">{windows.settlesHint}</p>
      {reports.map((report) => (
        <label className="check" key={report.id}>
          <input
            type="checkbox"
            checked={settled(report)}
            onChange={(event) => say(report.id, event.target.checked)}
          />
          <span className="settled-report">
            <Badge tone="warn" icon="flag">
              {taskKinds[report.kind]}
            </Badge>
            <TaskFacts task={report} />
          </span>
        </label>
      ))}
    </fieldset>
  );
}
