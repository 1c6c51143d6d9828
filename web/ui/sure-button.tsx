import { useState } from "react";
import type { ReactNode } from "react";
import { Button, IconButton } from "./button.tsx";

interface Props {
  /** What it does, and to whom: ends with the words of the button. */
  label: string;
  /** Asked before it is done. */
  sure: string;
  disabled: boolean;
  onSure: () => void;
  /** The words of the button; without them it is a cross. */
  children?: ReactNode;
}

/** It takes the place of the button that had the focus. */
function focusSoon(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** A button for what cannot be taken back: it asks once, in its own place. */
export function SureButton({ label, sure, disabled, onSure, children }: Props) {
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <Button
        tone="danger"
        className="small"
        disabled={disabled}
        ref={focusSoon}
        onClick={() => {
          setAsking(false);
          onSure();
        }}
        onBlur={() => setAsking(false)}
      >
        {sure}
      </Button>
    );
  }
  const ask = { disabled, onClick: () => setAsking(true) };
  return children === undefined ? (
    <IconButton icon="close" label={label} {...ask} />
  ) : (
    <Button tone="quiet" className="small" aria-label={label} {...ask}>
      {children}
    </Button>
  );
}
