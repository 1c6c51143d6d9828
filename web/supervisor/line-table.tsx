import type { LineView } from "../../src/dashboard/schema.ts";
import { clockText, percentText } from "../core/format.ts";
import { promiseGoal, promiseOf } from "../core/promise.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { CodeTag, Lamp } from "../ui/marks.tsx";
import { isLate } from "./figures.tsx";
import { PromiseCell } from "./promise.tsx";

export function LineTable({ lines }: { lines: readonly LineView[] }) {
  const { clockOffset } = useDesk();
  const now = useServerNow(clockOffset);
  const columns = texts.supervisor.lineColumns;
  return (
    <DataTable
      label={texts.supervisor.linesCaption(percentText(promiseGoal))}
      columns={[
        { name: columns.line },
        { name: columns.hours },
        { name: columns.waiting, number: true },
        { name: columns.longest, number: true },
        { name: columns.talking, number: true },
        { name: columns.answered, number: true },
        { name: columns.abandoned, number: true },
        { name: columns.promise, number: true },
      ]}
    >
      {lines.map((line) => (
        <LineRow key={line.id} line={line} now={now} />
      ))}
    </DataTable>
  );
}

function LineRow({ line, now }: { line: LineView; now: number }) {
  const administration = useAdministration(line.administrationId);
  const late = isLate(line, now);
  return (
    <tr>
      <th scope="row">
        {line.name} {administration && <CodeTag {...administration} name={administration.name} />}
        <span className="small muted nowrap numbers"> {line.number}</span>
      </th>
      <td className="nowrap">
        <Lamp state={line.open ? "free" : "closed"} /> {line.hours}
      </td>
      <td className="number">{line.waiting}</td>
      <td className={`number ${late ? "breach" : ""}`}>
        {line.longestSince === null ? "–" : clockText(now - line.longestSince)}
        {late && (
          <span className="small"> {texts.supervisor.overTargetOf(line.answerTargetSeconds)}</span>
        )}
      </td>
      <td className="number">{line.talking}</td>
      <td className="number">
        {line.today.answered}
        <span className="muted">
          {" "}
          {texts.supervisor.of} {line.today.offered}
        </span>
      </td>
      <td className="number">{line.today.abandoned}</td>
      <td className="number">
        <PromiseCell share={promiseOf(line.today)} />
      </td>
    </tr>
  );
}
