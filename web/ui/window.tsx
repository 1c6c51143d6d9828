import { useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import type { KeyboardEvent, ReactNode } from "react";
import { matchKeyBindingPress, parseKeybinding } from "tinykeys";
import { keys } from "../keys.ts";
import { texts } from "../texts.ts";
import { IconButton } from "./button.tsx";
import { Icon } from "./icon.tsx";
import type { IconName } from "./icon-names.ts";

interface Props {
  title: string;
  icon: IconName;
  onClose: () => void;
  children: ReactNode;
  footer?: ReactNode;
  /** Keys that lead elsewhere, as in `keys.ts`: they close the window first. */
  leaveOn?: readonly string[];
  /** For what is read in two columns. */
  wide?: boolean;
}

const presses = (event: globalThis.KeyboardEvent, press: string) =>
  parseKeybinding(press).some((each) => matchKeyBindingPress(event, each));

/**
 * A modal window on the native dialog: focus is held inside and goes back where it came from. The
 * key that finishes a page sends the form of the window instead.
 */
export function Window({ title, icon, onClose, children, footer, leaveOn, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const before = document.activeElement;
    element.showModal();
    element.querySelector<HTMLElement>("[data-first-focus]")?.focus();
    return () => {
      // Closed already, the browser has given the focus back, or a key has led it elsewhere.
      if (!element.open) return;
      element.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // A window that is drawn twice at once (React in development) has only been shown again.
  const closed = useEffectEvent(() => {
    if (!dialog.current?.open) onClose();
  });
  useEffect(() => {
    const element = dialog.current;
    const onEvent = () => closed();
    element?.addEventListener("close", onEvent);
    return () => element?.removeEventListener("close", onEvent);
  }, []);
  // Here before the page hears the key: what lies under an open window cannot take the focus.
  const onKey = (event: KeyboardEvent) => {
    const { nativeEvent } = event;
    if (leaveOn?.some((press) => presses(nativeEvent, press))) dialog.current?.close();
    if (!presses(nativeEvent, keys.finish.press)) return;
    event.preventDefault();
    event.stopPropagation();
    const send = dialog.current?.querySelector<HTMLButtonElement>("button[type=submit]:enabled");
    if (!event.repeat) send?.form?.requestSubmit(send);
  };
  return (
    <dialog
      ref={dialog}
      className={wide ? "window wide" : "window"}
      aria-labelledby={titleId}
      onKeyDown={onKey}
    >
      <header>
        <Icon name={icon} />
        <h2 id={titleId}>{title}</h2>
        <IconButton
          icon="close"
          label={texts.close}
          className="round-button"
          onClick={() => dialog.current?.close()}
        />
      </header>
      <div className="window-body">{children}</div>
      {footer}
    </dialog>
  );
}
