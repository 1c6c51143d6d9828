import { Link } from "@tanstack/react-router";
import type { CSSProperties } from "react";
import type { EditingMatrix } from "../../src/knowledge/editing/schema.ts";
import { dayText } from "../core/format.ts";
import { useAdministration } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { CodeTag } from "../ui/marks.tsx";
import type { MatrixCell, MatrixRow } from "./matrix-filter.ts";
import { overview } from "./last-place.ts";
import { StateMark } from "./state-marks.tsx";
import { useGridFocus } from "./use-grid-focus.ts";
import type { GridPosition } from "./use-grid-focus.ts";
import { focusSoon } from "./use-refresh.ts";
import { useVisibleRows } from "./use-visible-rows.ts";

const rowPixels = 52;
const headPixels = 40;
const gridId = "matrix";

interface Props {
  sections: EditingMatrix["sections"];
  rows: readonly MatrixRow[];
}

const cellId = ({ row, column }: GridPosition) => `cell-${row}-${column}`;

/** From the search field down to its best hit. */
export function enterGrid(): void {
  document.getElementById(gridId)?.scrollTo({ top: 0 });
  focusSoon(cellId({ row: 0, column: 0 }));
}

/** Services × answers as an ARIA grid; only the rows in sight are drawn. */
export function MatrixGrid({ sections, rows }: Props) {
  const {
    scroller,
    rows: drawn,
    rowsInSight,
    show,
  } = useVisibleRows(rows.length, rowPixels, headPixels);
  const focus = useGridFocus({
    rows: rows.length,
    columns: sections.length,
    pageRows: Math.max(1, rowsInSight - 1),
    show,
    cellId,
    start: startOf(sections, rows),
  });
  const words = texts.editing.matrix;
  const columns = {
    gridTemplateColumns: `minmax(220px, 2fr) repeat(${sections.length}, minmax(128px, 1fr))`,
  };
  return (
    <div ref={scroller} id={gridId} className="matrix">
      <table
        role="grid"
        aria-label={words.caption}
        aria-rowcount={rows.length + 1}
        aria-colcount={sections.length + 1}
        aria-describedby="matrix-keys"
        onKeyDown={focus.onKey}
      >
        <thead>
          <tr className="matrix-row matrix-head" aria-rowindex={1} style={columns}>
            <th scope="col" aria-colindex={1}>
              {words.service}
            </th>
            {sections.map((section, index) => (
              <th key={section.section} scope="col" aria-colindex={index + 2}>
                <SectionName {...section} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="matrix-body" style={{ blockSize: rows.length * rowPixels }}>
          {drawn.map((index) => (
            <Row
              key={rows[index]?.slug}
              row={rows[index]}
              index={index}
              columns={columns}
              sections={sections}
              stop={focus.position}
              onFocus={focus.take}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The answer that somebody comes back from. */
function startOf(sections: Props["sections"], rows: Props["rows"]): GridPosition | null {
  const last = overview.place();
  if (last === null) return null;
  const row = rows.findIndex(({ slug }) => slug === last.slug);
  const column = sections.findIndex(({ section }) => section === last.section);
  return { row: row < 0 ? last.row : row, column };
}

interface RowProps {
  row: MatrixRow | undefined;
  index: number;
  columns: CSSProperties;
  sections: EditingMatrix["sections"];
  stop: GridPosition;
  onFocus: (position: GridPosition) => void;
}

function Row({ row, index, columns, sections, stop, onFocus }: RowProps) {
  if (!row) return null;
  return (
    <tr
      className="matrix-row"
      aria-rowindex={index + 2}
      style={{ ...columns, insetBlockStart: index * rowPixels, blockSize: rowPixels }}
    >
      <th scope="row" aria-colindex={1} className="matrix-service">
        <span className="name">{row.name}</span>
        <span className="small muted">{row.category}</span>
      </th>
      {row.cells.map((cell, column) => (
        <Cell
          key={sections[column]?.section}
          row={row}
          cell={cell}
          section={sections[column]}
          position={{ row: index, column }}
          isStop={stop.row === index && stop.column === column}
          onFocus={onFocus}
        />
      ))}
    </tr>
  );
}

function SectionName({ section, name, code, mayWrite }: EditingMatrix["sections"][number]) {
  const administration = useAdministration(section);
  return (
    <>
      {administration ? (
        <CodeTag code={code} name={name} tint={administration.tint} />
      ) : (
        <span>{name}</span>
      )}
      {administration && <span className="section-name">{name}</span>}
      {!mayWrite && (
        <>
          <Icon name="lock" />
          <span className="only-spoken">{texts.editing.readOnly}</span>
        </>
      )}
    </>
  );
}

interface CellProps {
  row: MatrixRow;
  cell: MatrixCell;
  section: EditingMatrix["sections"][number] | undefined;
  position: GridPosition;
  isStop: boolean;
  onFocus: (position: GridPosition) => void;
}

function Cell({ row, cell, section, position, isStop, onFocus }: CellProps) {
  if (!section) return null;
  const [first, ...more] = cell.states;
  const words = texts.editing;
  return (
    <td aria-colindex={position.column + 2} className="matrix-cell">
      <Link
        id={cellId(position)}
        to="/redaktion/antwort/$slug/$section"
        params={{ slug: row.slug, section: section.section }}
        tabIndex={isStop ? 0 : -1}
        data-mine={cell.mine}
        onFocus={() => onFocus(position)}
        onClick={() =>
          overview.standAt({ slug: row.slug, section: section.section, row: position.row })
        }
      >
        <span className="only-spoken">
          {row.name}, {section.name}:
        </span>
        {first && <StateMark state={first} detail={detailOf(first, cell)} />}
        {(more.length > 0 || cell.tasks > 0) && (
          <span className="answer-states">
            {more.map((state) => (
              <StateMark
                key={state}
                state={state}
                detail={state === "scheduled" && cell.from ? words.from(dayText(cell.from)) : null}
              />
            ))}
            {cell.tasks > 0 && (
              <span className="answer-state" data-answer-state="reported">
                <Icon name="flag" />
                {words.reported(cell.tasks)}
              </span>
            )}
          </span>
        )}
      </Link>
    </td>
  );
}

function detailOf(state: MatrixCell["states"][number], { due }: MatrixCell): string | null {
  if (due === null || (state !== "expiring" && state !== "overdue")) return null;
  return dayText(due);
}
