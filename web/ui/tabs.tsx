import type { KeyboardEvent, ReactNode } from "react";

export interface Tab {
  id: string;
  label: ReactNode;
}

interface Props {
  label: string;
  className?: string;
  tabs: readonly Tab[];
  selected: string;
  /** Prefix of the tabs' ids; the panel is labelled by `${prefix}-${selected}`. */
  prefix: string;
  panelId: string;
  onSelect: (id: string) => void;
}

/** Tabs with arrow keys; one stop for Tab, as the ARIA pattern asks. */
export function Tabs({
  label,
  className = "tabs",
  tabs,
  selected,
  prefix,
  panelId,
  onSelect,
}: Props) {
  const move = (event: KeyboardEvent<HTMLButtonElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined || event.altKey) return;
    event.preventDefault();
    const index = tabs.findIndex((tab) => tab.id === selected);
    const next = (index + step + tabs.length) % tabs.length;
    const tab = tabs[next];
    if (!tab) return;
    onSelect(tab.id);
    (event.currentTarget.parentElement?.children[next] as HTMLElement | undefined)?.focus();
  };
  return (
    <div className={className} role="tablist" aria-label={label}>
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={`${prefix}-${tab.id}`}
          aria-selected={tab.id === selected}
          aria-controls={panelId}
          tabIndex={tab.id === selected ? 0 : -1}
          onKeyDown={move}
          onClick={() => onSelect(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
