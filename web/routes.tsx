import {
  createRootRoute,
  createRoute,
  createRouter,
  Navigate,
  Outlet,
} from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { ReactNode } from "react";
import { validateDeskSearch } from "./desk/desk-search.ts";
import { DeskPage } from "./desk/desk-page.tsx";
import { KnowledgePage } from "./desk/knowledge-page.tsx";
import { validateMatrixSearch } from "./editing/matrix-filter.ts";
import type { TasksSearch } from "./editing/tasks-page.tsx";
import type { RunSearch } from "./exchange/run-page.tsx";
import { CrashNotice } from "./shell/crash-notice.tsx";
import { EmptyPage } from "./shell/empty-page.tsx";
import { Layout, pagesOf } from "./shell/layout.tsx";
import { SignedInOnly } from "./shell/signed-in-only.tsx";
import { may, useSession } from "./shell/session.tsx";
import { texts } from "./texts.ts";

const SupervisorPage = lazy(() =>
  import("./supervisor/supervisor-page.tsx").then((module) => ({ default: module.SupervisorPage })),
);
const LinesPage = lazy(() =>
  import("./settings/lines-page.tsx").then((module) => ({ default: module.LinesPage })),
);
const MatrixPage = lazy(() =>
  import("./editing/matrix-page.tsx").then((module) => ({ default: module.MatrixPage })),
);
const TasksPage = lazy(() =>
  import("./editing/tasks-page.tsx").then((module) => ({ default: module.TasksPage })),
);
const AnswerPage = lazy(() =>
  import("./editing/answer-page.tsx").then((module) => ({ default: module.AnswerPage })),
);
const ExchangePage = lazy(() =>
  import("./exchange/exchange-page.tsx").then((module) => ({ default: module.ExchangePage })),
);
const RunPage = lazy(() =>
  import("./exchange/run-page.tsx").then((module) => ({ default: module.RunPage })),
);
const LearntPage = lazy(() =>
  import("./exchange/learnt-page.tsx").then((module) => ({ default: module.LearntPage })),
);
const FirstStartPage = lazy(() =>
  import("./signin/first-start-page.tsx").then((module) => ({ default: module.FirstStartPage })),
);

const root = createRootRoute({
  component: Outlet,
  errorComponent: CrashNotice,
});

const firstStart = createRoute({
  getParentRoute: () => root,
  path: "/erster-start",
  component: () => (
    <Suspense>
      <FirstStartPage />
    </Suspense>
  ),
});

const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  component: () => (
    <SignedInOnly>
      <Layout />
    </SignedInOnly>
  ),
});

const home = createRoute({ getParentRoute: () => app, path: "/", component: Home });

const desk = createRoute({
  getParentRoute: () => app,
  path: "/arbeitsplatz",
  validateSearch: validateDeskSearch,
  component: () => (
    <Allowed permission="calls.take">
      <DeskPage />
    </Allowed>
  ),
});

const knowledge = createRoute({
  getParentRoute: () => app,
  path: "/wissen",
  validateSearch: validateDeskSearch,
  component: () => (
    <Allowed permission="services.read">
      <KnowledgePage />
    </Allowed>
  ),
});

const supervisor = createRoute({
  getParentRoute: () => app,
  path: "/leitstand",
  component: () => (
    <Allowed permission="team.read">
      <Suspense>
        <SupervisorPage />
      </Suspense>
    </Allowed>
  ),
});

const settings = createRoute({
  getParentRoute: () => app,
  path: "/anschluesse",
  validateSearch: (search: Record<string, unknown>): { anschluss?: string } =>
    typeof search["anschluss"] === "string" ? { anschluss: search["anschluss"] } : {},
  component: () => (
    <Allowed permission="settings.read">
      <Suspense>
        <LinesPage />
      </Suspense>
    </Allowed>
  ),
});

const editing = createRoute({
  getParentRoute: () => app,
  path: "/redaktion",
  component: () => (
    <Allowed permission="services.write">
      <Suspense>
        <Outlet />
      </Suspense>
    </Allowed>
  ),
});

const matrix = createRoute({
  getParentRoute: () => editing,
  path: "/",
  validateSearch: validateMatrixSearch,
  component: () => <MatrixPage />,
});

const tasks = createRoute({
  getParentRoute: () => editing,
  path: "/aufgaben",
  validateSearch: (search: Record<string, unknown>): TasksSearch =>
    search["liste"] === "erledigt" ? { liste: "erledigt" } : {},
  component: () => <TasksPage />,
});

const answer = createRoute({
  getParentRoute: () => editing,
  path: "/antwort/$slug/$section",
  component: () => <AnswerPage />,
});

const exchange = createRoute({
  getParentRoute: () => editing,
  path: "/austausch",
  component: () => <ExchangePage />,
});

const run = createRoute({
  getParentRoute: () => editing,
  path: "/austausch/$run",
  validateSearch: (search: Record<string, unknown>): RunSearch => ({
    ...(search["zeigen"] === "alle" && { zeigen: "alle" }),
    ...(typeof search["leistung"] === "string" && { leistung: search["leistung"] }),
  }),
  component: () => <RunPage />,
});

const learnt = createRoute({
  getParentRoute: () => editing,
  path: "/suche",
  component: () => <LearntPage />,
});

const unknown = createRoute({
  getParentRoute: () => app,
  path: "$",
  component: () => <EmptyPage reason={texts.errors.notFound} />,
});

/** Where somebody belongs: supervisors to the Leitstand, the team to the Arbeitsplatz. */
function Home() {
  const { me } = useSession();
  const pages = pagesOf(me.permissions);
  // Who only looks things up begins with the search; whoever has work of his own, with that.
  const first = pages.find(({ to }) => to !== "/wissen") ?? pages[0];
  return first ? <Navigate to={first.to} replace /> : <EmptyPage reason={texts.errors.forbidden} />;
}

function Allowed({ permission, children }: { permission: string; children: ReactNode }) {
  const { me } = useSession();
  return may(me, permission) ? children : <EmptyPage reason={texts.errors.forbidden} />;
}

export const router = createRouter({
  routeTree: root.addChildren([
    firstStart,
    app.addChildren([
      home,
      desk,
      knowledge,
      editing.addChildren([matrix, tasks, answer, exchange, run, learnt]),
      supervisor,
      settings,
      unknown,
    ]),
  ]),
  defaultErrorComponent: CrashNotice,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
