import type { CallbackView } from "../../src/dashboard/schema.ts";
import { byPlace, historyTexts, waitsForText } from "../core/callbacks.ts";
import { CallbackActions } from "../shell/callback-actions.tsx";
import { CommandNote } from "../shell/command-note.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";

/** R11: who is to be called back on one's own lines; nothing at all when there is nobody. */
export function CallbackList({ callbacks }: { callbacks: readonly CallbackView[] }) {
  const { snapshot, clockOffset } = useDesk();
  const now = useServerNow(clockOffset);
  if (callbacks.length === 0) return null;
  const lines = new Map(snapshot?.lines.map((line) => [line.id, line.name]));
  return (
    <div className="callbacks">
      <h3 className="overline" id="callbacks-title">
        <Icon name="recall" /> {texts.callback.count(callbacks.length)}
      </h3>
      <CommandNote near="callbacks" />
      <ul className="scroll" aria-labelledby="callbacks-title">
        {byPlace(callbacks).map((callback) => (
          <li key={callback.id}>
            <p>
              <span className="strong numbers">{callback.number}</span>
              {callback.place !== null && <span> {callback.place}</span>}
            </p>
            <p className="small">{waitsForText(callback, now)}</p>
            <p className="small muted">
              {[lines.get(callback.lineId), ...historyTexts(callback, now)].join(" · ")}
            </p>
            {callback.note !== "" && <p className="small">„{callback.note}“</p>}
            <CallbackActions callback={callback} />
          </li>
        ))}
      </ul>
    </div>
  );
}
