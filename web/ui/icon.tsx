import { iconPaths } from "virtual:icons";
import type { IconName } from "./icon-names.ts";

/** Decoration beside words; never the only carrier of a meaning. */
export function Icon({ name, className = "" }: { name: IconName; className?: string }) {
  return (
    <svg className={`icon ${className}`} viewBox="0 -960 960 960" aria-hidden="true">
      <path d={iconPaths[name]} />
    </svg>
  );
}
