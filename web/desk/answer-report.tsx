import { useEffect, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { dayOf } from "../core/centre-time.ts";
import { endpoints } from "../core/endpoints.ts";
import { dayText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { may, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Badge, Problem } from "../ui/marks.tsx";
import { isEnter } from "../ui/use-list.ts";
import { useDeskParts } from "./desk-context.tsx";

interface Props {
  detail: ServiceDetail;
  missing: boolean;
  administrationId: string | null;
}

/** "Antwort falsch / fehlt": one key, in the middle of a call, without a form. */
export function AnswerReport({ detail, missing, administrationId }: Props) {
  const { me } = useSession();
  const { contact, lookup } = useDeskParts();
  const { tell } = useAnnouncer();
  const queries = useQueryClient();
  const report = useMutation({
    mutationFn: () =>
      endpoints.reportAnswer({
        kind: missing ? "missing" : "wrong",
        serviceSlug: detail.slug,
        administrationId: administrationId ?? contact?.administrationId ?? null,
        query: lookup.searched.slice(0, 200) || null,
        lineId: contact?.line.id ?? null,
        placeAgs: lookup.place?.ags ?? null,
      }),
    onSuccess: async () => {
      tell(texts.report.thanks);
      await queries.invalidateQueries({ queryKey: ["own-reports"] });
    },
  });
  const send = () => {
    if (!report.isPending && !report.isSuccess) report.mutate();
  };
  const allowed = may(me, "answerReports.write");
  useKeys(allowed ? { [keys.report.press]: send } : {});
  if (!allowed) return null;
  return (
    <>
      <OwnReport slug={detail.slug} />
      {report.isSuccess && <ReportNote id={report.data.id} />}
      {report.isError && <Problem>{messageOf(report.error)}</Problem>}
      <Button
        tone="quiet"
        className="small"
        icon="flag"
        keyLabel={keys.report.label}
        disabled={report.isSuccess}
        onClick={send}
      >
        {report.isSuccess ? texts.report.sent : texts.report.wrong}
      </Button>
    </>
  );
}

/** The report is on its way without a word; who has one adds it in the same place. */
function ReportNote({ id }: { id: string }) {
  const { tell } = useAnnouncer();
  const before = useRef(document.activeElement);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const [open, setOpen] = useState(true);
  const leave = () => {
    setOpen(false);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const note = useMutation({
    mutationFn: (words: string) => endpoints.noteReport(id, words),
    onSuccess: () => {
      tell(texts.report.noted);
      leave();
    },
  });
  if (!open) return null;
  const onKey = (event: KeyboardEvent<HTMLInputElement>) => {
    const words = event.currentTarget.value.trim();
    if (event.key === "Escape" || (isEnter(event) && words === "")) leave();
    else if (isEnter(event) && !note.isPending) note.mutate(words);
  };
  return (
    <div className="field report-note">
      <label htmlFor="report-note">{texts.report.note}</label>
      <input
        id="report-note"
        className="input"
        ref={field}
        autoComplete="off"
        maxLength={300}
        aria-describedby="report-note-hint"
        onKeyDown={onKey}
      />
      <p className="hint" id="report-note-hint">
        {texts.report.noteHint}
      </p>
      {note.isError && <Problem>{messageOf(note.error)}</Problem>}
    </div>
  );
}

/** What became of one's own last report about the service. */
function OwnReport({ slug }: { slug: string }) {
  const own = useQuery({
    queryKey: ["own-reports"],
    queryFn: endpoints.ownReports,
    staleTime: 60_000,
  });
  const last = own.data?.reports.find((each) => each.serviceSlug === slug);
  if (!last) return null;
  const words = texts.report.own;
  const day = dayText(dayOf(last.createdAt));
  const done = last.resolution === null ? null : words[last.resolution](day);
  return (
    <span className="own-report">
      <Badge tone={done === null ? "info" : "good"} icon={done === null ? "flag" : "checked"}>
        {done ?? words[last.state === "accepted" ? "accepted" : "open"](day)}
      </Badge>
      {last.reply !== null && <span>„{last.reply}“</span>}
    </span>
  );
}
