import { lazy, Suspense } from "react";
import type { ReactNode } from "react";
import type { AnswerView, ServiceDetail } from "../../src/knowledge/schema.ts";
import type { AnswerTab } from "../core/tabs.ts";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { Badge } from "../ui/marks.tsx";
import { AnswerEnd } from "./answer-end.tsx";
import { useDeskParts } from "./desk-context.tsx";

const Markdown = lazy(() =>
  import("../ui/markdown.tsx").then((module) => ({ default: module.Markdown })),
);

interface Props {
  detail: ServiceDetail;
  tab: AnswerTab;
  responsibility: ReactNode;
}

/** The answer first, in words to read aloud; detail below. */
export function AnswerBody({ detail, tab, responsibility }: Props) {
  const { answer } = tab;
  return (
    <>
      {answer === null ? (
        <p className="muted">{texts.knowledge.noAnswer}</p>
      ) : (
        <Spoken answer={answer} />
      )}
      {responsibility}
      {answer && <Documents documents={answer.documents} />}
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
      {answer.sample && (
        <p>
          <Badge tone="warn" icon="warning">
            {texts.knowledge.sample}
          </Badge>
        </p>
      )}
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
