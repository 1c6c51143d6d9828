import { useQuery } from "@tanstack/react-query";
import type { LineSettingsReply } from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Problem } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { describeChange } from "./describe-change.ts";

/** Who changed what, and when, in words. */
export function LineHistory({ line }: { line: LineSettingsReply }) {
  const words = texts.settings.history;
  const now = useServerNow(useDesk().clockOffset);
  const { data, error } = useQuery({
    queryKey: ["line-history", line.id],
    queryFn: () => endpoints.lineHistory(line.id),
  });
  return (
    <Pane id="history" title={words.title} tabIndex={0}>
      <div className="content">
        {error && <Problem>{messageOf(error)}</Problem>}
        {data?.changes.length === 0 && <p className="muted">{words.empty}</p>}
        {data && data.changes.length > 0 && (
          <ol className="history">
            {data.changes.map((change) => (
              <li key={change.id}>
                <p className="small muted">
                  <time dateTime={change.at}>{momentText(change.at, now)}</time>, {change.by}
                </p>
                {describeChange(change, now).map((sentence) => (
                  <p key={sentence}>{sentence}</p>
                ))}
                {change.reason !== "" && <p className="muted">{words.reason(change.reason)}</p>}
              </li>
            ))}
          </ol>
        )}
      </div>
    </Pane>
  );
}
