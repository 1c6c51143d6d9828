import { useState } from "react";
import { LifeWindow } from "../shell/life-window.tsx";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Pane } from "../ui/pane.tsx";
import { CallbackTable } from "./callback-table.tsx";
import { Figures } from "./figures.tsx";
import { LineTable } from "./line-table.tsx";
import { TeamTable } from "./team-table.tsx";
import { WaitingTable } from "./waiting-table.tsx";

/** The promise now: what waits, on which line, and who is there for it. */
export function SupervisorPage() {
  const { snapshot } = useDesk();
  const [lifeOf, showLife] = useState<string | null>(null);
  return (
    <main className="page" id="main" aria-label={texts.navigation.supervisor}>
      <h1 className="only-spoken">{texts.navigation.supervisor}</h1>
      {snapshot === null ? (
        <p className="muted">{texts.connection.connecting}</p>
      ) : (
        <>
          <Figures summary={snapshot.summary} lines={snapshot.lines} />
          <Pane id="lines" title={texts.supervisor.lines}>
            <LineTable lines={snapshot.lines} />
          </Pane>
          <div className="control-columns">
            <div className="control-column">
              {snapshot.waiting && (
                <Pane id="waiting" title={texts.waiting.list}>
                  <WaitingTable
                    waiting={snapshot.waiting}
                    lines={snapshot.lines}
                    onLife={showLife}
                  />
                </Pane>
              )}
              {snapshot.callbacks && (
                <Pane id="callbacks" title={texts.callback.list}>
                  <CallbackTable
                    callbacks={snapshot.callbacks}
                    lines={snapshot.lines}
                    onLife={showLife}
                  />
                </Pane>
              )}
            </div>
            {snapshot.team && (
              <Pane id="team" title={texts.supervisor.team}>
                <TeamTable team={snapshot.team} />
              </Pane>
            )}
          </div>
        </>
      )}
      {lifeOf !== null && <LifeWindow contactId={lifeOf} onClose={() => showLife(null)} />}
    </main>
  );
}
