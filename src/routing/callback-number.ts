/** R11: numbers that can be called back. The same person is whoever has the same number. */

/** Digits with country code: "06571 14-0" and "004965711 40" → "+496571140"; null for others. */
export function fullNumber(text: string): string | null {
  const digits = text.replaceAll(/[\s()/.–-]/g, "");
  const full = digits.replace(/^00/, "+").replace(/^0/, "+49");
  return /^\+[1-9]\d{6,14}$/.test(full) ? full : null;
}

/** What nobody is called back at: a number that costs, however it came here. */
const costly = /^\+49(?:900|700|1[1389])/;

/** Geographic and mobile numbers of Germany. */
const domestic = /^\+49(?:1[567]\d{7,9}|(?!700|800|900)[2-9]\d{4,11})$/;

/**
 * The number that a caller may ask to be called back at by pressing a key: he needs no more for it
 * than to show that number, so it must be a domestic one without extra cost.
 */
export function numberToAskFor(callerNumber: string | null): string | null {
  const number = callerNumber === null ? null : fullNumber(callerNumber);
  return number !== null && domestic.test(number) ? number : null;
}

/** The number that a person may promise to call: also abroad, for people judge that. */
export function numberToPromise(text: string): string | null {
  const number = fullNumber(text);
  return number === null || costly.test(number) ? null : number;
}
