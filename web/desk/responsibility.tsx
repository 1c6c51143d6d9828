import type { EscalationTarget, ServiceDetail } from "../../src/knowledge/schema.ts";
import { fromEscalation, nextTarget } from "../core/targets.ts";
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
      <p>
        {texts.place.needed}
        {detail.placeRole !== null && ` ${texts.place.counts(detail.placeRole)}`}
      </p>
      <Button className="small" icon="place" keyLabel={keys.place.label} onClick={focusPlaceField}>
        {texts.place.enter}
      </Button>
    </div>
  );
}

/**
 * Who is responsible, why, and whom to connect with now: in sight as long as the answer is, for
 * after reading aloud that is all that is needed.
 */
export function HandOver({ detail }: { detail: ServiceDetail }) {
  const { presumption } = useDeskParts();
  const { responsibility, responsibilityProblem, question, escalation } = detail;
  if (responsibilityProblem && !(question && responsibility === null)) {
    return (
      <p className="note-box flat">
        <Icon name="info" />
        <span>{responsibilityProblem.message}</span>
      </p>
    );
  }
  if (responsibility === null) return null;
  const next = nextTarget(escalation);
  const first = escalation[0];
  return (
    <section className="authority" aria-label={texts.offices.responsible}>
      <p className="name">{responsibility.authority.name}</p>
      <p className="small">
        {presumption !== null && <strong>{presumption} </strong>}
        {responsibility.reason}
      </p>
      <ConfirmPresumed />
      {first && first !== next && (
        <p className="small closed-now">
          {texts.offices.closedFirst(first.name, first.reachability)}
        </p>
      )}
      {next && (
        <ul className="offices">
          <Office short target={next} foreign={next.administrationId !== first?.administrationId} />
        </ul>
      )}
    </section>
  );
}

/** The place was given for something else: whoever has asked says so with one press. */
function ConfirmPresumed() {
  const { presumed, confirmPresumed } = useDeskParts();
  if (presumed === null) return null;
  return (
    <div>
      <Button
        className="small"
        icon="checked"
        keyLabel={`${keys.place.label} ↵`}
        onClick={confirmPresumed}
      >
        {texts.place.confirm(presumed.name)}
      </Button>
    </div>
  );
}

/** How else the authority is reached, and who else can be connected, in order. */
export function OtherOffices({ detail }: { detail: ServiceDetail }) {
  const { responsibility, escalation } = detail;
  const next = nextTarget(escalation);
  const others = escalation.filter((target) => target !== next);
  if (responsibility === null) return null;
  return (
    <>
      <div>
        {next && next.detail !== "" && (
          <p className="small muted">
            {next.name}: {officeWords(next)}
          </p>
        )}
        <Contact authority={responsibility.authority} />
      </div>
      {others.length > 0 && (
        <div className="office-order">
          <h4 className="overline">{texts.offices.order}</h4>
          <ol className="offices">
            {others.map((target) => (
              <Office
                key={target.id}
                target={target}
                foreign={target.administrationId !== escalation[0]?.administrationId}
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

function officeWords({ kind, detail }: EscalationTarget): string {
  return [texts.offices.kinds[kind], detail].filter(Boolean).join(", ");
}

interface OfficeProps {
  target: EscalationTarget;
  /** Belongs to another administration than the first of the list. */
  foreign: boolean;
  /** What it does is told elsewhere. */
  short?: boolean;
}

function Office({ target, foreign, short = false }: OfficeProps) {
  const { talking, writable, asked, transfer, writeTicket, lookup, unsure } = useDeskParts();
  const current = lookup.current !== null;
  const administration = useAdministration(foreign ? target.administrationId : null);
  const callable = fromEscalation(target, unsure);
  const open = target.kind === "ticket" ? "written" : "free";
  const state = target.reachableNow ? open : "closed";
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
        {!short && <p className="small muted">{officeWords(target)}</p>}
        {callable && asked === callable.key && (
          <p className="small target-ask">{askedAgain(callable)}</p>
        )}
      </div>
      {callable && talking && (
        <Button
          className="small"
          icon="transfer"
          aria-disabled={!current}
          onClick={() => current && void transfer(callable)}
        >
          {texts.transfer.connect}
          <span className="only-spoken"> {texts.transfer.with(callable.name)}</span>
        </Button>
      )}
      {target.kind === "ticket" && target.administrationId !== null && writable && (
        <Button
          className="small"
          icon="ticket"
          aria-disabled={!current}
          onClick={() => current && writeTicket(target.administrationId)}
        >
          {texts.ticket.write}
        </Button>
      )}
    </li>
  );
}
