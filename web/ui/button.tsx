import type { ComponentProps } from "react";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-names.ts";

interface Props extends ComponentProps<"button"> {
  tone?: "primary" | "good" | "danger" | "quiet";
  icon?: IconName;
  /** The key that does the same, printed on the button. */
  keyLabel?: string;
}

export function Button({ tone, icon, keyLabel, className = "", children, ...rest }: Props) {
  return (
    <button type="button" className={`button ${tone ?? ""} ${className}`} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
      {keyLabel && <kbd aria-hidden="true">{keyLabel}</kbd>}
    </button>
  );
}

/** A button that is only an icon to the eye; its name is spoken and shown on hover. */
export function IconButton({
  icon,
  label,
  className = "icon-button",
  ...rest
}: ComponentProps<"button"> & { icon: IconName; label: string }) {
  return (
    <button type="button" className={className} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
