import { Link } from "@tanstack/react-router";
import { texts } from "../texts.ts";

/** A page that there is not, or not for this person; the head stays, and a way leads back. */
export function EmptyPage({ reason }: { reason: string }) {
  return (
    <main className="empty-page" id="main">
      <div className="empty">
        <h1>{reason}</h1>
        <Link to="/" className="button">
          {texts.errors.toHome}
        </Link>
      </div>
    </main>
  );
}
