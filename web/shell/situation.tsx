import { clockText, percentText } from "../core/format.ts";
import { promiseGoal } from "../core/promise.ts";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { useDesk } from "./session.tsx";

/** The centre in three numbers, on every page. */
export function Situation() {
  const { snapshot, clockOffset } = useDesk();
  const now = useServerNow(clockOffset);
  if (!snapshot) return null;
  const { waiting, longestSince, promiseKept } = snapshot.summary;
  const breach = promiseKept !== null && promiseKept < promiseGoal;
  return (
    <p className="situation numbers">
      <span title={texts.situation.waitingHint}>
        <b>{waiting}</b> {texts.situation.waiting(waiting)}
      </span>
      {longestSince !== null && (
        <span className="longest">
          {texts.situation.longest} <b>{clockText(now - longestSince)}</b>
        </span>
      )}
      {promiseKept !== null && (
        <span className={breach ? "breach" : ""} title={texts.situation.promiseHint}>
          <b>{percentText(promiseKept)}</b> {texts.situation.inTarget}
          {breach && (
            <>
              <Icon name="arrowDown" />
              <span className="only-spoken"> {texts.supervisor.belowGoal}</span>
            </>
          )}
        </span>
      )}
    </p>
  );
}
