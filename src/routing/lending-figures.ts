/** R5: a lender's rolling quarter-hour. */
export interface LendingFigures {
  administrationId: string;
  /** Own callers answered in time ÷ answered or gone; null before the first. */
  keptShare: number | null;
  lentSeconds: number;
  budgetSeconds: number;
}

export interface LendingMinute {
  /** Minutes since the epoch. */
  minute: number;
  /** Callers of the lender's own lines: answered in time, or late or never. */
  kept: number;
  broken: number;
  lentMilliseconds: number;
}

export interface LendingLedger {
  /** Why nobody is lent now: the promise is broken too often, own callers wait too long, or the
   * budget is used up; null: people are lent. */
  why: "promise" | "overdue" | "budget" | null;
  /** Oldest first. */
  minutes: LendingMinute[];
  /** Who works for others now, and the sum of the moments since when. */
  peopleLent: number;
  lentSinceSum: number;
}
