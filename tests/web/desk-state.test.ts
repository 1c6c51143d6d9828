import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeskChange, TeamMemberView } from "../../src/dashboard/schema.ts";
import { fitOf, initialDeskState, reduceDesk } from "../../web/core/desk-state.ts";
import type { DeskState } from "../../web/core/desk-state.ts";
import { sampleCaller } from "./support/sample-desk.ts";
import { ScriptedCenter } from "./support/scripted-center.ts";

const center = new ScriptedCenter();

function live(seq = 7): DeskState {
  const snapshot = { ...center.snapshot(seq), now: 50_000 };
  return reduceDesk(initialDeskState, { type: "snapshot", snapshot, at: 48_000 });
}

function change(state: DeskState, next: DeskChange): DeskState {
  return reduceDesk(state, { type: "change", change: next, at: next.now });
}

function member(agentId: string, name: string): TeamMemberView {
  const since = 1;
  const rest = { state: "ready", since, breakReason: null, lineName: null } as const;
  return { agentId, name, administrationId: "vulkaneifel", ...rest };
}

describe("what the browser knows of the centre", () => {
  it("starts with a snapshot and measures how far the server's clock is ahead", () => {
    const state = live();
    expect(state.connection).toBe("live");
    expect(state.clockOffset).toBe(2_000);
    expect(state.snapshot?.seq).toBe(7);
  });

  it("applies the next change and leaves alone what it does not name", () => {
    const before = live();
    const summary = { waiting: 9, longestSince: 1, ready: 0, signedIn: 1, promiseKept: null };
    const after = change(before, { seq: 8, now: 60_000, summary });
    expect(after.snapshot?.summary).toEqual(summary);
    expect(after.snapshot?.desk).toEqual(before.snapshot?.desk);
    expect(after.snapshot?.lines).toEqual(before.snapshot?.lines);
  });

  it("replaces a line in its place, so that the table does not jump", () => {
    const before = live();
    const first = before.snapshot!.lines[0]!;
    const after = change(before, { seq: 8, now: 1, lines: [{ ...first, waiting: 42 }] });
    expect(after.snapshot?.lines.map((line) => line.id)).toEqual(
      before.snapshot?.lines.map((line) => line.id),
    );
    expect(after.snapshot?.lines[0]?.waiting).toBe(42);
  });

  it("adds newcomers to the team and forgets who has left", () => {
    const before = live();
    const gone = before.snapshot!.team![0]!.agentId;
    const team = { changed: [member("neu", "Neu Muster")], gone: [gone] };
    const after = change(before, { seq: 8, now: 1, team });
    const ids = after.snapshot?.team?.map((each) => each.agentId) ?? [];
    expect(ids).not.toContain(gone);
    expect(ids.at(-1)).toBe("neu");
  });

  it("adds callers who may be fetched and forgets those who were", () => {
    const entry = (id: string) => ({ ...sampleCaller(1), id });
    const two = { changed: [entry("c1"), entry("c2")], gone: [] };
    const before = change(live(), { seq: 8, now: 1, waiting: two });
    const after = change(before, { seq: 9, now: 2, waiting: { changed: [], gone: ["c1"] } });
    expect(after.snapshot?.waiting).toEqual([entry("c2")]);
  });

  it("ignores a change that the snapshot already contains", () => {
    const before = live();
    expect(change(before, { seq: 7, now: 1, lines: [] })).toBe(before);
  });

  it("does not apply anything after a gap until the next snapshot has come", () => {
    const missed = change(live(), { seq: 9, now: 1 });
    expect(missed.stale).toBe(true);
    expect(missed.snapshot?.seq).toBe(7);
    expect(fitOf(missed, { seq: 8, now: 1 })).toBe("gap");
    const snapshot = center.snapshot(12);
    const healed = reduceDesk(missed, { type: "snapshot", snapshot, at: snapshot.now });
    expect(healed.stale).toBe(false);
    expect(healed.snapshot?.seq).toBe(12);
  });

  it("keeps everything on the screen while the connection is lost", () => {
    const lost = reduceDesk(live(), { type: "disconnected", at: 5 });
    const later = reduceDesk(lost, { type: "disconnected", at: 9 });
    expect(lost.connection).toBe("lost");
    expect(later.lostSince).toBe(5);
    expect(lost.snapshot?.seq).toBe(7);
  });

  it("shows the server's latest state whatever is lost, doubled or reordered on the way", () => {
    const message = fc.record({ seq: fc.integer({ min: 1, max: 30 }), lost: fc.boolean() });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 60 }), (messages) => {
        let state = live(0);
        for (const { seq, lost } of messages) {
          if (lost) continue;
          const summary = { ...center.snapshot(0).summary, waiting: seq };
          const wasStale = state.stale;
          state = change(state, { seq, now: 1, summary });
          // What is shown is always the picture of its own number, never a mixture.
          const { snapshot } = state;
          if (snapshot!.seq > 0) expect(snapshot?.summary.waiting).toBe(snapshot?.seq);
          if (state.stale && !wasStale) {
            const fresh = { ...center.snapshot(seq), summary };
            state = reduceDesk(state, { type: "snapshot", snapshot: fresh, at: 1 });
          }
          expect(state.snapshot!.seq).toBeGreaterThanOrEqual(seq);
        }
      }),
    );
  });
});
