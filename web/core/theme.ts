type Theme = "light" | "dark";

const storageKey = "theme";
const listeners = new Set<() => void>();

function systemDark(): MediaQueryList {
  return matchMedia("(prefers-color-scheme: dark)");
}

/** The theme chosen on this computer; without a choice the system decides, live. */
export function applyStoredTheme(): void {
  const stored = localStorage.getItem(storageKey);
  if (stored === "light" || stored === "dark") document.documentElement.dataset.kernTheme = stored;
}

export function themeNow(): Theme {
  const chosen = document.documentElement.dataset.kernTheme;
  if (chosen === "light" || chosen === "dark") return chosen;
  return systemDark().matches ? "dark" : "light";
}

/** Tells of every change, the system's too. */
export function subscribeTheme(listener: () => void): () => void {
  const system = systemDark();
  listeners.add(listener);
  system.addEventListener("change", listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener("change", listener);
  };
}

/** Switches to the other theme. Choosing what the system says anyway gives it back to the system. */
export function switchTheme(): void {
  const next = themeNow() === "dark" ? "light" : "dark";
  if (next === (systemDark().matches ? "dark" : "light")) {
    delete document.documentElement.dataset.kernTheme;
    localStorage.removeItem(storageKey);
  } else {
    document.documentElement.dataset.kernTheme = next;
    localStorage.setItem(storageKey, next);
  }
  for (const listener of listeners) listener();
}
