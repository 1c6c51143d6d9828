import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactNode } from "react";
import type { Decision, ProposalView } from "../../src/knowledge/exchange/schema.ts";
import { momentText } from "../core/format.ts";
import { useAdministration, useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { CodeTag } from "../ui/marks.tsx";
import { FieldDifference } from "./field-difference.tsx";
import type { Fate } from "./field-difference.tsx";
import type { DiffView } from "./run-page.tsx";
import { headingIdOf } from "./use-proposals.ts";

interface Props {
  proposal: ProposalView;
  view: DiffView;
  busy: boolean;
  onDecide: (decision: Decision) => void;
}

/** What a source says of one answer, service, authority or responsibility. */
export function ProposalCard({ proposal, view, busy, onDecide }: Props) {
  const words = texts.exchange.proposal;
  const { kind, state, fields, blocked, decide } = proposal;
  const [left, setLeft] = useState<readonly string[]>([]);
  const open = state === "open";
  const choosable = open && decide.allowed && blocked === null && fields.length > 1;
  const chosen = fields.map(({ field }) => field).filter((field) => !left.includes(field));
  const toggle = (field: string, take: boolean) =>
    setLeft(take ? left.filter((each) => each !== field) : [...left, field]);
  return (
    <article className="proposal" data-state={state} aria-labelledby={headingIdOf(proposal)}>
      <header>
        <Heading proposal={proposal} />
        {open && <p className="hint">{words.effects[kind]}</p>}
      </header>
      {fields.map((field) => (
        <FieldDifference
          key={field.field}
          field={field}
          view={view}
          fate={fateOf(state, field.taken)}
          take={choosable ? !left.includes(field.field) : null}
          onTake={(take) => toggle(field.field, take)}
        />
      ))}
      {open && blocked !== null && (
        <p className="note-box">
          <Icon name="info" />
          <span>
            {words.blocked} {blocked}
          </span>
        </p>
      )}
      {words.notHeld[kind] !== undefined && open && <p className="hint">{words.notHeld[kind]}</p>}
      <Ending proposal={proposal} chosen={chosen} busy={busy} onDecide={onDecide} />
    </article>
  );
}

/** What became of a field; of what was decided long ago it may not be known. */
function fateOf(state: string, taken: boolean | undefined): Fate {
  if (state === "open") return "open";
  if (state === "rejected") return "left";
  if (taken === undefined) return "unknown";
  if (!taken) return "left";
  return state === "inReview" ? "marked" : "taken";
}

function Heading({ proposal: { kind, section, ...rest } }: { proposal: ProposalView }) {
  const administration = useAdministration(section);
  const { kinds } = texts.exchange.proposal;
  const shared = kind === "answer" && !administration;
  return (
    <h3 id={headingIdOf(rest)} tabIndex={-1}>
      {shared ? texts.exchange.proposal.shared : kinds[kind]}
      {administration && (
        <>
          {" "}
          <CodeTag {...administration} name={administration.name} /> {administration.shortName}
        </>
      )}
    </h3>
  );
}

interface EndingProps extends Omit<Props, "view"> {
  chosen: Decision["fields"] & {};
}

/** The ways out of it, or what became of it. */
function Ending({ proposal, chosen, busy, onDecide }: EndingProps) {
  const words = texts.exchange.proposal;
  const { kind, state, decide, blocked, decidedBy, takenByMe, fields } = proposal;
  if (state === "open") {
    if (!decide.allowed) return <Refused reason={decide.reason} />;
    if (blocked !== null) {
      return (
        <Steps>
          <Button icon="check" disabled={busy} onClick={() => onDecide({ decision: "reject" })}>
            {words.acknowledge}
          </Button>
        </Steps>
      );
    }
    const none = fields.length > 0 && chosen.length === 0;
    return (
      <>
        <Steps>
          <Button
            tone="primary"
            icon="check"
            disabled={busy || none}
            onClick={() => onDecide({ decision: "accept", fields: chosen })}
          >
            {fields.length > 1 ? words.accept : kind === "removal" ? words.unlink : words.acceptOne}
          </Button>
          <Button icon="close" disabled={busy} onClick={() => onDecide({ decision: "reject" })}>
            {words.reject}
          </Button>
        </Steps>
        {none && <p className="small muted">{words.noneChosen}</p>}
      </>
    );
  }
  if (state !== "inReview") return <Outcome proposal={proposal} />;
  return (
    <>
      <p className="small">{words.waitsFor(decidedBy ?? "")}</p>
      {!takenByMe && !decide.allowed && <Refused reason={decide.reason} />}
      <Steps>
        {decide.allowed && (
          <Button
            tone="primary"
            icon="check"
            disabled={busy}
            onClick={() => onDecide({ decision: "accept" })}
          >
            {words.agree}
          </Button>
        )}
        {(takenByMe || decide.allowed) && (
          <Button icon="undo" disabled={busy} onClick={() => onDecide({ decision: "return" })}>
            {takenByMe ? words.return : words.returnOther}
          </Button>
        )}
      </Steps>
    </>
  );
}

function Steps({ children }: { children: ReactNode }) {
  return <div className="pair proposal-steps">{children}</div>;
}

function Refused({ reason }: { reason: string | null }) {
  return (
    <p className="small muted with-icon">
      <Icon name="lock" /> {reason}
    </p>
  );
}

function Outcome({ proposal }: { proposal: ProposalView }) {
  const words = texts.exchange.proposal;
  const now = useServerNow(useDesk().clockOffset);
  const { kind, state, target, section, outcome, decidedBy, decidedAt } = proposal;
  return (
    <p className="small proposal-outcome">
      <span className="with-icon">
        <Icon name={state === "accepted" ? "checked" : "none"} /> {outcome}
      </span>
      {decidedAt !== null && (
        <span className="muted">
          {words.decidedBy(decidedBy ?? "", momentText(decidedAt, now))}
        </span>
      )}
      {kind === "answer" && state === "accepted" && (
        <Link
          to="/redaktion/antwort/$slug/$section"
          params={{ slug: target, section: section ?? "shared" }}
        >
          {words.openDraft}
        </Link>
      )}
    </p>
  );
}
