import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { LineView, SummaryView } from "../../src/dashboard/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { clockText, percentText, spanText } from "../core/format.ts";
import { promiseGoal } from "../core/promise.ts";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import type { IconName } from "../ui/icon-names.ts";
import { PromiseBar, Verdict } from "./promise.tsx";

interface Props {
  summary: SummaryView;
  lines: readonly LineView[];
}

/** The centre in four numbers; a breach says so in words. */
export function Figures({ summary, lines }: Props) {
  const { clockOffset } = useDesk();
  const now = useServerNow(clockOffset);
  const waited = summary.longestSince === null ? null : now - summary.longestSince;
  const late = waited !== null && lines.some((line) => isLate(line, now));
  const { promiseKept } = summary;
  const nobodyFree = summary.ready === 0 && summary.waiting > 0;
  return (
    <dl className="tiles">
      <Tile icon="waiting" name={texts.supervisor.waiting} figure={summary.waiting} />
      <Tile
        icon="timer"
        name={texts.supervisor.longest}
        figure={waited === null ? "–" : clockText(waited)}
        breach={late}
      >
        {late && <Verdict met={false} up words={texts.supervisor.overTarget} />}
      </Tile>
      <Tile
        icon="checked"
        name={texts.supervisor.promise}
        figure={promiseKept === null ? "–" : percentText(promiseKept)}
        breach={promiseKept !== null && promiseKept < promiseGoal}
      >
        {promiseKept === null ? (
          <span className="small muted">{texts.supervisor.noCallsYet}</span>
        ) : (
          <>
            <PromiseBar share={promiseKept} width={64} />
            <Verdict
              met={promiseKept >= promiseGoal}
              words={
                promiseKept >= promiseGoal ? texts.supervisor.goalMet : texts.supervisor.goalMissed
              }
            />
          </>
        )}
      </Tile>
      <Tile icon="team" name={texts.supervisor.ready} figure={summary.ready} breach={nobodyFree}>
        <span className="small muted">{texts.supervisor.ofSignedIn(summary.signedIn)}</span>
        {nobodyFree && (
          <span className="verdict missed">
            <Icon name="warning" />
            {texts.supervisor.nobodyFree(summary.waiting)}
          </span>
        )}
      </Tile>
      <Corrections />
    </dl>
  );
}

/** From "Antwort falsch / fehlt" to the corrected answer. */
function Corrections() {
  const figures = useQuery({
    queryKey: ["editing-figures"],
    queryFn: endpoints.correctionFigures,
    staleTime: 0,
    refetchInterval: 60_000,
  });
  if (!figures.data) return null;
  const { total } = figures.data;
  return (
    <Tile
      icon="history"
      name={texts.supervisor.corrections}
      figure={total.medianMinutes === null ? "–" : spanText(total.medianMinutes)}
    >
      <span className="small muted">
        {texts.supervisor.correctionsFoot(total.withheld, total.corrected, total.open)}
      </span>
    </Tile>
  );
}

/** Whether somebody on this line waits longer than was promised. */
export function isLate(line: LineView, now: number): boolean {
  return line.longestSince !== null && now - line.longestSince > line.answerTargetSeconds * 1_000;
}

function Tile({
  icon,
  name,
  figure,
  breach = false,
  children,
}: {
  icon: IconName;
  name: string;
  figure: ReactNode;
  breach?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={`tile ${breach ? "breach" : ""}`}>
      <dt>
        <Icon name={icon} /> {name}
      </dt>
      <dd className="figure">{figure}</dd>
      {children && <dd className="tile-foot">{children}</dd>}
    </div>
  );
}
