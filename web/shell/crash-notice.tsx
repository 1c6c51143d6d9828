import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";

/** Instead of a blank page. */
export function CrashNotice() {
  return (
    <main className="empty-page" id="main">
      <div className="empty">
        <Problem>{texts.errors.crashed}</Problem>
        <Button tone="primary" onClick={() => location.reload()}>
          {texts.errors.reload}
        </Button>
      </div>
    </main>
  );
}
