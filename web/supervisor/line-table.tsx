import type { LineView } from "../../src/dashboard/schema.ts";
import { clockText, percentText } from "../core/format.ts";
import { promiseGoal, promiseOf } from "../core/promise.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { CodeTag, Lamp } from "../ui/marks.tsx";
import { isLate } from "./figures.tsx";
import { PromiseCell } from "./promise.tsx";

export function LineTable({ lines }: { lines: readonly LineView[] }) {
  const { clockOffset } = useDesk();
  const now = useServerNow(clockOffset);
  const columns = texts.supervisor.lineColumns;
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={texts.supervisor.lines}>
      <table className="data-table">
        <caption className="only-spoken">
          {texts.supervisor.linesCaption(percentText(promiseGoal))}
        </caption>
        <thead>
          <tr>
            <th scope="col">{columns.line}</th>
            <th scope="col">{columns.hours}</th>
            <th scope="col" className="number">
              {columns.waiting}
            </th>
            <th scope="col" className="number">
              {columns.longest}
            </th>
            <th scope="col" className="number">
              {columns.talking}
            </th>
            <th scope="col" className="number">
              {columns.answered}
            </th>
            <th scope="col" className="number">
              {columns.abandoned}
            </th>
            <th scope="col" className="number">
              {columns.promise}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <LineRow key={line.id} line={line} now={now} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LineRow({ line, now }: { line: LineView; now: number }) {
  const administration = useAdministration(line.administrationId);
  const late = isLate(line, now);
  return (
    <tr>
      <th scope="row">
        {line.name} {administration && <CodeTag {...administration} name={administration.name} />}
        <br />
        <span className="small muted numbers">{line.number}</span>
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
