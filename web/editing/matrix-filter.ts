import type { CellState, EditingMatrix } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";

export type MatrixRow = EditingMatrix["rows"][number];
export type MatrixCell = MatrixRow["cells"][number];
export type StatusFilter = CellState | "reported";

/** What of the matrix is shown: in the address, so that a reload finds it again. */
export interface MatrixSearch {
  q?: string;
  zustand?: StatusFilter;
  thema?: string;
  /** Section that the state is looked for in; missing: in all. */
  antwort?: string;
  meine?: true;
}

export const statusFilters = [...Object.keys(texts.editing.states), "reported"] as StatusFilter[];

export function validateMatrixSearch(search: Record<string, unknown>): MatrixSearch {
  const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
  const zustand = statusFilters.find((each) => each === search["zustand"]);
  const found: MatrixSearch = {
    q: text(search["q"]),
    zustand,
    thema: text(search["thema"]),
    antwort: text(search["antwort"]),
    meine: search["meine"] === true ? true : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as MatrixSearch;
}

/**
 * The rows that fit: every word in name, everyday words or topic; state and "mine" in one cell.
 * @param ranking what the desks' search finds for the words, best first; these rows lead
 */
export function filterRows(
  { rows, sections }: EditingMatrix,
  { q = "", zustand, thema, antwort, meine }: MatrixSearch,
  ranking: readonly string[],
): MatrixRow[] {
  const rank = new Map(ranking.map((slug, index) => [slug, index]));
  const rankOf = ({ slug }: MatrixRow) => rank.get(slug) ?? ranking.length;
  const words = fold(q).split(/\s+/).filter(Boolean);
  const column = sections.findIndex((each) => each.section === antwort);
  const fitting = rows.filter((row) => {
    if (thema !== undefined && row.category !== thema) return false;
    const text = fold([row.name, row.category, ...row.synonyms].join(" "));
    if (!rank.has(row.slug) && !words.every((word) => text.includes(word))) return false;
    if (zustand === undefined && meine === undefined) return true;
    const cells = column < 0 ? row.cells : row.cells.slice(column, column + 1);
    return cells.some((cell) => hasStatus(cell, zustand) && (!meine || cell.mine));
  });
  return fitting.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function hasStatus(cell: MatrixCell, status: StatusFilter | undefined): boolean {
  if (status === undefined) return true;
  return status === "reported" ? cell.tasks > 0 : cell.states.includes(status);
}

export function topicsOf(rows: readonly MatrixRow[]): string[] {
  return [...new Set(rows.map((row) => row.category))].toSorted((a, b) => a.localeCompare(b, "de"));
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss");
}
