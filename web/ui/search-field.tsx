import type { ComponentProps } from "react";
import { Icon } from "./icon.tsx";

/** What a search of the server takes. */
export const searchLettersMax = 200;

interface Props extends ComponentProps<"input"> {
  /** Of the list that the field steers. */
  listId: string;
  activeId: string | undefined;
  open: boolean;
  keyLabel?: string;
}

/** A combobox on a native input: the list stays visible, the focus stays in the field. */
export function SearchField({ listId, activeId, open, keyLabel, ...rest }: Props) {
  return (
    <div className="search-field">
      <Icon name="search" />
      <input
        className="input"
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        maxLength={searchLettersMax}
        {...rest}
      />
      {keyLabel && <kbd aria-hidden="true">{keyLabel}</kbd>}
    </div>
  );
}
