import { lazy, Suspense } from "react";
import type { AnswerView, ServiceDetail } from "../../src/knowledge/schema.ts";
import type { AnswerTab } from "../core/tabs.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { AnswerEnd } from "./answer-end.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { AskFirst, OtherOffices } from "./responsibility.tsx";

const Markdown = lazy(() =>
  import("../ui/markdown.tsx").then((module) => ({ default: module.Markdown })),
);

interface Props {
  detail: ServiceDetail;
  tab: AnswerTab;
  /** Whether it is the caller's own: only of that it is said who is responsible. */
  callers: boolean;
}

/**
 * What must be asked before anything holds; then the answer, in words to read aloud, and what the
 * caller asks next: fee, time, what to bring. Who is responsible and the detail below.
 */
export function AnswerBody({ detail, tab, callers }: Props) {
  const { answer } = tab;
  return (
    <>
      {callers && <AskFirst detail={detail} />}
      {answer === null ? (
        <p className="muted">{texts.knowledge.noAnswer}</p>
      ) : (
        <Spoken answer={answer} />
      )}
      {answer && <Documents documents={answer.documents} />}
      {callers && <OtherOffices detail={detail} />}
      {detail.agentHints && (
        <div className="note-box">
          <Icon name="hint" />
          <div>
            <p className="overline">{texts.knowledge.agentHints}</p>
            <p className="small">{detail.agentHints}</p>
          </div>
        </div>
      )}
      {answer?.text && (
        <Suspense fallback={<p className="muted">{texts.loading}</p>}>
          <Markdown text={answer.text} />
        </Suspense>
      )}
      <Related detail={detail} />
      <AnswerEnd detail={detail} answer={answer} />
    </>
  );
}

function Spoken({ answer }: { answer: AnswerView }) {
  return (
    <>
      {answer.spoken && (
        <div className="spoken">
          {answer.spoken.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      )}
      <Facts answer={answer} />
    </>
  );
}

function Documents({ documents }: { documents: readonly string[] }) {
  if (documents.length === 0) return null;
  return (
    <div>
      <h4 className="overline">{texts.knowledge.documents}</h4>
      <ul className="documents">
        {documents.map((document) => (
          <li key={document}>
            <Icon name="check" />
            <span>{document}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Related({ detail }: { detail: ServiceDetail }) {
  const { lookup } = useDeskParts();
  if (detail.related.length === 0) return null;
  return (
    <p className="small related">
      <span className="muted">{texts.knowledge.related}</span>
      {detail.related.map((related) => (
        <button
          key={related.slug}
          type="button"
          className="link-button"
          onClick={() => lookup.open(related.slug)}
        >
          {related.name}
        </button>
      ))}
    </p>
  );
}

function Facts({ answer }: { answer: AnswerView }) {
  const facts = [
    { icon: "fee", name: texts.knowledge.fee, value: answer.fee },
    { icon: "duration", name: texts.knowledge.duration, value: answer.duration },
    { icon: "deadline", name: texts.knowledge.deadline, value: answer.deadline },
    { icon: "appointment", name: texts.knowledge.appointment, value: answer.appointment },
  ] as const;
  const known = facts.filter((fact) => fact.value !== null && fact.value !== "");
  if (known.length === 0 && answer.onlineUrl === null) return null;
  return (
    <dl className="facts">
      {known.map((fact) => (
        <div key={fact.name}>
          <dt>
            <Icon name={fact.icon} /> {fact.name}
          </dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
      {answer.onlineUrl !== null && (
        <div>
          <dt>
            <Icon name="external" /> {texts.knowledge.online}
          </dt>
          <dd>
            <a
              href={answer.onlineUrl}
              title={answer.onlineUrl}
              target="_blank"
              rel="noreferrer noopener"
            >
              {texts.knowledge.toOnline}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}
