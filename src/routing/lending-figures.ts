/** R5: how far the people of a line's own administration help on the lines of others. */
export interface LendingSettings {
  /** Share of a quarter-hour of the lender's working time that may go to others, 0 … 1. */
  budgetShare: number;
  /** Lending stops when the lender's own promise falls below this share in time, 0 … 1. */
  healthyShareMin: number;
  /** Lending begins again at this share only (hysteresis); not below `healthyShareMin`. */
  recoverShareMin: number;
}

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
