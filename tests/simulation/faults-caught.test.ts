import { describe, expect, it } from "vitest";
import type { Journal, Lease } from "../../src/center/journal.ts";
import { playEpisode } from "./faults/episode.ts";
import type { Disturbance } from "./faults/disturbances.ts";
import type { Sabotage } from "./faults/world.ts";

const episodesMax = 40;

/** What the auditors say of a centre that is broken on purpose, in the first episode they do. */
async function found(sabotage: Sabotage, disturbances: readonly Disturbance[]): Promise<string> {
  for (let seed = 1; seed <= episodesMax; seed += 1) {
    const { violations } = await playEpisode({ seed, deeds: 1_200, sabotage, disturbances });
    if (violations.length > 0) return `episode ${seed}: ${violations.join("\n")}`;
  }
  return "nothing";
}

function withJournal(change: (journal: Journal) => Partial<Journal>): Sabotage {
  return {
    breakJournal: (journal) =>
      new Proxy(journal, {
        get(target, name: keyof Journal) {
          const own = change(target)[name] ?? target[name];
          return (own as (...parts: unknown[]) => unknown).bind(target);
        },
      }),
  };
}

describe("the simulator notices a centre that", () => {
  it("lets effects out before their event is durable", async () => {
    const sabotage = withJournal((journal) => ({
      append(lease, entries, answers) {
        void journal.append(lease, entries, answers).catch(() => undefined);
        return Promise.resolve(new Map());
      },
    }));
    expect(await found(sabotage, ["databaseIsSlow"])).toMatch(/before it (is|was) durable/);
  }, 600_000);

  it("is not fenced when it wakes up", async () => {
    let newest: Lease | null = null;
    const sabotage = withJournal((journal) => ({
      async acquire(holder) {
        const lease = await journal.acquire(holder);
        newest = lease ?? newest;
        return lease;
      },
      append: (lease, entries, answers) => journal.append(newest ?? lease, entries, answers),
      renew: (lease) => journal.renew(newest ?? lease),
    }));
    const words = await found(sabotage, ["writerFreezes", "trapIsSet"]);
    expect(words).toMatch(/two processes lead|otherwise than it was written|wrong about/);
  }, 600_000);

  it("never compares itself with the switch", async () => {
    const sabotage: Sabotage = {
      breakTelephony: (telephony) => ({
        start: (listener) => telephony.start(listener),
        stop: () => telephony.stop(),
        direct: (callId, desired) => telephony.direct(callId, desired),
        connected: () => telephony.connected(),
        observe: () => Promise.reject(new Error("never asked")),
      }),
    };
    expect(await found(sabotage, ["eventsGetLost"])).toMatch(/F4|nobody in silence|I3/);
  }, 600_000);

  it("moves calls though another process runs it by now", async () => {
    const sabotage: Sabotage = { breakTelephony: (telephony) => telephony };
    const words = await found(sabotage, ["writerFreezes", "switchIsSlow", "databaseIsSlow"]);
    expect(words).toMatch(/let go though nobody decided it|nobody in silence|two callers/);
  }, 600_000);

  it("decides a command again that is sent again", async () => {
    const sabotage = withJournal((journal) => ({
      async append(lease, entries, answers) {
        const earlier = await journal.append(lease, entries, answers);
        if (earlier.size === 0) return earlier;
        return journal.append(
          lease,
          entries,
          answers.filter(({ id }) => !earlier.has(id)),
        );
      },
    }));
    expect(await found(sabotage, ["writerDies"])).toMatch(/another outcome/);
  }, 600_000);

  it("forgets the last decision at a recovery", async () => {
    const sabotage = withJournal((journal) => ({
      async *entriesAfter(seq) {
        const entries = [];
        for await (const entry of journal.entriesAfter(seq)) entries.push(entry);
        const kept = seq === 0 ? entries.slice(0, -1) : entries;
        for (const entry of kept) yield entry;
      },
    }));
    const words = await found(sabotage, ["processDies", "writerDies"]);
    expect(words).toMatch(/otherwise than it was written|tells decision|wrong about|I6/);
  }, 600_000);
});
