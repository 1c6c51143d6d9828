import { useRef } from "react";
import type { KeyboardEvent } from "react";
import { texts } from "../texts.ts";
import { Badge } from "../ui/marks.tsx";
import type { Subject } from "./use-proposals.ts";

interface Props {
  subjects: readonly Subject[];
  chosen: string | null;
  onChoose: (target: string) => void;
}

/** What a file is about; arrow keys go from one to the next, Tab leads to its fields. */
export function SubjectList({ subjects, chosen, onChoose }: Props) {
  const words = texts.exchange.run;
  const list = useRef<HTMLUListElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = subjects.findIndex(({ target }) => target === chosen);
    const next = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: subjects.length - 1,
    }[event.key];
    const subject = next === undefined ? undefined : subjects[next];
    if (!subject || next === undefined) return;
    event.preventDefault();
    onChoose(subject.target);
    list.current?.querySelectorAll<HTMLElement>("button")[next]?.focus();
  };
  if (subjects.length === 0) return null;
  return (
    <>
      <ul ref={list} className="subject-list scroll" aria-describedby="subject-keys">
        {subjects.map((subject) => (
          <li key={subject.target}>
            <button
              type="button"
              aria-current={subject.target === chosen ? "true" : undefined}
              tabIndex={subject.target === chosen ? 0 : -1}
              onClick={() => onChoose(subject.target)}
              onKeyDown={move}
            >
              <span className="subject-title">{subject.title}</span>
              <span className="subject-marks">
                {subject.conflict && (
                  <Badge tone="warn" icon="warning">
                    {words.conflict}
                  </Badge>
                )}
                {subject.waiting && (
                  <Badge tone="info" icon="review">
                    {words.waiting}
                  </Badge>
                )}
                {subject.openFields > 0 && (
                  <span className="small muted">{words.differences(subject.openFields)}</span>
                )}
                {subject.openFields === 0 && !subject.waiting && (
                  <Badge tone="good" icon="check">
                    {words.done}
                  </Badge>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="hint subject-keys" id="subject-keys">
        {words.keys}
      </p>
    </>
  );
}
