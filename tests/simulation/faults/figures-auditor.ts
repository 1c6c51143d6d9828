import type { CenterEvent } from "../../../src/routing/events.ts";
import type { CenterData } from "../../../src/routing/state.ts";
import { DayTally } from "../../../src/reports/tally.ts";

interface Visit {
  lineId: string;
  arrivedAt: number;
  answeredAt: number | null;
  ended: boolean;
  inTarget: boolean;
}

/** I7: keeps every contact of the day, and sums them up when the reports are to be compared. */
export class FiguresAuditor {
  private readonly visits = new Map<string, Visit>();
  private readonly tally: DayTally;
  private readonly report: (words: string) => void;
  private targetOf: (lineId: string) => number = () => 0;

  constructor(report: (words: string) => void) {
    this.report = report;
    this.tally = new DayTally({
      dayOf: () => "today",
      answerTargetSeconds: (lineId) => this.targetOf(lineId),
    });
  }

  /** `state` is the one in which the event happens. */
  take(event: CenterEvent, state: CenterData, at: number): void {
    this.targetOf = (lineId) => state.lines[lineId]?.answerTargetSeconds ?? 0;
    this.tally.take(event, at);
    if (event.type === "contactArrived" && event.offered) {
      const { contactId, lineId } = event;
      const visit = { lineId, arrivedAt: at, answeredAt: null, ended: false, inTarget: false };
      this.visits.set(contactId, visit);
      return;
    }
    const visit = "contactId" in event ? this.visits.get(event.contactId) : undefined;
    if (visit === undefined) return;
    if (event.type === "contactEnded") visit.ended = true;
    if (event.type !== "conversationStarted" || visit.answeredAt !== null) return;
    visit.answeredAt = at;
    visit.inTarget = at - visit.arrivedAt <= this.targetOf(visit.lineId) * 1000;
  }

  compare({ lines }: CenterData, at: number): void {
    for (const lineId of Object.keys(lines)) {
      const mine = [...this.visits.values()].filter((visit) => visit.lineId === lineId);
      const answered = mine.filter((visit) => visit.answeredAt !== null);
      const own = {
        lineId,
        offered: mine.length,
        answered: answered.length,
        answeredInTarget: answered.filter((visit) => visit.inTarget).length,
        abandoned: mine.filter((visit) => visit.ended && visit.answeredAt === null).length,
      };
      const told = this.tally.today(lineId, at);
      for (const [name, value] of Object.entries(own)) {
        const other = told[name as keyof typeof told];
        if (value !== other) this.report(`I7 ${name} of ${lineId} is ${other}, not ${value}`);
      }
    }
  }
}
