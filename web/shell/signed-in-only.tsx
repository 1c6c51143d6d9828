import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { endpoints } from "../core/endpoints.ts";
import { messageOf, RequestError } from "../core/http.ts";
import { SignInPage } from "../signin/sign-in-page.tsx";
import { texts } from "../texts.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/marks.tsx";
import { AnnouncerProvider } from "./announcer.tsx";
import { CallActionsProvider } from "./call-actions.tsx";
import { SessionProvider } from "./session.tsx";

/** Asks who is signed in; whoever is not signs in here and then goes on where he wanted to be. */
export function SignedInOnly({ children }: { children: ReactNode }) {
  const me = useQuery({ queryKey: ["me"], queryFn: endpoints.me, staleTime: Infinity });
  if (me.error instanceof RequestError && me.error.status === 401) return <SignInPage />;
  if (me.data) {
    return (
      <AnnouncerProvider key={me.data.userId}>
        <SessionProvider me={me.data}>
          <CallActionsProvider>{children}</CallActionsProvider>
        </SessionProvider>
      </AnnouncerProvider>
    );
  }
  return (
    <main className="empty-page" id="main">
      {me.error ? (
        <div className="empty">
          <Problem>{messageOf(me.error)}</Problem>
          <Button tone="primary" onClick={() => void me.refetch()}>
            {texts.retry}
          </Button>
        </div>
      ) : (
        <p className="muted">{texts.loading}</p>
      )}
    </main>
  );
}
