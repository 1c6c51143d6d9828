import { texts } from "../texts.ts";
import { Pane } from "../ui/pane.tsx";
import { DeskProvider } from "./desk-context.tsx";
import { MiddlePane } from "./middle-pane.tsx";
import { PlaceField } from "./place-field.tsx";

/** Search and answer without a call, for everybody who keeps or supervises them. */
export function KnowledgePage() {
  return (
    <DeskProvider withCall={false}>
      <main className="desk lookup" id="main" aria-label={texts.navigation.knowledge}>
        <h1 className="only-spoken">{texts.navigation.knowledge}</h1>
        <Pane id="record" title={texts.place.pane}>
          <div className="record">
            <PlaceField />
          </div>
        </Pane>
        <MiddlePane />
      </main>
    </DeskProvider>
  );
}
