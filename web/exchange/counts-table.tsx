import type { Outcome } from "../../src/knowledge/exchange/schema.ts";
import { texts } from "../texts.ts";
import { DataTable } from "../ui/data-table.tsx";

/** What a file holds, and what would become of it here. */
export function CountsTable({ counts }: { counts: Outcome["counts"] }) {
  const words = texts.exchange.counts;
  const missing = counts.some((each) => each.missing > 0);
  const ignored = counts.filter((each) => each.ignoredNames.length > 0);
  return (
    <>
      <DataTable
        compact
        label={words.caption}
        columns={[
          { name: words.kind },
          { name: words.read, number: true },
          { name: words.created, number: true },
          { name: words.updated, number: true },
          { name: words.unchanged, number: true },
          { name: words.ignored, number: true },
          { name: words.missing, number: true },
        ]}
      >
        {counts.map((each) => (
          <tr key={each.kind}>
            <th scope="row">{each.kind}</th>
            <td className="number">{each.read}</td>
            <td className="number">{each.created}</td>
            <td className="number">{each.changed - each.created}</td>
            <td className="number">{each.unchanged}</td>
            <td className="number">{each.ignored}</td>
            <td className="number">{each.missing}</td>
          </tr>
        ))}
      </DataTable>
      {missing && <p className="hint">{words.missingHint}</p>}
      {ignored.length > 0 && <p className="hint">{words.ignoredHint}</p>}
      {ignored.map((each) => (
        <details key={each.kind} className="small">
          <summary>{words.ignoredNames(each.kind)}</summary>
          <ul className="ignored-names">
            {each.ignoredNames.map((name) => (
              <li key={name}>{name}</li>
            ))}
            {each.ignored > each.ignoredNames.length && (
              <li className="muted">{words.more(each.ignored - each.ignoredNames.length)}</li>
            )}
          </ul>
        </details>
      ))}
    </>
  );
}
