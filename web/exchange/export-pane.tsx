import { useId, useState } from "react";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Pane } from "../ui/pane.tsx";
import { downloadPath } from "./endpoints.ts";

/** All that holds today, as a file for other systems. */
export function ExportPane({ versions }: { versions: readonly string[] }) {
  const words = texts.exchange.export;
  const hintId = useId();
  const [hints, setHints] = useState(false);
  return (
    <Pane id="export" title={words.title}>
      <div className="content">
        <p className="small">{words.hint}</p>
        <div>
          <label className="check">
            <input
              type="checkbox"
              checked={hints}
              aria-describedby={hintId}
              onChange={(event) => setHints(event.target.checked)}
            />
            <span>{words.hints}</span>
          </label>
          <p className="hint" id={hintId}>
            {words.hintsHint}
          </p>
        </div>
        <div className="pair">
          {versions.map((version) => (
            <a key={version} className="button" href={downloadPath(version, hints)} download>
              <Icon name="download" />
              <span>{words.download(version)}</span>
            </a>
          ))}
        </div>
      </div>
    </Pane>
  );
}
