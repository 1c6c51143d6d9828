import type { OpenPoint } from "../../src/knowledge/editing/schema.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { fieldId } from "./form-context.ts";
import type { LivePoints } from "./use-open-points.ts";
import { fieldName } from "./word-diff.tsx";

/** What would refuse the release, live, and what is worth a look. */
export function PointsPanel({ points: { reply, current } }: { points: LivePoints }) {
  const words = texts.editing.points;
  if (!reply) return <p className="muted">{words.checking}</p>;
  const { problems, hints } = reply;
  return (
    <div className="content" aria-busy={!current}>
      {problems.length === 0 ? (
        <p className="verdict met">
          <Icon name="checked" /> {words.none}
        </p>
      ) : (
        <PointList title={words.problems} points={problems} tone="bad" />
      )}
      {hints.length > 0 && <PointList title={words.hints} points={hints} tone="warn" />}
    </div>
  );
}

interface ListProps {
  title: string;
  points: readonly OpenPoint[];
  tone: "bad" | "warn";
}

function PointList({ title, points, tone }: ListProps) {
  return (
    <section>
      <h3 className="overline">{title}</h3>
      <ul className={`point-list ${tone}`}>
        {points.map((point) => (
          <li key={`${point.field} ${point.message}`}>
            <Icon name={tone === "bad" ? "alert" : "hint"} />
            <span>{point.message}</span>
            <GoTo field={point.field} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Only fields can be gone to. */
function GoTo({ field }: { field: string }) {
  if (field === "targets" || field === "base") return null;
  return (
    <Button
      tone="quiet"
      className="small"
      onClick={() => document.getElementById(fieldId(field))?.focus()}
    >
      {texts.editing.points.goTo(fieldName(field))}
    </Button>
  );
}
