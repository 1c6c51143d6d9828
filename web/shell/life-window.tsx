import { useQuery } from "@tanstack/react-query";
import type { ContactView } from "../../src/contacts/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText, secondText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { texts } from "../texts.ts";
import { useServerNow } from "../ui/clock.tsx";
import { Problem } from "../ui/marks.tsx";
import { Window } from "../ui/window.tsx";
import { useDesk } from "./session.tsx";

type Step = ContactView["life"][number];

interface Props {
  contactId: string;
  onClose: () => void;
}

/** R13: a contact's life in the order of time, with the reason of every decision. */
export function LifeWindow({ contactId, onClose }: Props) {
  const words = texts.life;
  const now = useServerNow(useDesk().clockOffset);
  const { data, error } = useQuery({
    queryKey: ["contact", contactId],
    queryFn: () => endpoints.contact(contactId),
    staleTime: 0,
    // It goes on while somebody reads.
    refetchInterval: (query) => (query.state.error ? false : 5_000),
  });
  return (
    <Window title={words.title} icon="history" onClose={onClose}>
      {error && <Problem>{messageOf(error)}</Problem>}
      {!data && !error && <p className="muted">{texts.loading}</p>}
      {data && (
        <>
          <p className="muted">{words.of(data.line.name, momentText(data.arrivedAt, now))}</p>
          {data.life.length === 0 ? <p>{words.none}</p> : <Steps steps={data.life} />}
        </>
      )}
    </Window>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    // Long lives are scrolled, by keyboard too.
    <div className="life scroll" tabIndex={0} role="group" aria-label={texts.life.list}>
      <ol>
        {steps.map((step) => (
          <li key={`${step.at} ${step.text}`} className={step.reasons ? "decision" : ""}>
            <time className="numbers" dateTime={step.at}>
              {secondText(step.at)}
            </time>
            <div>
              <h3>{texts.life.kind(step.type)}</h3>
              <Reason step={step} />
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A decision has several reasons: each is a line of its own. */
function Reason({ step }: { step: Step }) {
  if (step.reasons === null) return <p>{step.text}</p>;
  const [decided, ...further] = step.text.replace(/\.$/, "").split("; ");
  return (
    <>
      <p>{decided}</p>
      {further.length > 0 && (
        <ul>
          {further.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
    </>
  );
}
