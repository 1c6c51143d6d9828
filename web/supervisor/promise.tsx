import { percentText } from "../core/format.ts";
import { promiseGoal } from "../core/promise.ts";
import { Icon } from "../ui/icon.tsx";

/** Arrow and word: never colour alone. */
export function Verdict({
  met,
  words,
  up = met,
}: {
  met: boolean;
  words: string;
  /** Where the arrow points: a waiting time that is too long goes up. */
  up?: boolean;
}) {
  return (
    <span className={`verdict ${met ? "met" : "missed"}`}>
      <Icon name={up ? "arrowUp" : "arrowDown"} />
      {words}
    </span>
  );
}

/** The share as a bar, with a mark where the goal lies; the number stands beside it. */
export function PromiseBar({ share, width }: { share: number; width: number }) {
  const goal = promiseGoal * width;
  return (
    <svg
      className={`promise-bar ${share < promiseGoal ? "missed" : ""}`}
      width={width}
      height="14"
      viewBox={`0 0 ${width} 14`}
      aria-hidden="true"
    >
      <rect className="track" x="0" y="4" width={width} height="6" rx="3" />
      <rect className="bar" x="0" y="4" width={Math.min(1, share) * width} height="6" rx="3" />
      <line className="goal" x1={goal} x2={goal} y1="0" y2="14" strokeWidth="2" />
    </svg>
  );
}

export function PromiseCell({ share }: { share: number | null }) {
  if (share === null) return <span className="muted">–</span>;
  const met = share >= promiseGoal;
  return (
    <span className="promise">
      <PromiseBar share={share} width={90} />
      <Verdict met={met} words={percentText(share)} />
    </span>
  );
}
