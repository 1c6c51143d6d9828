import type { EscalationTarget, ServiceDetail } from "../../src/knowledge/schema.ts";
import { fromEscalation } from "../core/targets.ts";
import { keys } from "../keys.ts";
import { useAdministration } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge, CodeTag, Lamp } from "../ui/marks.tsx";
import { AskBack } from "./ask-back.tsx";
import { useDeskParts } from "./desk-context.tsx";
import { focusPlaceField } from "./place-focus.ts";
import { askedAgain } from "./target-row.tsx";

/** What the caller must say before anybody can be named: the case, or where he lives. */
export function AskFirst({ detail }: { detail: ServiceDetail }) {
  const { question, responsibility, responsibilityProblem } = detail;
  if (question) return <AskBack question={question} />;
  if (responsibility !== null || responsibilityProblem) return null;
  return (
    <div className="ask-place">
      <p>{texts.place.needed}</p>
      <Button className="small" icon="place" keyLabel={keys.place.label} onClick={focusPlaceField}>
        {texts.place.enter}
      </Button>
    </div>
  );
}

/** Who is responsible at the place, why, and whom to transfer to, in order. */
export function Responsibility({ detail }: { detail: ServiceDetail }) {
  const { responsibility, responsibilityProblem, question } = detail;
  return (
    <>
      {responsibilityProblem && !(question && responsibility === null) && (
        <p className="note-box">
          <Icon name="info" />
          <span>{responsibilityProblem.message}</span>
        </p>
      )}
      {responsibility !== null && !responsibilityProblem && (
        <div className="authority">
          <p className="overline">{texts.offices.responsible}</p>
          <p className="name">
            {responsibility.authority.name}
            {responsibility.authority.sample && <Badge tone="warn">{texts.knowledge.sample}</Badge>}
          </p>
          <p className="small">{responsibility.reason}</p>
          <Contact authority={responsibility.authority} />
        </div>
      )}
      {detail.escalation.length > 0 && (
        <div className="office-order">
          <h4 className="overline">{texts.offices.order}</h4>
          <ol className="offices">
            {detail.escalation.map((target) => (
              <Office
                key={target.id}
                target={target}
                foreign={target.administrationId !== detail.escalation[0]?.administrationId}
              />
            ))}
          </ol>
        </div>
      )}
    </>
  );
}

type Authority = NonNullable<ServiceDetail["responsibility"]>["authority"];

function Contact({ authority }: { authority: Authority }) {
  const parts = [authority.address, authority.phone].filter((part) => part !== null);
  if (parts.length === 0 && authority.website === null) return null;
  return (
    <p className="small muted">
      {parts.join(" · ")}
      {authority.website && (
        <>
          {parts.length > 0 && " · "}
          <a href={authority.website} target="_blank" rel="noreferrer noopener">
            {texts.offices.website}
          </a>
        </>
      )}
      {authority.sample && (
        <>
          {" "}
          <Badge tone="warn">{texts.knowledge.sample}</Badge>
        </>
      )}
    </p>
  );
}

/** @param foreign belongs to another administration than the first of the list */
function Office({ target, foreign }: { target: EscalationTarget; foreign: boolean }) {
  const { talking, writable, asked, transfer, writeTicket } = useDeskParts();
  const administration = useAdministration(foreign ? target.administrationId : null);
  const callable = fromEscalation(target);
  const state = target.kind === "ticket" ? "written" : target.reachableNow ? "free" : "closed";
  return (
    <li>
      <Lamp state={state} />
      <div>
        <p className="target-name">
          {target.name}
          {administration && <CodeTag {...administration} name={administration.name} />}
        </p>
        <p className="small">
          {target.extension && <span className="numbers">{target.extension} · </span>}
          <span className={target.reachableNow ? "open-now" : "closed-now"} title={target.hours}>
            {target.reachability}
          </span>
          {target.sample && <Badge tone="warn">{texts.knowledge.sample}</Badge>}
        </p>
        {target.confidential && (
          <p>
            <Badge tone="warn" icon="warning">
              {texts.transfer.confidential}
            </Badge>
          </p>
        )}
        <p className="small muted clamped" title={target.detail}>
          {texts.offices.kinds[target.kind]}
          {target.detail && `, ${target.detail}`}
        </p>
        {callable && asked === callable.key && (
          <p className="small target-ask">{askedAgain(callable)}</p>
        )}
      </div>
      {callable && talking && (
        <Button className="small" icon="transfer" onClick={() => void transfer(callable)}>
          {texts.transfer.connect}
          <span className="only-spoken"> {texts.transfer.with(callable.name)}</span>
        </Button>
      )}
      {target.kind === "ticket" && writable && (
        <Button
          className="small"
          icon="ticket"
          onClick={() => writeTicket(target.administrationId)}
        >
          {texts.ticket.write}
        </Button>
      )}
    </li>
  );
}
