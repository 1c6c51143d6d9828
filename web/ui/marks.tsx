import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-names.ts";

export type LampState = "free" | "closed" | "written";

/** Differs in shape as well as colour; the word always stands beside it. */
export function Lamp({ state }: { state: LampState }) {
  return <span className="lamp" data-lamp={state} aria-hidden="true" />;
}

/** The short code of an administration: code first, colour second. */
export function CodeTag({ code, name, tint }: { code: string; name: string; tint: number }) {
  return (
    <abbr className="tag" data-tint={tint % 6} title={name}>
      {code}
    </abbr>
  );
}

export function Badge({
  tone = "",
  icon,
  children,
}: {
  tone?: "good" | "warn" | "bad" | "info" | "";
  icon?: IconName;
  children: ReactNode;
}) {
  return (
    <span className={`badge ${tone}`}>
      {icon && <Icon name={icon} />}
      {children}
    </span>
  );
}

/** What went wrong, beside the thing that it concerns. */
export function Problem({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p className="problem" id={id}>
      <Icon name="alert" />
      <span>{children}</span>
    </p>
  );
}
