/** What the desk shows besides the call: in the address, so that a reload finds it again. */
export interface DeskSearch {
  /** What is searched for. */
  q?: string;
  /** Slug of the service whose answer is open. */
  leistung?: string;
  /** The caller's answer to the question that the service asks back. */
  fall?: string;
  /** Administration whose answer is shown. */
  kreis?: string;
  /** What the middle shows. */
  bereich?: "wissen" | "verzeichnis";
  /** Place looked up without a call: key and name. */
  ort?: string;
  ortsname?: string;
}

export function validateDeskSearch(search: Record<string, unknown>): DeskSearch {
  const text = (value: unknown) =>
    typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  const bereich = search.bereich;
  return {
    q: text(search.q),
    leistung: text(search.leistung),
    fall: text(search.fall),
    kreis: text(search.kreis),
    bereich: bereich === "wissen" || bereich === "verzeichnis" ? bereich : undefined,
    ort: text(search.ort),
    ortsname: text(search.ortsname),
  };
}
