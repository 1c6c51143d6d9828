import { useSyncExternalStore } from "react";
import { subscribeTheme, switchTheme, themeNow } from "../core/theme.ts";
import { texts } from "../texts.ts";
import { IconButton } from "../ui/button.tsx";

export function ThemeButton() {
  const theme = useSyncExternalStore(subscribeTheme, themeNow);
  return (
    <IconButton
      icon="contrast"
      label={theme === "dark" ? texts.theme.toLight : texts.theme.toDark}
      className="round-button"
      onClick={switchTheme}
    />
  );
}
