/** An ISO day in words: "1. Januar 2025". */
export function dayText(isoDay: string): string {
  return new Date(isoDay).toLocaleDateString("de-DE", { dateStyle: "long", timeZone: "UTC" });
}
