import type { LocalText } from "./objects.ts";

/**
 * The texts in plain German; those without a language where none says that it is German. Leichte
 * Sprache is a language of its own and other languages are left out.
 */
export function germanTexts(texts: readonly LocalText[]): string[] {
  const german = texts.filter(({ language }) => isGerman(language));
  const chosen = german.length > 0 ? german : texts.filter(({ language }) => language === "");
  return chosen.map(({ text }) => text);
}

export function isGerman(languageCode: string): boolean {
  return /^de([-_](de|at|ch))?$/i.test(languageCode);
}
