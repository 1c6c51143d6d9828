import type { Directory } from "../directory/directory.ts";
import { linePhrase } from "../directory/line-state.ts";
import type { DayTally } from "../reports/tally.ts";
import { isToBeCalled } from "../routing/callback.ts";
import type { CenterState } from "../routing/center-state.ts";
import type { Contact } from "../routing/state.ts";
import type { Owned } from "./audience.ts";
import { callbackViews } from "./callbacks.ts";
import type {
  CallbackView,
  LineView,
  StatusView,
  SummaryView,
  TeamMemberView,
  WaitingView,
} from "./schema.ts";
import { waitingViews, type ConcernsOf } from "./waiting.ts";
import { writtenNumber } from "./written-number.ts";

/** The parts of a desk's picture that are the same for everybody who may see them. */
export interface SharedViews {
  lines: Map<string, LineView>;
  waiting: Map<string, Owned<WaitingView>>;
  callbacks: Map<string, Owned<CallbackView>>;
  team: Map<string, TeamMemberView>;
  summary: SummaryView;
  status: StatusView;
}

export interface SharedSources {
  state: CenterState;
  directory: Directory;
  tally: DayTally;
  status: StatusView;
  now: number;
  concernsOf: ConcernsOf;
}

export function sharedViews(sources: SharedSources): SharedViews {
  const contacts = Object.values(sources.state.contacts);
  const waiting = waitingByLine(contacts);
  const talking = talkingByLine(contacts);
  const lines = new Map<string, LineView>();
  for (const line of sources.directory.lines()) {
    const now = { waiting: waiting.get(line.id) ?? [], talking: talking.get(line.id) ?? 0 };
    lines.set(line.id, lineView(line, now, sources));
  }
  const team = new Map<string, TeamMemberView>();
  for (const agent of Object.values(sources.state.agents)) {
    const contact = agent.contactId ? sources.state.contacts[agent.contactId] : undefined;
    team.set(agent.id, {
      agentId: agent.id,
      name: agent.displayName,
      administrationId: agent.administrationId,
      state: agent.state,
      since: agent.since,
      breakReason: agent.breakReason,
      lineName: contact ? (lines.get(contact.lineId)?.name ?? null) : null,
    });
  }
  const summary = summaryOf(lines, team);
  const { state, now, status, concernsOf } = sources;
  const callbacks = callbackViews(state, concernsOf, now);
  return { lines, waiting: waitingViews(state, concernsOf), callbacks, team, summary, status };
}

function lineView(
  line: ReturnType<Directory["lines"]>[number],
  { waiting, talking }: { waiting: readonly Contact[]; talking: number },
  { state, directory, tally, now }: SharedSources,
): LineView {
  const open = state.lines[line.id]?.open ?? [];
  const figures = tally.today(line.id, now);
  const { offered, answered, answeredInTarget, abandoned } = figures;
  return {
    id: line.id,
    name: line.name,
    number: writtenNumber(line.number),
    kind: line.kind,
    administrationId: line.administrationId,
    open: open.some(({ from, to }) => from <= now && now < to),
    hours: linePhrase(line, directory.lineClosures(line), now),
    waiting: waiting.length,
    longestSince: earliest(waiting.map((contact) => contact.arrivedAt)),
    talking,
    answerTargetSeconds: line.answerTargetSeconds,
    today: { offered, answered, answeredInTarget, abandoned },
    callbacksToday: {
      wished: figures.callbacks,
      reached: figures.callbacksReached,
      notReached: figures.callbacksNotReached,
    },
  };
}

function talkingByLine(contacts: Iterable<Contact>): Map<string, number> {
  const talking = new Map<string, number>();
  for (const { lineId, state } of contacts) {
    if (state === "talking") talking.set(lineId, (talking.get(lineId) ?? 0) + 1);
  }
  return talking;
}

function waitingByLine(contacts: Iterable<Contact>): Map<string, Contact[]> {
  const waiting = new Map<string, Contact[]>();
  for (const contact of contacts) {
    // Whoever hears music waits, also while somebody is being asked or rung for him.
    if (!["waiting", "offered", "connecting"].includes(contact.state)) continue;
    if (isToBeCalled(contact)) continue;
    const line = waiting.get(contact.lineId);
    if (line) line.push(contact);
    else waiting.set(contact.lineId, [contact]);
  }
  return waiting;
}

function summaryOf(
  lines: ReadonlyMap<string, LineView>,
  team: ReadonlyMap<string, TeamMemberView>,
): SummaryView {
  const all = [...lines.values()];
  const members = [...team.values()];
  const sum = (of: (line: LineView) => number) => all.reduce((total, line) => total + of(line), 0);
  // Who still waits has been promised nothing that is broken: he counts once answered or gone.
  const settled = sum((line) => line.today.answered + line.today.abandoned);
  return {
    waiting: sum((line) => line.waiting),
    longestSince: earliest(all.flatMap((line) => line.longestSince ?? [])),
    ready: members.filter((member) => member.state === "ready").length,
    signedIn: members.filter((member) => member.state !== "offline").length,
    promiseKept: settled === 0 ? null : sum((line) => line.today.answeredInTarget) / settled,
  };
}

function earliest(times: readonly number[]): number | null {
  return times.length === 0 ? null : Math.min(...times);
}
