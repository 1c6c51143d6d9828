import type { LineView, WaitingView } from "../../src/dashboard/schema.ts";
import { isOverTarget, wishOf } from "../core/callers.ts";
import { clockText, listText } from "../core/format.ts";
import { useAdministration } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { CodeTag } from "../ui/marks.tsx";

const tintOfNobody = 5;

interface Props {
  id: string;
  caller: WaitingView;
  line: LineView | undefined;
  chosen: boolean;
  /** What the caller needs and this person cannot do. */
  lacking: readonly string[];
  /** Whether this person can take the caller now. */
  takeable: boolean;
  now: number;
  onTake: () => void;
}

/** Line, place, number, concern, how long: one caller who can be fetched, told from the others. */
export function WaitingRow({ id, caller, line, chosen, lacking, takeable, now, onTake }: Props) {
  const parked = caller.state === "parked";
  const words = texts.waiting;
  return (
    <li
      id={id}
      role="option"
      aria-selected={chosen}
      aria-disabled={lacking.length > 0}
      className="waiting-row"
      onClick={onTake}
    >
      <LineTag line={line} lineId={caller.lineId} />
      <span className="waiting-words">
        <span className="only-spoken">{line?.name} </span>
        <span>
          <span className="strong">{caller.place ?? words.placeUnknown}</span>
          {caller.place !== null && !caller.placeConfirmed && (
            <span className="small muted"> {words.guessed}</span>
          )}
        </span>
        <span className="small">
          <span className="numbers">{caller.number ?? words.withoutNumber}</span>
          {!parked && line && (
            <>
              {" · "}
              <AgainstTarget line={line} over={isOverTarget(caller, line, now)} />
            </>
          )}
        </span>
        <Whose caller={caller} />
        <Wish caller={caller} />
        {caller.requiredSkills.length > 0 && <Sought caller={caller} lacking={lacking} />}
      </span>
      <span className="waiting-end numbers">
        <span className="strong">
          <span className="only-spoken">{parked ? words.parkedFor : words.waited} </span>
          {clockText(now - caller.since)}
        </span>
        {caller.comesBackAt !== null && (
          <span className="small muted" title={words.comesBackIn}>
            <Icon name="undo" />
            <span className="only-spoken">{words.comesBackIn} </span>
            {clockText(caller.comesBackAt - now)}
          </span>
        )}
      </span>
      {takeable && (
        <span className="waiting-act" title={parked ? words.retrieve : words.pull}>
          <Icon name={parked ? "recall" : "accept"} />
          <span className="only-spoken">{parked ? words.retrieve : words.pull}</span>
        </span>
      )}
    </li>
  );
}

/** Who has parked him, and for whom he waits first. */
function Whose({ caller }: { caller: WaitingView }) {
  const words = texts.waiting;
  const parts = [
    caller.state === "parked" ? words.parkedBy(caller.parkedBy) : null,
    caller.firstFor && words.firstFor(caller.firstFor),
  ].filter(Boolean);
  return parts.length === 0 ? null : <span className="small muted">{parts.join(" · ")}</span>;
}

/** What is noted as his concern, so that whoever fetches him knows whom he fetches. */
function Wish({ caller }: { caller: WaitingView }) {
  const wish = wishOf(caller);
  if (wish === "") return null;
  return (
    <span className="small one-line" title={wish}>
      {wish}
    </span>
  );
}

/** What the caller needs, and why somebody cannot take him. */
function Sought({ caller, lacking }: { caller: WaitingView; lacking: readonly string[] }) {
  return (
    <span className="small">
      {texts.waiting.sought(listText(caller.requiredSkills))}
      {lacking.length > 0 && (
        <span className="muted"> · {texts.waiting.lacking(listText(lacking))}</span>
      )}
    </span>
  );
}

/** What the line has promised, and in words and a mark when it is broken. */
function AgainstTarget({ line, over }: { line: LineView; over: boolean }) {
  const seconds = line.answerTargetSeconds;
  return over ? (
    <span className="over-target">
      <Icon name="warning" /> {texts.waiting.overTarget(seconds)}
    </span>
  ) : (
    <span className="muted">{texts.waiting.target(seconds)}</span>
  );
}

/** The switchboard's administration, or the number that is everybody's. */
function LineTag({ line, lineId }: { line: LineView | undefined; lineId: string }) {
  const administration = useAdministration(line?.administrationId ?? null);
  if (administration) return <CodeTag {...administration} name={line?.name ?? lineId} />;
  const code = line?.kind === "switchboard" ? line.name : "115";
  return <CodeTag code={code} name={line?.name ?? lineId} tint={tintOfNobody} />;
}
