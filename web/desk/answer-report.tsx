import { useMutation } from "@tanstack/react-query";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { messageOf } from "../core/http.ts";
import { keys } from "../keys.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { may, useSession } from "../shell/session.tsx";
import { useKeys } from "../shell/use-keys.ts";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
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
  const report = useMutation({
    mutationFn: () =>
      endpoints.reportAnswer({
        kind: missing ? "missing" : "wrong",
        serviceSlug: detail.slug,
        administrationId: administrationId ?? contact?.administrationId ?? null,
        query: lookup.searched.slice(0, 200) || null,
        lineId: contact?.line.id ?? null,
      }),
    onSuccess: () => tell(texts.report.thanks),
  });
  const send = () => {
    if (!report.isPending && !report.isSuccess) report.mutate();
  };
  const allowed = may(me, "answerReports.write");
  useKeys(allowed ? { [keys.report.press]: send } : {});
  if (!allowed) return null;
  return (
    <>
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
