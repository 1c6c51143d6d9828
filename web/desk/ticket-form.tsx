import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { FormEvent } from "react";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import type { NewTicket } from "../../src/tickets/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { withOutcome } from "../core/record.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk, useRecord, useSession } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Badge, Problem } from "../ui/marks.tsx";
import { useDeskParts } from "./desk-context.tsx";

const channels = ["phone", "email", "post"] as const;

/** A question that is answered in writing within the 24-hour promise. */
export function TicketForm() {
  const { contact, ticketTo, writeTicket } = useDeskParts();
  const fold = useRef<HTMLDetailsElement>(null);
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => {
    if (ticketTo === null || !fold.current) return;
    fold.current.open = true;
    document.getElementById("ticket-question")?.focus();
  }, [ticketTo]);
  return (
    <details
      ref={fold}
      className="fold"
      onToggle={(event) => {
        if (event.currentTarget.open) setWasOpen(true);
        else writeTicket(null);
      }}
    >
      <summary>
        <Icon name="ticket" /> {texts.ticket.title} <Icon name="chevron" />
      </summary>
      {wasOpen && (
        <TicketFields
          key={`${contact?.id ?? ""} ${ticketTo ?? ""}`}
          to={ticketTo}
          onDone={() => fold.current?.removeAttribute("open")}
        />
      )}
    </details>
  );
}

function TicketFields({ to, onDone }: { to: string | null; onDone: () => void }) {
  const { record } = useSession();
  const { contact, lookup } = useDeskParts();
  const { clockOffset } = useDesk();
  const { tell } = useAnnouncer();
  const current = useRecord().record;
  const [problem, setProblem] = useState<string | null>(null);
  const concern =
    current.concerns.find(
      (each) => each.serviceSlug !== null && each.serviceSlug === lookup.slug,
    ) ??
    current.concerns.find((each) => each.outcome === null) ??
    null;
  const serviceSlug = concern?.serviceSlug ?? lookup.slug;
  const detail = lookup.current?.slug === serviceSlug ? lookup.current : null;
  const ofCaller = serviceSlug === null ? (contact?.administrationId ?? null) : null;
  const send = useMutation({
    mutationFn: async (ticket: NewTicket) => {
      // The ticket names a concern: it must be with the server first.
      await record.flush();
      return endpoints.createTicket(ticket);
    },
    onSuccess: (ticket) => {
      if (concern) record.update((written) => withOutcome(written, concern.id, "ticket"));
      tell(texts.ticket.sent(momentText(ticket.dueAt, Date.now() + clockOffset)));
      onDone();
    },
    onError: (error) => setProblem(messageOf(error)),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "").trim();
    const wrong = firstProblem(value, form.has("consent"));
    setProblem(wrong?.message ?? null);
    if (wrong) return document.getElementById(wrong.field)?.focus();
    send.mutate({
      contactId: contact?.id ?? null,
      concernId: concern?.id ?? null,
      serviceSlug,
      administrationId: value("administration"),
      question: value("question"),
      replyChannel: value("channel") as NewTicket["replyChannel"],
      replyTo: value("reply-to"),
      consent: true,
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TakesNone detail={detail} />
      <TicketInputs to={to ?? boxOf(detail) ?? ofCaller} replyTo={contact?.callerNumber ?? ""} />
      <div role="alert">{problem && <Problem>{problem}</Problem>}</div>
      <Button type="submit" icon="ticket" className="wide" disabled={send.isPending}>
        {texts.ticket.send}
      </Button>
    </form>
  );
}

/** The administration that takes an enquiry about what is open, when the authority has one. */
function boxOf(detail: ServiceDetail | null): string | null {
  return detail?.escalation.find(({ kind }) => kind === "ticket")?.administrationId ?? null;
}

/** Nobody should write to a district what is another authority's business. */
function TakesNone({ detail }: { detail: ServiceDetail | null }) {
  if (!detail?.responsibility || boxOf(detail) !== null) return null;
  const { name, phone, address, website, sample } = detail.responsibility.authority;
  const contact = [phone, address, website].filter((part) => part !== null).join(", ");
  return (
    <p className="note-box small">
      <Icon name="info" />
      <span>
        {texts.ticket.takesNone(name, contact)}{" "}
        {sample && <Badge tone="warn">{texts.knowledge.sample}</Badge>}
      </span>
    </p>
  );
}

/** @param to where it goes unless somebody chooses by hand */
function TicketInputs({ to, replyTo }: { to: string | null; replyTo: string }) {
  const { administrations } = useSession();
  const [chosen, choose] = useState<string | null>(null);
  return (
    <>
      <div className="field">
        <label htmlFor="ticket-administration">{texts.ticket.to}</label>
        <select
          id="ticket-administration"
          name="administration"
          className="input"
          value={chosen ?? to ?? ""}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{texts.ticket.chooseAdministration}</option>
          {administrations.map((administration) => (
            <option key={administration.id} value={administration.id}>
              {administration.name}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="ticket-question">{texts.ticket.question}</label>
        <textarea id="ticket-question" name="question" className="input" maxLength={2000} />
      </div>
      <div className="field">
        <label htmlFor="ticket-channel">{texts.ticket.channel}</label>
        <select id="ticket-channel" name="channel" className="input" defaultValue="phone">
          {channels.map((channel) => (
            <option key={channel} value={channel}>
              {texts.ticket.channels[channel]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="ticket-reply-to">{texts.ticket.replyTo}</label>
        <input
          id="ticket-reply-to"
          name="reply-to"
          className="input"
          maxLength={300}
          autoComplete="off"
          defaultValue={replyTo}
        />
      </div>
      <label className="check">
        <input type="checkbox" id="ticket-consent" name="consent" />
        <span>{texts.ticket.consent}</span>
      </label>
    </>
  );
}

function firstProblem(
  value: (name: string) => string,
  consent: boolean,
): { field: string; message: string } | null {
  const problems = texts.ticket.problems;
  if (value("administration") === "") {
    return { field: "ticket-administration", message: problems.administration };
  }
  if (value("question").length < 10) {
    return { field: "ticket-question", message: problems.question };
  }
  if (value("reply-to").length < 3) {
    return { field: "ticket-reply-to", message: problems.replyTo };
  }
  return consent ? null : { field: "ticket-consent", message: problems.consent };
}
