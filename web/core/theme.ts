export type Theme = "light" | "dark";

const storageKey = "theme";

/** The theme chosen on this computer; without a choice the system decides, live. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(storageKey);
  if (stored === "light" || stored === "dark") document.documentElement.dataset.kernTheme = stored;
}

export function themeNow(): Theme {
  const chosen = document.documentElement.dataset.kernTheme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Switches to the other theme. Choosing what the system says anyway gives it back to the system. */
export function switchTheme(): Theme {
  const next = themeNow() === "dark" ? "light" : "dark";
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  if (next === system) {
    delete document.documentElement.dataset.kernTheme;
    localStorage.removeItem(storageKey);
  } else {
    document.documentElement.dataset.kernTheme = next;
    localStorage.setItem(storageKey, next);
  }
  return next;
}
