import { createContext, lazy, Suspense, useContext, useEffect, useState } from "react";
import type { AnswerView } from "../../src/knowledge/schema.ts";
import { changedFields, sameToRead } from "../core/answer-change.ts";
import { timeText } from "../core/format.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";

const WordDiff = lazy(() =>
  import("../editing/word-diff.tsx").then((module) => ({ default: module.WordDiff })),
);

interface Props {
  /** Tab and place: of each another answer is read. */
  identity: string;
  answer: AnswerView | null;
}

interface Read {
  identity: string;
  answer: AnswerView | null;
  /** What stood here when it was opened, and when it was exchanged, by the server's clock. */
  change: { before: AnswerView | null; at: number } | null;
}

/** False where an answer is written: there it changes with every letter. */
export const ReadAloudContext = createContext(true);

/** The open answer is another one than a moment ago: nobody reads on without being told. */
export function AnswerChange(props: Props) {
  return useContext(ReadAloudContext) ? <ChangeOfRead {...props} /> : null;
}

function ChangeOfRead({ identity, answer }: Props) {
  const now = useServerNow(useDesk().clockOffset);
  const { whisper } = useAnnouncer();
  const [read, setRead] = useState<Read>({ identity, answer, change: null });
  if (read.identity !== identity) setRead({ identity, answer, change: null });
  else if (!sameToRead(read.answer, answer)) {
    const before = read.change ? read.change.before : read.answer;
    setRead({ identity, answer, change: { before, at: now } });
  }
  const { change } = read;
  const words = change && changeWords(change.before, answer, timeText(change.at));
  useEffect(() => {
    if (words !== null) whisper(words);
  }, [words, whisper]);
  if (change === null) return null;
  return (
    <div className="note-box flat answer-change">
      <Icon name="history" />
      <div>
        <p className="strong">{words}</p>
        {change.before && answer && <Differences before={change.before} after={answer} />}
      </div>
      <Button className="small" onClick={() => setRead({ identity, answer, change: null })}>
        {texts.knowledge.change.read}
      </Button>
    </div>
  );
}

function changeWords(before: AnswerView | null, after: AnswerView | null, time: string): string {
  const words = texts.knowledge.change;
  if (after === null) return words.withdrawn(time);
  if (before === null) return words.added(time);
  if (sameToRead(before, after)) return words.asBefore(time);
  const ofDistrict = before.administrationId !== null && after.administrationId === null;
  return ofDistrict ? words.nowShared(time) : words.changed(time);
}

function Differences({ before, after }: { before: AnswerView; after: AnswerView }) {
  const [open, setOpen] = useState(false);
  const changed = changedFields(before, after);
  if (changed.length === 0) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.knowledge.change.what}</summary>
      {open && (
        <Suspense fallback={<p className="muted">{texts.loading}</p>}>
          <dl className="diff-list">
            {changed.map((each) => (
              <div key={each.field}>
                <dt>{texts.knowledge.change.fields[each.field]}</dt>
                <dd>
                  <WordDiff before={each.before} after={each.after} />
                </dd>
              </div>
            ))}
          </dl>
        </Suspense>
      )}
    </details>
  );
}
