import type { ReactNode } from "react";

export interface Column {
  name: string;
  /** Figures stand at the end of their column, one below the other. */
  number?: boolean;
}

interface Props {
  /** What the table is about, for those who do not see it. */
  label: string;
  /** In sight above the table instead. */
  caption?: ReactNode;
  compact?: boolean;
  columns: readonly Column[];
  /** The rows: each begins with a `<th scope="row">`. */
  children: ReactNode;
}

/** A table with named columns that is scrolled sideways where the screen is narrow. */
export function DataTable({ label, caption, compact = false, columns, children }: Props) {
  return (
    <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table className={compact ? "data-table compact" : "data-table"}>
        <caption className={caption === undefined ? "only-spoken" : "hint"}>
          {caption ?? label}
        </caption>
        <thead>
          <tr>
            {columns.map(({ name, number }) => (
              <th key={name} scope="col" className={number ? "number" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
