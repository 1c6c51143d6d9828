import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { exchangeRoutes } from "../../src/knowledge/exchange/api.ts";
import { fieldLabels, type Proposal } from "../../src/knowledge/exchange/proposal.ts";
import type { Proposals } from "../../src/knowledge/exchange/schema.ts";
import { addProposals, createRun } from "../../src/knowledge/exchange/store.ts";
import { appWith, base } from "../http/sample-app.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let house: SmallHouse;
let app: ReturnType<typeof appWith>;
beforeAll(async () => {
  house = await buildSmallHouse();
  await house.read("/api/administrations");
  app = appWith({
    principalOf: async () => ({
      userId: "e",
      name: "Erika Muster",
      grants: [{ role: "editor", administrationId: null }],
      agentId: null,
    }),
    rooms: [exchangeRoutes({ editing: house.editing, uploadsDirectory: "/nowhere" })],
  });
});
afterAll(() => house.database.close());

/** Of a file that says this in this order. @param ids also the order of the file */
async function bring(runId: string, said: Record<string, Omit<Proposal, "title" | "link">>) {
  const by = { userId: null, name: "Kommandozeile" };
  const proposals = Object.entries(said).map(([id, proposal], position) => ({
    ...proposal,
    id: `${runId}-${id}`,
    position,
    title: id,
    link: { id, kind: proposal.kind, target: proposal.target, digests: {} },
  }));
  await house.database.prisma.$transaction(async (transaction) => {
    await createRun(transaction, { id: runId, fileName: "redaktion.xml", at: 0, by });
    await addProposals(transaction, runId, proposals);
  });
}

async function page(runId: string, query: Record<string, string>): Promise<Proposals> {
  const path = `/api/exchange/runs/${runId}/proposals?${new URLSearchParams(query)}`;
  const response = await app.request(base + path);
  expect(response.status).toBe(200);
  return (await response.json()) as Proposals;
}

async function reject(id: string): Promise<void> {
  const response = await app.request(`${base}/api/exchange/proposals/${id}/decision`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: base },
    body: JSON.stringify({ decision: "reject" }),
  });
  expect(response.status).toBe(200);
}

const fee = (target: string, conflict: boolean): Omit<Proposal, "title" | "link"> => ({
  kind: "answer",
  target,
  section: "shared",
  fields: [
    {
      field: "fee",
      label: fieldLabels.fee,
      local: "1 Euro",
      incoming: "2 Euro",
      conflict,
      digest: "2",
    },
  ],
});

test("pages leave out nothing, whatever is decided between them", async () => {
  const targets = ["hundesteuer", "personalausweis", "kfz-zulassung", "wohngeld", "bauantrag"];
  const said = Array.from({ length: 30 }, (_, index) => {
    const target = targets[index % targets.length] ?? "";
    return [String(index), fee(target, target === "wohngeld" && index > 10)] as const;
  });
  await bring("pages", Object.fromEntries(said));
  const whole = (await page("pages", { limit: "200" })).proposals.map(({ id }) => id);
  expect(whole).toHaveLength(30);
  expect(whole.slice(0, 6)).toEqual([3, 8, 13, 18, 23, 28].map((index) => `pages-${index}`));

  const seen: string[] = [];
  let after: string | null = null;
  do {
    const query: Record<string, string> = { limit: "7", ...(after !== null && { after }) };
    const { proposals, next } = await page("pages", query);
    seen.push(...proposals.map(({ id }) => id));
    // All that made a conflict of its service, and the one that the next page begins after.
    for (const { id } of proposals) await reject(id);
    after = next;
  } while (after !== null);
  expect(seen).toEqual(whole);
  const all = await page("pages", { open: "false", limit: "200" });
  expect(all.proposals.map(({ id }) => id)).toEqual(whole);
});

test("a list of responsibilities lets everything else have its turn between two of them", async () => {
  const claimed: Omit<Proposal, "title" | "link"> = {
    kind: "responsibility",
    target: "personalausweis",
    section: null,
    fields: [
      {
        field: "responsibility",
        label: fieldLabels.responsibility,
        local: null,
        incoming: "Kreisverwaltung Vulkaneifel",
        conflict: false,
        digest: "1",
        claims: [{ authorityId: "kv-vulkaneifel", municipalities: ["07233501"] }],
      },
    ],
  };
  await bring("turns", Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, claimed])));
  let turn = 0;
  let counting = true;
  const count = () => {
    turn += 1;
    if (counting) setImmediate(count);
  };
  count();
  const judgedIn: number[] = [];
  const ask = house.knowledge.service;
  const watched = vi.spyOn(house.knowledge, "service").mockImplementation((slug) => {
    judgedIn.push(turn);
    return ask(slug);
  });
  const { proposals } = await page("turns", {});
  watched.mockRestore();
  counting = false;
  expect(proposals).toHaveLength(4);
  expect(judgedIn).toHaveLength(4);
  expect(new Set(judgedIn).size).toBe(4);
});
