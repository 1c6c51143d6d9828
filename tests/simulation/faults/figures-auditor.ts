import type { CenterEvent, EndCause } from "../../../src/routing/events.ts";
import type { CenterData } from "../../../src/routing/state.ts";
import { DayTally } from "../../../src/reports/tally.ts";

interface Visit {
  lineId: string;
  arrivedAt: number;
  answeredAt: number | null;
  inTarget: boolean;
  /** R11: asked for by key, or promised. */
  callback: boolean;
  ended: EndCause | null;
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
    if (event.type === "contactArrived" && event.offered) this.visits.set(...visitOf(event, at));
    if (event.type === "callbackPromised") this.visits.set(...visitOf(event, at));
    const visit = "contactId" in event ? this.visits.get(event.contactId) : undefined;
    if (visit === undefined) return;
    if (event.type === "callbackAsked") visit.callback = true;
    if (event.type === "contactEnded") visit.ended = event.cause;
    if (event.type !== "conversationStarted" || visit.answeredAt !== null) return;
    visit.answeredAt = at;
    visit.inTarget = at - visit.arrivedAt <= this.targetOf(visit.lineId) * 1000;
  }

  compare({ lines }: CenterData, at: number): void {
    for (const lineId of Object.keys(lines)) {
      const own = this.sumUp(lineId);
      const told = this.tally.today(lineId, at);
      for (const [name, value] of Object.entries(own)) {
        const other = told[name as keyof typeof told];
        if (value !== other) this.report(`I7 ${name} of ${lineId} is ${other}, not ${value}`);
      }
    }
  }

  private sumUp(lineId: string) {
    const mine = [...this.visits.values()].filter((visit) => visit.lineId === lineId);
    const count = (fits: (visit: Visit) => boolean) => mine.filter(fits).length;
    const unanswered = (visit: Visit) => visit.answeredAt === null;
    const replaced = (visit: Visit) => visit.ended === "callbackReplaced" && unanswered(visit);
    const call = (visit: Visit) => !visit.callback;
    return {
      offered: count(call),
      answered: count((visit) => call(visit) && !unanswered(visit)),
      answeredInTarget: count((visit) => call(visit) && !unanswered(visit) && visit.inTarget),
      abandoned: count((visit) => call(visit) && unanswered(visit) && visit.ended !== null),
      callbacks: count((visit) => visit.callback && !replaced(visit)),
      callbacksReached: count((visit) => visit.callback && !unanswered(visit)),
      callbacksNotReached: count(
        (visit) => visit.callback && unanswered(visit) && visit.ended === "callbackNotReached",
      ),
    };
  }
}

function visitOf(
  event: Extract<CenterEvent, { type: "contactArrived" | "callbackPromised" }>,
  at: number,
): [string, Visit] {
  const { contactId, lineId, type } = event;
  const callback = type === "callbackPromised";
  const nothing = { answeredAt: null, inTarget: false, ended: null };
  return [contactId, { lineId, arrivedAt: at, callback, ...nothing }];
}
