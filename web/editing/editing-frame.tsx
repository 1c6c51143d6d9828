import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useDesk } from "../shell/session.tsx";
import { texts } from "../texts.ts";
import { Icon } from "../ui/icon.tsx";
import { editingEndpoints } from "./endpoints.ts";
import { useReviews } from "./use-reviews.ts";

/** What surrounds overview and tasks: the heading and the way from one to the other. */
export function EditingFrame({ children }: { children: ReactNode }) {
  const words = texts.editing;
  const edition = useDesk().snapshot?.status.knowledgeEdition ?? 0;
  const open = useQuery({
    queryKey: ["editing-tasks", true, edition],
    queryFn: () => editingEndpoints.tasks(true),
    refetchInterval: 60_000,
  });
  const reviews = useReviews().data?.reviews.length ?? 0;
  const waiting =
    reviews + (open.data?.reports.filter((task) => task.state === "open").length ?? 0);
  return (
    <main className="page editing-page" id="main" aria-label={words.title}>
      <header className="editing-head">
        <h1>{words.title}</h1>
        <nav className="section-links" aria-label={words.pages}>
          <Link to="/redaktion" activeOptions={{ exact: true, includeSearch: false }}>
            <Icon name="book" /> {words.overview}
          </Link>
          <Link to="/redaktion/aufgaben" activeOptions={{ includeSearch: false }}>
            <Icon name="tasks" /> {words.tasks}
            {waiting > 0 && <span className="count"> {waiting}</span>}
          </Link>
          <Link to="/redaktion/austausch" activeOptions={{ includeSearch: false }}>
            <Icon name="exchange" /> {texts.exchange.title}
          </Link>
          <Link to="/redaktion/suche" activeOptions={{ includeSearch: false }}>
            <Icon name="search" /> {texts.learnt.title}
          </Link>
        </nav>
      </header>
      {children}
    </main>
  );
}
