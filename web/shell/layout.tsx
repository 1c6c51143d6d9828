import { Link, Outlet, useLocation } from "@tanstack/react-router";
import { useState } from "react";
import { texts } from "../texts.ts";
import { Banners } from "./banners.tsx";
import { useCallActions } from "./call-actions.tsx";
import { KeyHelp } from "./key-help.tsx";
import { useOfferAlert } from "./offer-alert.ts";
import { Presence } from "./presence.tsx";
import { may, useDesk, useSession } from "./session.tsx";
import { Situation } from "./situation.tsx";
import { ThemeButton } from "./theme-button.tsx";
import { IconButton } from "../ui/button.tsx";
import { useFreshKnowledge } from "./use-fresh-knowledge.ts";
import { useKeys } from "./use-keys.ts";
import { keys } from "../keys.ts";

/**
 * What surrounds every page: brand, navigation, the own state, keys; at the foot the situation and
 * what must be known now, in a line of its own, so that nothing moves when it comes or goes.
 */
export function Layout() {
  const { me } = useSession();
  const [help, setHelp] = useState(false);
  const actions = useCallActions();
  const fixed = useLocation({ select: ({ pathname }) => pathname !== "/leitstand" });
  const atWork = useDesk().snapshot?.desk !== null && may(me, "calls.take");
  useOfferAlert();
  useFreshKnowledge();
  useKeys(
    {
      [keys.accept.press]: actions.proceed,
      [keys.hangUp.press]: actions.hangUp,
      [keys.park.press]: actions.park,
      [keys.help.press]: () => setHelp((open) => !open),
    },
    { inWindows: true },
  );
  return (
    <div className={`shell ${fixed ? "fixed" : ""}`}>
      <a className="skip-link" href="#main">
        {texts.skip}
      </a>
      <header className="top-bar">
        <div className="brand">
          <b>115</b> {texts.productShort}
        </div>
        <Navigation />
        <div className="top-bar-end">
          {atWork && <Presence />}
          <ThemeButton />
          <IconButton
            icon="keyboard"
            label={texts.keyHelp.title}
            className="round-button"
            onClick={() => setHelp(true)}
          />
          {!atWork && <Presence />}
        </div>
      </header>
      <Outlet />
      <footer className="status-line">
        <Situation />
        <Banners />
      </footer>
      {help && <KeyHelp onClose={() => setHelp(false)} />}
    </div>
  );
}

/** Only what exists and what the role may. */
function Navigation() {
  const { me } = useSession();
  return (
    <nav className="main-navigation" aria-label={texts.navigation.label}>
      <ul>
        {pagesOf(me.permissions).map((page) => (
          <li key={page.to}>
            <Link to={page.to}>{page.name}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The pages of a person, the first one being home: who takes calls has the search at the desk. */
export function pagesOf(permissions: readonly string[]) {
  const pages: {
    to: "/arbeitsplatz" | "/leitstand" | "/wissen" | "/redaktion" | "/anschluesse";
    name: string;
  }[] = [];
  if (permissions.includes("team.read")) {
    pages.push({ to: "/leitstand", name: texts.navigation.supervisor });
  }
  if (permissions.includes("calls.take")) {
    pages.push({ to: "/arbeitsplatz", name: texts.navigation.desk });
  }
  if (permissions.includes("services.write")) {
    pages.push({ to: "/redaktion", name: texts.navigation.editing });
  }
  if (!permissions.includes("calls.take") && permissions.includes("services.read")) {
    pages.push({ to: "/wissen", name: texts.navigation.knowledge });
  }
  if (permissions.includes("settings.read")) {
    pages.push({ to: "/anschluesse", name: texts.navigation.settings });
  }
  return pages;
}
