import type {
  Decision,
  Outcome,
  Proposals,
  ProposalView,
  Runs,
} from "../../src/knowledge/exchange/schema.ts";
import type { LearntChoice, SearchReset } from "../../src/knowledge/search/choices-schema.ts";
import { request } from "../core/http.ts";

export interface Learnt {
  choices: LearntChoice[];
  resets: (SearchReset & { serviceName: string | null })[];
}

const proposalsAtOnce = 100;

/** What the pages of the exchange and of the search's memory ask of the server. */
export const exchangeEndpoints = {
  runs: () => request<Runs>("/api/exchange/runs"),
  /** @param dryRun only look: nothing is stored */
  read: (file: File, dryRun: boolean) =>
    request<Outcome>("/api/exchange/messages", {
      method: "POST",
      query: { fileName: file.name.slice(-200), dryRun: String(dryRun) },
      xmlFile: file,
    }),
  /** @param after where the page before ended */
  proposals: (runId: string, openOnly: boolean, after: string | undefined) =>
    request<Proposals>(`/api/exchange/runs/${encodeURIComponent(runId)}/proposals`, {
      query: { open: String(openOnly), after, limit: proposalsAtOnce },
    }),
  decide: (id: string, decision: Decision) =>
    request<ProposalView>(`/api/exchange/proposals/${encodeURIComponent(id)}/decision`, {
      method: "POST",
      body: decision,
    }),
  learnt: () => request<Learnt>("/api/search-choices"),
  forget: (what: { terms?: string; service: string }) =>
    request<SearchReset>("/api/search-choices", { method: "DELETE", query: what }),
};

/** Where a browser finds the file with all that holds today. */
export function downloadPath(version: string, hints: boolean): string {
  return `/api/exchange/message?${new URLSearchParams({ version, hints: String(hints) })}`;
}
