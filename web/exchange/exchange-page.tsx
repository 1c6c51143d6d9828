import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { RunView } from "../../src/knowledge/exchange/schema.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { EditingFrame } from "../editing/editing-frame.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { exchangeEndpoints } from "./endpoints.ts";
import { ExportPane } from "./export-pane.tsx";
import { UploadPane } from "./upload-pane.tsx";

/** Files of other systems: in, what became of them, and out. */
export function ExchangePage() {
  const words = texts.exchange;
  const runs = useQuery({
    queryKey: ["exchange-runs"],
    queryFn: exchangeEndpoints.runs,
    staleTime: 0,
    refetchInterval: 60_000,
  });
  return (
    <EditingFrame>
      <p className="muted small">{words.lead}</p>
      {runs.error && <Problem>{messageOf(runs.error)}</Problem>}
      {runs.data && (
        <div className="exchange-columns">
          <UploadPane fileBytesMax={runs.data.fileBytesMax} />
          <Pane id="runs" title={words.runs.title}>
            {runs.data.runs.length === 0 ? (
              <p className="content muted">{words.runs.none}</p>
            ) : (
              <RunTable runs={runs.data.runs} />
            )}
          </Pane>
          <ExportPane versions={runs.data.versions} />
        </div>
      )}
    </EditingFrame>
  );
}

function RunTable({ runs }: { runs: readonly RunView[] }) {
  const words = texts.exchange.runs;
  const now = useServerNow(useDesk().clockOffset);
  return (
    <DataTable
      label={words.title}
      columns={[
        { name: words.file },
        { name: words.when },
        { name: words.by },
        { name: words.open },
      ]}
    >
      {runs.map((run) => (
        <tr key={run.id}>
          <th scope="row" className="file-name">
            <Link to="/redaktion/austausch/$run" params={{ run: run.id }}>
              {run.fileName}
            </Link>
          </th>
          <td className="nowrap">{momentText(run.createdAt, now)}</td>
          <td>{run.createdBy}</td>
          <td className="nowrap">
            {run.openCount > 0 ? (
              <span className="count">{run.openCount}</span>
            ) : (
              <span className="muted">{words.allDone}</span>
            )}
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
