import { administrationsWhere, type Principal } from "../../identity/permissions.ts";
import {
  correctionTimes,
  countOpenTasks,
  forgetReports,
  type CorrectionRow,
} from "./correction-store.ts";
import type { Editing } from "./editing.ts";
import type { CorrectionFigures } from "./task-schema.ts";

const dayMilliseconds = 86_400_000;
const figureDays = 90;
/** DESIGN 7: nobody's own work can be read from a report. */
const peopleMin = 5;

/**
 * How long corrections take, and what waits, by administration. How long is a figure about the work
 * of a team: it is given only where at least five people stand behind it (DESIGN 7). Of the whole
 * centre it is always given to whoever sees the whole centre: that is what callers were promised,
 * and agents, writers, reviewers of all administrations make it together. How many reports wait or
 * were corrected says what became of the callers' answers, and is always given, too.
 */
export async function correctionFigures(
  editing: Editing,
  principal: Principal,
): Promise<CorrectionFigures> {
  const { database, directory, clock } = editing;
  const since = new Date(clock.now() - figureDays * dayMilliseconds);
  const where = administrationsWhere(principal, "corrections.read");
  const own = directory
    .administrations(clock.now())
    .map((each) => each.id)
    .filter((id) => where === "all" || where.includes(id));
  const { rows, total } = await correctionTimes(database, since, own);
  const waiting = await countOpenTasks(database);
  const administrations = [null, ...own].map((id) => {
    const time = rows.find((each) => each.administrationId === id);
    const count = (review: boolean) =>
      waiting
        .filter((each) => each.administrationId === id && (each.kind === "review") === review)
        .reduce((sum, each) => sum + each._count, 0);
    return {
      administrationId: id,
      name: id === null ? "Gemeinsam" : (directory.administration(id)?.shortName ?? id),
      open: count(false),
      overdueReviews: count(true),
      ...shownTime(time ?? noCorrections),
    };
  });
  const open = administrations.reduce((sum, each) => sum + each.open, 0);
  const wholeTime = where === "all" ? { ...timeOf(total), withheld: null } : shownTime(total);
  return { days: figureDays, total: { open, ...wholeTime }, administrations };
}

const noCorrections = { corrected: 0, medianMinutes: null, peopleCount: 0 };

type Corrections = Omit<CorrectionRow, "administrationId">;

function timeOf({ corrected, medianMinutes }: Corrections) {
  return { corrected, medianMinutes };
}

function shownTime(corrections: Corrections) {
  const time = timeOf(corrections);
  if (time.medianMinutes === null || corrections.peopleCount >= peopleMin) {
    return { ...time, withheld: null };
  }
  return { ...time, medianMinutes: null, withheld: `unter ${peopleMin} Personen` };
}

/** After the time that the figures reach back, no word and no person is kept of a report. */
export async function forgetOldReports({ database, clock }: Editing): Promise<void> {
  await forgetReports(database, new Date(clock.now() - figureDays * dayMilliseconds));
}
