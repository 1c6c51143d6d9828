import { useQuery } from "@tanstack/react-query";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { editingEndpoints } from "./endpoints.ts";

const hourFormat = new Intl.NumberFormat("de-DE", { maximumFractionDigits: 1 });

/** How long corrections take, by administration. */
export function Figures() {
  const words = texts.editing.figures;
  const figures = useQuery({
    queryKey: ["editing-figures"],
    queryFn: editingEndpoints.figures,
    staleTime: 0,
  });
  return (
    <Pane id="figures" title={words.title}>
      <div className="content">
        {figures.error && <Problem>{messageOf(figures.error)}</Problem>}
        {figures.data && (
          <div className="table-scroll">
            <table className="data-table compact">
              <caption className="hint">{words.hint(figures.data.days)}</caption>
              <thead>
                <tr>
                  <th scope="col">{words.administration}</th>
                  <th scope="col" className="number">
                    {words.median}
                  </th>
                  <th scope="col" className="number">
                    {words.corrected}
                  </th>
                  <th scope="col" className="number">
                    {words.open}
                  </th>
                  <th scope="col" className="number">
                    {words.reviews}
                  </th>
                </tr>
              </thead>
              <tbody>
                {figures.data.administrations.map((each) => (
                  <tr key={each.administrationId}>
                    <th scope="row">{each.name}</th>
                    <td className="number">
                      {each.medianMinutes === null ? words.none : durationText(each.medianMinutes)}
                    </td>
                    <td className="number">{each.corrected}</td>
                    <td className="number">{each.open}</td>
                    <td className="number">{each.overdueReviews}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
    </Pane>
  );
}

/** "45 min", "3,5 h", "2,1 Tage" */
function durationText(minutes: number): string {
  const words = texts.editing.figures;
  if (minutes < 90) return words.minutes(Math.max(1, Math.round(minutes)));
  if (minutes < 48 * 60) return words.hours(hourFormat.format(minutes / 60));
  return words.days(hourFormat.format(minutes / 1440));
}
