import type { LineView, WaitingView } from "../../src/dashboard/schema.ts";
import { byAge, isOverTarget, wishOf } from "../core/callers.ts";
import { clockText } from "../core/format.ts";
import { LifeButton } from "../shell/life-button.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { DataTable } from "../ui/data-table.tsx";

interface Props {
  waiting: readonly WaitingView[];
  lines: readonly LineView[];
  onLife: (contactId: string) => void;
}

/** R9, R13: who waits or is parked, the longest first, and why nobody has taken him yet. */
export function WaitingTable({ waiting, lines, onLife }: Props) {
  const { columns, list, nobodyAnywhere } = texts.waiting;
  const now = useServerNow(useDesk().clockOffset);
  const byId = new Map(lines.map((line) => [line.id, line]));
  if (waiting.length === 0) return <p className="content">{nobodyAnywhere}</p>;
  return (
    <DataTable
      label={list}
      columns={[
        { name: columns.place },
        { name: columns.line },
        { name: columns.state },
        { name: columns.since, number: true },
        { name: texts.life.column },
      ]}
    >
      {byAge(waiting).map((caller) => (
        <Row
          key={caller.id}
          caller={caller}
          line={byId.get(caller.lineId)}
          now={now}
          onLife={() => onLife(caller.id)}
        />
      ))}
    </DataTable>
  );
}

interface RowProps {
  caller: WaitingView;
  line: LineView | undefined;
  now: number;
  onLife: () => void;
}

function Row({ caller, line, now, onLife }: RowProps) {
  const words = texts.waiting;
  const late = isOverTarget(caller, line, now);
  const place = caller.place ?? words.placeUnknown;
  const wish = wishOf(caller);
  return (
    <tr>
      <th scope="row">
        {place}
        {caller.place !== null && !caller.placeConfirmed && (
          <span className="small muted"> {words.guessed}</span>
        )}
        <br />
        <span className="small muted nowrap numbers">{caller.number ?? words.withoutNumber}</span>
      </th>
      <td>{line?.name}</td>
      <td>
        {caller.state === "parked" ? words.parkedBy(caller.parkedBy) : words.waited}
        {caller.firstFor !== null && (
          <span className="small muted">, {words.firstFor(caller.firstFor)}</span>
        )}
        {wish !== "" && (
          <>
            <br />
            <span className="small">{wish}</span>
          </>
        )}
      </td>
      <td className={`number ${late ? "breach" : ""}`}>
        {clockText(now - caller.since)}
        {late && line && (
          <span className="small"> {words.overTarget(line.answerTargetSeconds)}</span>
        )}
      </td>
      <td>
        <LifeButton whom={`${place}, ${line?.name ?? ""}`} onOpen={onLife} />
      </td>
    </tr>
  );
}
