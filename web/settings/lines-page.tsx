import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { LineView } from "../../src/directory/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { CodeTag, Lamp, Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { LineEditor } from "./line-editor.tsx";
import { LineHistory } from "./line-history.tsx";

/** The lines and what supervisors set of them. */
export function LinesPage() {
  const { anschluss } = useSearch({ from: "/app/anschluesse" });
  const live = useLiveHours();
  const lines = useQuery({
    queryKey: ["lines", live],
    queryFn: endpoints.lines,
    placeholderData: keepPreviousData,
  });
  const chosen = anschluss ?? lines.data?.lines[0]?.id;
  return (
    <main className="page settings-page" id="main" aria-label={texts.settings.title}>
      <h1 className="only-spoken">{texts.settings.title}</h1>
      <Pane id="lines" title={texts.settings.lines}>
        {lines.error && <Problem>{messageOf(lines.error)}</Problem>}
        <ul className="line-list">
          {lines.data?.lines.map((line) => (
            <LineItem key={line.id} line={line} chosen={line.id === chosen} />
          ))}
        </ul>
      </Pane>
      {chosen !== undefined && <Line key={chosen} id={chosen} />}
    </main>
  );
}

/** Changes whenever a line opens, closes, or is closed by somebody else. */
function useLiveHours(): string {
  const { snapshot } = useDesk();
  const queries = useQueryClient();
  const hours = snapshot?.lines.map((line) => line.hours).join("|") ?? "";
  useEffect(() => {
    if (hours === "") return;
    void queries.invalidateQueries({ queryKey: ["line-settings"] });
    void queries.invalidateQueries({ queryKey: ["line-history"] });
  }, [queries, hours]);
  return hours;
}

function LineItem({ line, chosen }: { line: LineView; chosen: boolean }) {
  const administration = useAdministration(line.administrationId);
  const words = texts.settings.states;
  const says = line.opening.includes("geöffnet");
  const open = line.openNow && !says ? words.open(line.opening) : line.opening;
  return (
    <li>
      <Link
        to="/anschluesse"
        search={{ anschluss: line.id }}
        aria-current={chosen ? "true" : undefined}
      >
        <span className="strong">{line.name}</span>
        <span className="small line-state" data-by-hand={line.closedByHand}>
          <Lamp state={line.openNow ? "free" : "closed"} />
          {line.closedByHand ? words.closedByHand : open}
          {administration && <CodeTag {...administration} name={administration.name} />}
        </span>
      </Link>
    </li>
  );
}

function Line({ id }: { id: string }) {
  const { data, error } = useQuery({
    queryKey: ["line-settings", id],
    queryFn: () => endpoints.lineSettings(id),
  });
  if (error && !data) return <Problem>{messageOf(error)}</Problem>;
  if (!data) return <p className="muted">{texts.loading}</p>;
  return (
    <>
      <LineEditor line={data} />
      <LineHistory line={data} />
    </>
  );
}
