import { useEffect, useRef } from "react";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { nextTarget } from "../core/targets.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { texts } from "../texts.ts";

/**
 * What must be asked, or else who is responsible; null before the place is known.
 * @param presumption what the decision rests on as long as nobody has confirmed it
 */
export function decisionWords(
  { question, responsibility, escalation }: ServiceDetail,
  presumption: string | null,
) {
  if (responsibility === null) return question ? texts.offices.asks(question) : null;
  const next = nextTarget(escalation);
  if (presumption !== null) return `${presumption} ${responsibility.reason}`;
  if (!next || next.kind === "ticket") return responsibility.reason;
  return `${responsibility.reason} ${texts.transfer.connectWith} ${next.name}.`;
}

/**
 * Says what a place or a case has decided in the answer that is open. What another answer says is
 * heard when it is noted.
 */
export function useSpokenDecision(detail: ServiceDetail, presumption: string | null): void {
  const { whisper } = useAnnouncer();
  const words = decisionWords(detail, presumption);
  const said = useRef(words);
  useEffect(() => {
    if (words === said.current) return;
    said.current = words;
    if (words !== null) whisper(words);
  }, [words, whisper]);
}
