import type { CallbackView } from "../../src/dashboard/schema.ts";
import { byPlace, historyTexts, matterText, waitsForText } from "../core/callbacks.ts";
import { CallbackActions } from "../shell/callback-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { useDeskParts } from "./desk-context.tsx";

/**
 * R11: who is to be called back on one's own lines; nothing at all when there is nobody. Folded
 * while there is a call: that needs the room.
 */
export function CallbackList({ callbacks }: { callbacks: readonly CallbackView[] }) {
  const { snapshot, clockOffset } = useDesk();
  const { contact } = useDeskParts();
  const now = useServerNow(clockOffset);
  if (callbacks.length === 0) return null;
  const lines = new Map(snapshot?.lines.map((line) => [line.id, line.name]));
  const counted = texts.callback.count(callbacks.length);
  return (
    <details className="callbacks" open={contact === null}>
      <summary>
        <Icon name="recall" />
        {counted}
        <Icon name="chevron" />
      </summary>
      <CommandNote near="callbacks" />
      <ul className="scroll" aria-label={counted}>
        {byPlace(callbacks).map((callback) => (
          <li key={callback.id}>
            <div>
              <p>
                <span className="strong numbers">{callback.number}</span> {callback.place}
              </p>
              <p className="small">{waitsForText(callback, now)}</p>
              <p className="small muted">
                {[lines.get(callback.lineId), ...historyTexts(callback, now)].join(" · ")}
              </p>
              {matterText(callback) !== "" && <p className="small">{matterText(callback)}</p>}
            </div>
            <CallbackActions callback={callback} compact />
          </li>
        ))}
      </ul>
    </details>
  );
}
