import type { CallbackView, LineView } from "../../src/dashboard/schema.ts";
import { attemptsText, byPlace, matterText, waitsForText } from "../core/callbacks.ts";
import { momentText } from "../core/format.ts";
import { CallbackActions } from "../shell/callback-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { LifeButton } from "../shell/life-button.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";
import { EndedCallbacks } from "./ended-callbacks.tsx";

interface Props {
  callbacks: readonly CallbackView[];
  lines: readonly LineView[];
  onLife: (contactId: string) => void;
}

/** R11: every open callback, and how those of today have ended. */
export function CallbackTable({ callbacks, lines, onLife }: Props) {
  const words = texts.callback;
  const sum = (of: (line: LineView) => number) => lines.reduce((all, line) => all + of(line), 0);
  const wished = sum((line) => line.callbacksToday.wished);
  const reached = sum((line) => line.callbacksToday.reached);
  const notReached = sum((line) => line.callbacksToday.notReached);
  return (
    <>
      <div className="content callbacks-head">
        <p className="small muted">{words.today(wished, reached, notReached)}</p>
        {callbacks.length === 0 && <p>{words.none}</p>}
      </div>
      <CommandNote near="callbacks" />
      {callbacks.length > 0 && <Table callbacks={callbacks} lines={lines} onLife={onLife} />}
      <EndedCallbacks pendingIds={callbacks.map(({ id }) => id)} />
    </>
  );
}

function Table({ callbacks, lines, onLife }: Props) {
  const { columns, list, whoWished } = texts.callback;
  const now = useServerNow(useDesk().clockOffset);
  const names = new Map(lines.map((line) => [line.id, line.name]));
  return (
    <DataTable
      label={list}
      columns={[
        { name: columns.number },
        { name: columns.line },
        { name: columns.asked },
        { name: columns.state },
        { name: columns.matter },
        { name: columns.act },
      ]}
    >
      {byPlace(callbacks).map((callback) => (
        <tr key={callback.id}>
          <th scope="row" className="numbers">
            {callback.number}
          </th>
          <td>{names.get(callback.lineId)}</td>
          <td>
            {momentText(callback.askedAt, now)}
            <br />
            <span className="small muted">{whoWished(callback.promisedBy)}</span>
          </td>
          <td>
            {waitsForText(callback, now)}
            {attemptsText(callback).map((words) => (
              <span key={words} className="small muted">
                <br />
                {words}
              </span>
            ))}
          </td>
          <td>{matterText(callback) || "–"}</td>
          <td>
            <div className="callback-row-end">
              <CallbackActions callback={callback} />
              <LifeButton whom={callback.number} onOpen={() => onLife(callback.id)} />
            </div>
          </td>
        </tr>
      ))}
    </DataTable>
  );
}
