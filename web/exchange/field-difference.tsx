import type { ProposalView } from "../../src/knowledge/exchange/schema.ts";
import { WordDiff } from "../editing/word-diff.tsx";
import { texts } from "../texts.ts";
import { Badge } from "../ui/marks.tsx";
import type { DiffView } from "./run-page.tsx";

interface Props {
  field: ProposalView["fields"][number];
  view: DiffView;
  /** What became of it. */
  fate: Fate;
  /** Null: there is nothing to choose. */
  take: boolean | null;
  onTake: (take: boolean) => void;
}

export type Fate = "open" | "marked" | "taken" | "left" | "unknown";

const fateTones = { open: "info", marked: "info", taken: "good", left: "" } as const;
const fateIcons = { open: "edit", marked: "review", taken: "check", left: "close" } as const;

/** One field: what is said here, and what the source says. */
export function FieldDifference({ field, view, fate, take, onTake }: Props) {
  const words = texts.exchange.proposal;
  const [here, there] = [linesOf(field.local), linesOf(field.incoming)];
  return (
    <div className="field-difference">
      <div className="field-head">
        {take === null ? (
          <h4>{field.label}</h4>
        ) : (
          <label className="check">
            <input
              type="checkbox"
              checked={take}
              onChange={(event) => onTake(event.target.checked)}
            />
            <span className="strong">{field.label}</span>
            <span className="only-spoken">{words.take}</span>
          </label>
        )}
        {field.conflict && (
          <>
            <Badge tone="warn" icon="warning">
              {texts.exchange.run.conflict}
            </Badge>
            <span className="hint">{texts.exchange.run.conflictHint}</span>
          </>
        )}
        {field.firstMet && fate === "open" && (
          <>
            <Badge icon="info">{texts.exchange.run.differs}</Badge>
            <span className="hint">{texts.exchange.run.differsHint}</span>
          </>
        )}
        {fate !== "unknown" && (
          <Badge tone={fateTones[fate]} icon={fateIcons[fate]}>
            {words.fates[fate]}
          </Badge>
        )}
      </div>
      {view === "word" && Array.isArray(field.local) && Array.isArray(field.incoming) ? (
        <LineDiff before={field.local} after={field.incoming} />
      ) : view === "word" && here !== "" ? (
        <WordDiff before={here} after={there} />
      ) : (
        <dl className="side-by-side">
          <div>
            <dt>{words.here}</dt>
            <dd>{here === "" ? <span className="muted">{words.nothingHere}</span> : here}</dd>
          </div>
          <div>
            <dt>{words.there}</dt>
            <dd>{there}</dd>
          </div>
        </dl>
      )}
    </div>
  );
}

/** Of a list only what goes and comes, entry by entry; what is alike on both sides is counted. */
function LineDiff({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const words = texts.editing.differences;
  const alike = after.filter((line) => before.includes(line)).length;
  const gone = before.filter((line) => !after.includes(line));
  const fresh = after.filter((line) => !before.includes(line));
  const entries = [
    ...gone.map((line) => ({ line, Mark: "del" as const, spoken: words.removed })),
    ...fresh.map((line) => ({ line, Mark: "ins" as const, spoken: words.added })),
  ];
  return (
    <>
      <ul className="word-diff">
        {entries.map(({ line, Mark, spoken }) => (
          <li key={`${Mark} ${line}`}>
            <Mark>
              <span className="only-spoken">{spoken} </span>
              {line}
            </Mark>
          </li>
        ))}
      </ul>
      {alike > 0 && <p className="hint">{texts.exchange.proposal.unchanged(alike)}</p>}
    </>
  );
}

function linesOf(words: string | readonly string[] | null): string {
  return words === null ? "" : typeof words === "string" ? words : words.join("\n");
}
