import { useRecord, useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";

export function NoteField() {
  const { record } = useSession();
  const { note } = useRecord().record;
  return (
    <div className="field">
      <label htmlFor="note">{texts.record.note}</label>
      <textarea
        id="note"
        className="input"
        maxLength={1000}
        aria-describedby="note-hint"
        value={note}
        onChange={(event) => {
          const text = event.target.value;
          record.update((current) => ({ ...current, note: text }));
        }}
      />
      <p className="hint" id="note-hint">
        {texts.record.noteHint}
      </p>
    </div>
  );
}
