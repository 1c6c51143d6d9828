export interface Period {
  from: string;
  to: string;
}

const wholeDay = "rund um die Uhr";

/** "08:00–12:00, 13:30–16:00", "rund um die Uhr"; empty when closed. */
export function hoursText(periods: readonly Period[]): string {
  return periods
    .map(({ from, to }) => (from === "00:00" && to === "24:00" ? wholeDay : `${from}–${to}`))
    .join(", ");
}

/** Understands "8-12, 13:30 bis 16 Uhr" as well. @returns null when it is no list of times */
export function parseHours(text: string): Period[] | null {
  const parts = text
    .replaceAll(new RegExp(wholeDay, "gi"), "0-24")
    .split(/,|;|\bund\b/)
    .map((part) => part.replaceAll(/\s|Uhr/gi, ""))
    .filter((part) => part !== "");
  const periods = parts.map((part) => {
    const [from, to, more] = part.split(/-|–|—|bis/i);
    const begins = clockTime(from);
    const ends = clockTime(to);
    return begins === null || ends === null || more !== undefined || begins >= ends
      ? null
      : { from: begins, to: ends };
  });
  return periods.every((period) => period !== null) ? periods : null;
}

function clockTime(text = ""): string | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, hours = "", minutes = "00"] = match;
  const time = `${hours.padStart(2, "0")}:${minutes}`;
  return Number(minutes) < 60 && time <= "24:00" ? time : null;
}
