import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { EndedCallbacks as Ended } from "../../src/reports/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText, timeText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";
import type { IconName } from "../ui/icon-names.ts";
import { Badge, Problem } from "../ui/marks.tsx";

type Outcome = Ended["callbacks"][number]["outcome"];
const tones: Record<Outcome, { tone: "good" | "bad" | ""; icon: IconName }> = {
  reached: { tone: "good", icon: "check" },
  notReached: { tone: "bad", icon: "alert" },
  gotThrough: { tone: "good", icon: "recall" },
  cancelled: { tone: "", icon: "close" },
};

/** How the callbacks of today have come to their end, the last one first. */
export function EndedCallbacks({ pendingIds }: { pendingIds: readonly string[] }) {
  const words = texts.callback.ended;
  const now = useServerNow(useDesk().clockOffset);
  const ended = useQuery({
    // One that is pending no more has come to its end.
    queryKey: ["ended-callbacks", pendingIds.toSorted().join(" ")],
    queryFn: endpoints.endedCallbacks,
    placeholderData: keepPreviousData,
    staleTime: 0,
    refetchInterval: 15_000,
  });
  const { columns } = words;
  return (
    <section className="ended-callbacks" aria-labelledby="ended-callbacks-title">
      <h3 id="ended-callbacks-title">{words.title}</h3>
      {ended.error && <Problem>{messageOf(ended.error)}</Problem>}
      {ended.data?.callbacks.length === 0 && <p className="muted">{words.none}</p>}
      {ended.data && ended.data.callbacks.length > 0 && (
        <DataTable
          compact
          label={words.title}
          columns={[
            { name: columns.ended },
            { name: columns.number },
            { name: columns.outcome },
            { name: columns.failed, number: true },
            { name: columns.wished },
            { name: columns.line },
          ]}
        >
          {ended.data.callbacks.map((each) => (
            <tr key={each.id}>
              <td className="numbers">{timeText(each.endedAt)}</td>
              <th scope="row" className="numbers">
                {each.number ?? words.forgotten}
                {each.place !== null && <span className="small muted"> {each.place}</span>}
              </th>
              <td>
                <Badge {...tones[each.outcome]}>{words.outcomes[each.outcome]}</Badge>
              </td>
              <td className="number">{each.failedAttempts}</td>
              <td className="numbers">{momentText(each.wishedAt, now)}</td>
              <td>{each.lineName}</td>
            </tr>
          ))}
        </DataTable>
      )}
    </section>
  );
}
