import { parsePhoneNumberFromString } from "libphonenumber-js/min";

const known = new Map<string, string>();
const knownMax = 10_000;

/** As people read it: "+496571900090" → "06571 900090"; short numbers such as 115 as they are. */
export function writtenNumber(number: string): string {
  const before = known.get(number);
  if (before !== undefined) return before;
  const parsed = parsePhoneNumberFromString(number, "DE");
  const german = parsed?.country === "DE";
  const written = german ? parsed.formatNational() : (parsed?.formatInternational() ?? number);
  if (known.size >= knownMax) known.clear();
  known.set(number, written);
  return written;
}
