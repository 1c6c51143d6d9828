import { useMutation } from "@tanstack/react-query";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { useDeskParts } from "./desk-context.tsx";

/** Nothing is open: how to begin, or what to do when the search finds nothing. */
export function NoAnswerOpen({ inVain }: { inVain: boolean }) {
  const { lookup, writable, addConcern } = useDeskParts();
  const note = () =>
    addConcern({ serviceSlug: null, title: lookup.searched, placeAgs: lookup.place?.ags ?? null });
  if (lookup.failed || lookup.detailFailed) {
    return (
      <div className="empty">
        <div role="alert">
          <Problem>{lookup.detailGone ? texts.knowledge.gone : texts.knowledge.failed}</Problem>
        </div>
      </div>
    );
  }
  if (!inVain) {
    return (
      <div className="empty">
        <p>{lookup.searched === "" ? texts.knowledge.begin : texts.loading}</p>
        {lookup.searched === "" && (
          <p className="small">
            {texts.knowledge.beginKeys} <kbd>{keys.search.label}</kbd>
          </p>
        )}
      </div>
    );
  }
  return (
    <div className="empty">
      <p className="strong">{texts.knowledge.nothingFor(lookup.searched)}</p>
      <p className="small">{texts.knowledge.nothingHint}</p>
      <div className="button-row">
        <ReportMissing />
        {writable && (
          <Button icon="add" onClick={note}>
            {texts.knowledge.noteAnyway}
          </Button>
        )}
      </div>
    </div>
  );
}

function ReportMissing() {
  const { lookup, contact } = useDeskParts();
  const { tell } = useAnnouncer();
  const report = useMutation({
    mutationFn: () =>
      endpoints.reportAnswer({
        kind: "missing",
        serviceSlug: null,
        administrationId: contact?.administrationId ?? null,
        query: lookup.searched.slice(0, 200),
        lineId: contact?.line.id ?? null,
        placeAgs: lookup.place?.ags ?? null,
      }),
    onSuccess: () => tell(texts.report.thanks),
  });
  const send = () => {
    if (!report.isPending && !report.isSuccess) report.mutate();
  };
  useKeys({ [keys.report.press]: send });
  return (
    <>
      <Button icon="flag" keyLabel={keys.report.label} disabled={report.isSuccess} onClick={send}>
        {report.isSuccess ? texts.report.sent : texts.report.missing}
      </Button>
      {report.isError && <Problem>{messageOf(report.error)}</Problem>}
    </>
  );
}
