/** What has to be written so that a table holds `wanted`, and nothing else. */
export interface RowChanges<Row> {
  created: Row[];
  updated: Row[];
  /** Keys of stored rows that the files no longer hold. */
  missing: string[];
  unchangedCount: number;
}

/** Compares by value; the order of fields does not matter, the order inside lists does. */
export function compareRows<Row extends object>(
  wanted: readonly Row[],
  stored: readonly Row[],
  keyOf: (row: Row) => string,
): RowChanges<Row> {
  const before = new Map(stored.map((row) => [keyOf(row), canonical(row)]));
  const changes: RowChanges<Row> = { created: [], updated: [], missing: [], unchangedCount: 0 };
  for (const row of wanted) {
    const key = keyOf(row);
    const old = before.get(key);
    before.delete(key);
    if (old === undefined) changes.created.push(row);
    else if (old === canonical(row)) changes.unchangedCount += 1;
    else changes.updated.push(row);
  }
  changes.missing.push(...before.keys());
  return changes;
}

export function isEmptyChange<Row>(changes: RowChanges<Row>): boolean {
  return changes.created.length + changes.updated.length + changes.missing.length === 0;
}

/** Equal as stored values: the order of fields does not matter. */
export function sameValue(left: unknown, right: unknown): boolean {
  return canonical(left) === canonical(right);
}

/** JSON with sorted keys: PostgreSQL's jsonb gives the keys back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, each]) => each !== undefined)
            .toSorted(([left], [right]) => (left < right ? -1 : 1)),
        )
      : part,
  );
}
