import type { Target } from "../core/targets.ts";
import { useAdministration } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Badge, CodeTag, Lamp } from "../ui/marks.tsx";

/** Name, office, extension, lamp and word: the same in every list of targets. */
export function TargetWords({
  target,
  asked,
  home = null,
}: {
  target: Target;
  asked: boolean;
  /** The administration that goes without saying here. */
  home?: string | null;
}) {
  const administration = useAdministration(
    target.administrationId === home ? null : target.administrationId,
  );
  return (
    <>
      <Lamp state={target.reachableNow ? "free" : "closed"} />
      <span className="target-words">
        <span className="target-name">
          {target.name}
          {administration && <CodeTag {...administration} name={administration.name} />}
        </span>
        {target.detail && (
          <span className="small muted clamped" title={target.detail}>
            {target.detail}
          </span>
        )}
        {target.confidential && (
          <span>
            <Badge tone="warn" icon="warning">
              {texts.transfer.confidential}
            </Badge>
          </span>
        )}
        {target.unsure !== undefined && (
          <span>
            <Badge tone="warn" icon="warning">
              {target.unsure}
            </Badge>
          </span>
        )}
        {asked && <span className="small target-ask">{askedAgain(target)}</span>}
      </span>
      <span className="target-end">
        <span className="numbers">{target.extension}</span>
        <span className={`small ${target.reachableNow ? "open-now" : "closed-now"}`}>
          {target.reachability}
        </span>
      </span>
    </>
  );
}

/** Why the first Enter did not connect. */
export function askedAgain(target: Target): string {
  const { again, guessedAgain, confidentialAgain, unsureAgain } = texts.transfer;
  if (!target.reachableNow) return again;
  if (target.confidential) return confidentialAgain;
  if (target.unsure !== undefined) return unsureAgain(target.unsure);
  return target.guessed ? guessedAgain : again;
}
