import { useQuery } from "@tanstack/react-query";
import { endpoints } from "../core/endpoints.ts";
import { spanText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { DataTable } from "../ui/data-table.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";

/** How long corrections take, by administration. */
export function Figures() {
  const words = texts.editing.figures;
  const figures = useQuery({
    queryKey: ["editing-figures"],
    queryFn: endpoints.correctionFigures,
    staleTime: 0,
  });
  return (
    <Pane id="figures" title={words.title}>
      <div className="content">
        {figures.error && <Problem>{messageOf(figures.error)}</Problem>}
        {figures.data && (
          <DataTable
            compact
            label={words.title}
            caption={words.hint(figures.data.days)}
            columns={[
              { name: words.administration },
              { name: words.median, number: true },
              { name: words.corrected, number: true },
              { name: words.open, number: true },
              { name: words.reviews, number: true },
            ]}
          >
            {figures.data.administrations.map((each) => (
              <tr key={each.administrationId}>
                <th scope="row">{each.name}</th>
                <td className="number">
                  {each.medianMinutes === null
                    ? (each.withheld ?? words.none)
                    : spanText(each.medianMinutes)}
                </td>
                <td className="number">{each.corrected}</td>
                <td className="number">{each.open}</td>
                <td className="number">{each.overdueReviews}</td>
              </tr>
            ))}
          </DataTable>
        )}
      </div>
    </Pane>
  );
}
