import type { CenterEvent } from "../../src/routing/events.ts";

interface Figures {
  offered: number;
  answered: number;
  answeredInTarget: number;
  abandoned: number;
  /** R11, apart from the calls. */
  callbacks: number;
  callbacksReached: number;
}

export const noFigures: Figures = {
  offered: 0,
  answered: 0,
  answeredInTarget: 0,
  abandoned: 0,
  callbacks: 0,
  callbacksReached: 0,
};

/** The figures of each line once more, from nothing but the events. */
export function recount(
  events: { event: CenterEvent; at: number }[],
  answerTargetSeconds: number,
): Map<string, Figures> {
  const lines = new Map<string, Figures>();
  const arrived = new Map<string, { lineId: string; at: number; answered: boolean }>();
  const callbacks = new Map<string, string>();
  for (const { event, at } of events) {
    if (event.type === "contactArrived" && event.offered) {
      const { contactId, lineId } = event;
      arrived.set(contactId, { lineId, at, answered: false });
      if (!lines.has(lineId)) lines.set(lineId, { ...noFigures });
      lines.get(lineId)!.offered += 1;
    }
    if (event.type === "callbackPromised") {
      callbacks.set(event.contactId, event.lineId);
      lines.get(event.lineId)!.callbacks += 1;
    }
    const calledBack = event.type === "conversationStarted" && callbacks.get(event.contactId);
    if (calledBack) lines.get(calledBack)!.callbacksReached += 1;
    const contact = "contactId" in event ? arrived.get(event.contactId) : undefined;
    if (!contact) continue;
    const figures = lines.get(contact.lineId)!;
    if (event.type === "conversationStarted" && !contact.answered) {
      contact.answered = true;
      figures.answered += 1;
      if (at - contact.at <= answerTargetSeconds * 1_000) figures.answeredInTarget += 1;
    }
    if (event.type === "contactEnded" && !contact.answered) figures.abandoned += 1;
  }
  return lines;
}

/** Every talk ends in one wrap-up of whoever talked. */
export function wrapUpsOf(events: { event: CenterEvent }[]): string[] {
  const surprises: string[] = [];
  const talking = new Map<string, string>();
  for (const { event } of events) {
    if (event.type === "conversationStarted") {
      if (talking.has(event.agentId))
        surprises.push(`${event.contactId}: no end of the talk before`);
      talking.set(event.agentId, event.contactId);
    }
    if (event.type !== "wrapUpStarted") continue;
    if (talking.get(event.agentId) !== event.contactId)
      surprises.push(`${event.contactId}: ${event.type}`);
    talking.delete(event.agentId);
  }
  return [...surprises, ...talking.values()];
}
