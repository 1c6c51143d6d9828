import { fromEscalation } from "../core/targets.ts";
import { useAdministration } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { CodeTag } from "../ui/marks.tsx";
import { Pane } from "../ui/pane.tsx";
import { AskBack } from "./ask-back.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { TargetWords } from "./target-row.tsx";

/** The targets of the open answer, one press away from the call. */
export function FittingOffices() {
  const { lookup, talking, asked, transfer, unsure } = useDeskParts();
  const targets = (lookup.detail?.escalation ?? [])
    .map((target) => fromEscalation(target, unsure))
    .filter((target) => target !== null);
  // What is shown until the next answer has come are the offices of another place or service.
  const pressable = talking && lookup.current !== null;
  const question = lookup.detail?.question ?? null;
  const administration = useAdministration(targets[0]?.administrationId ?? null);
  return (
    <Pane
      id="offices"
      title={texts.offices.fitting}
      aside={administration && <CodeTag {...administration} name={administration.name} />}
    >
      {question && (
        <div className="content">
          <AskBack question={question} />
        </div>
      )}
      {targets.length === 0 ? (
        question === null && (
          <p className="empty small">
            {lookup.detail ? texts.offices.needPlace : texts.offices.needAnswer}
          </p>
        )
      ) : (
        <ul className="scroll office-list">
          {targets.map((target) => (
            <li key={target.key}>
              <button
                type="button"
                className="target"
                aria-disabled={!pressable}
                onClick={() => lookup.current && void transfer(target)}
              >
                <span className="only-spoken">{texts.transfer.connectWith} </span>
                <TargetWords
                  target={target}
                  asked={asked === target.key}
                  home={administration?.id ?? null}
                />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Pane>
  );
}
