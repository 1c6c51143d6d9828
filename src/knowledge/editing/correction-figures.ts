import { administrationsWhere, type Principal } from "../../identity/permissions.ts";
import type { Editing } from "./editing.ts";
import type { CorrectionFigures } from "./task-schema.ts";
import { correctionTimes, countOpenTasks, forgetReports } from "./task-store.ts";

const dayMilliseconds = 86_400_000;
const figureDays = 90;

/** How long corrections take, and what waits, by administration. */
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
      corrected: time?.corrected ?? 0,
      medianMinutes: time?.medianMinutes ?? null,
    };
  });
  const { corrected, medianMinutes } = total;
  const open = administrations.reduce((sum, each) => sum + each.open, 0);
  return { days: figureDays, total: { open, corrected, medianMinutes }, administrations };
}

/** After the time that the figures reach back, no word and no person is kept of a report. */
export async function forgetOldReports({ database, clock }: Editing): Promise<void> {
  await forgetReports(database, new Date(clock.now() - figureDays * dayMilliseconds));
}
