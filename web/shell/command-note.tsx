import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Problem } from "../ui/marks.tsx";
import { useCallActions, type Near } from "./call-actions.tsx";

/** What becomes of the command given here: still on its way, or refused with the reason. */
export function CommandNote({ near }: { near: Near | readonly Near[] }) {
  const { problem, sending } = useCallActions();
  const here = (place: Near) => (typeof near === "string" ? near === place : near.includes(place));
  if (sending.some(here)) {
    return (
      <p className="sending">
        <Icon name="timer" />
        {texts.errors.sending}
      </p>
    );
  }
  return problem && here(problem.near) ? <Problem>{problem.message}</Problem> : null;
}
