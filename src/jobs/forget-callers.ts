import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Clock } from "../clock.ts";
import { cutNumber, deleteFreeText, readNumbersToCut } from "../contacts/store.ts";
import type { Database } from "../database/database.ts";
import { deleteReportQueries } from "../knowledge/store.ts";
import type { Places } from "../places/schema.ts";
import { deleteTicketTexts } from "../tickets/store.ts";
import type { Job } from "./jobs.ts";

const dayMilliseconds = 86_400_000;
/** Long enough for a redial and for "you called this morning", then the number goes. */
const numberDaysMax = 1;
const textDaysMax = 30;
const numbersPerRun = 1000;

/** Cuts callers' numbers to the area code and deletes free text on schedule (DESIGN 7). */
export function forgetCallers(database: Database, places: Places, clock: Clock): Job {
  return {
    name: "forget-callers",
    schedule: "20 * * * *",
    async run() {
      const now = clock.now();
      const settledBefore = new Date(now - numberDaysMax * dayMilliseconds);
      for (const { id, callerNumber } of await readNumbersToCut(
        database,
        settledBefore,
        numbersPerRun,
      )) {
        await cutNumber(database, id, areaCodeOf(callerNumber, places));
      }
      const forgottenBefore = new Date(now - textDaysMax * dayMilliseconds);
      await deleteFreeText(database, forgottenBefore);
      await deleteTicketTexts(database, forgottenBefore);
      await deleteReportQueries(database.prisma, forgottenBefore);
    },
  };
}

/** "+49 6571 900090" → "06571"; null for mobile, foreign and unknown numbers. */
export function areaCodeOf(
  callerNumber: string,
  places: Pick<Places, "guessOrigin">,
): string | null {
  const parsed = parsePhoneNumberFromString(callerNumber, "DE");
  if (!parsed || places.guessOrigin(callerNumber).length === 0) return null;
  const [areaCode] = parsed.formatNational().split(/[ /]/);
  return areaCode ?? null;
}
