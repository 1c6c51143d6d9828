import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import type { Closing, LineSettingsReply } from "../../src/directory/line-schema.ts";
import { endpoints } from "../core/endpoints.ts";
import { momentText } from "../core/format.ts";
import { messageOf } from "../core/http.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { useServerNow } from "../ui/clock.tsx";
import { Icon } from "../ui/icon.tsx";
import { Lamp, Problem } from "../ui/marks.tsx";
import { untilText } from "./describe-change.ts";
import { ClosingWindow } from "./closing-window.tsx";
import { useShown } from "./use-saving.ts";

/** Whether the line takes calls now, and the one step that closes or opens it. */
export function ClosingNotice({ line }: { line: LineSettingsReply }) {
  const words = texts.settings.closing;
  const { tell } = useAnnouncer();
  const shown = useShown();
  const now = useServerNow(useDesk().clockOffset);
  const [asking, setAsking] = useState(false);
  const reopen = useMutation({
    mutationFn: () => endpoints.reopenLine(line.id),
    onSuccess: async (opened) => {
      await shown(opened);
      tell(words.reopened);
    },
  });
  return (
    <>
      {line.closing ? (
        <div className="closing-notice">
          <Icon name="warning" />
          <div>
            <p className="strong">{closingWords(line, line.closing, now)}</p>
            <p className="small">
              {texts.settings.history.announcement(line.closing.announcement)}
            </p>
          </div>
          {line.mayWrite && (
            <Button disabled={reopen.isPending} onClick={() => reopen.mutate()}>
              {line.closedByHand ? words.reopen : words.keepOpen}
            </Button>
          )}
        </div>
      ) : (
        <div className="open-notice">
          <Lamp state={line.openNow ? "free" : "closed"} />
          <p>{line.opening}</p>
          {line.mayWrite && (
            <Button tone="danger" icon="hangUp" onClick={() => setAsking(true)}>
              {words.open}
            </Button>
          )}
        </div>
      )}
      {reopen.error && <Problem>{messageOf(reopen.error)}</Problem>}
      {asking && (
        <ClosingWindow
          line={line}
          onClose={() => setAsking(false)}
          onClosed={(closed) => {
            setAsking(false);
            void shown(closed).then(() => tell(words.closed));
          }}
        />
      )}
    </>
  );
}

function closingWords(line: LineSettingsReply, { from, until, by }: Closing, now: number): string {
  const words = texts.settings.closing;
  const end = untilText(until, now);
  return line.closedByHand || Date.parse(from) <= now
    ? words.inForce(end, by)
    : words.planned(momentText(from, now), end, by);
}
