import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { InfiniteData } from "@tanstack/react-query";
import type { Decision, Proposals, ProposalView } from "../../src/knowledge/exchange/schema.ts";
import { messageOf } from "../core/http.ts";
import { focusSoon, useRefresh } from "../editing/use-refresh.ts";
import { useAnnouncer } from "../shell/announcer.tsx";
import { exchangeEndpoints } from "./endpoints.ts";

const keyOf = (runId: string, openOnly: boolean) => ["exchange-proposals", runId, openOnly];

/** All that differs between a file and what holds here, page by page. */
export function useProposals(runId: string, openOnly: boolean) {
  return useInfiniteQuery({
    queryKey: keyOf(runId, openOnly),
    queryFn: ({ pageParam }) => exchangeEndpoints.proposals(runId, openOnly, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    // What has been decided stays in sight until the list is opened again.
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export interface Step extends Decision {
  proposal: ProposalView;
}

/** Carries out decisions one after the other; the first that is refused ends the row. */
export function useDecisions(runId: string, openOnly: boolean) {
  const queries = useQueryClient();
  const refresh = useRefresh();
  const { tell } = useAnnouncer();
  const put = (decided: ProposalView) =>
    queries.setQueryData<InfiniteData<Proposals>>(keyOf(runId, openOnly), (known) =>
      known === undefined ? known : withProposal(known, decided),
    );
  const mutation = useMutation({
    async mutationFn(steps: readonly Step[]) {
      for (const { proposal, ...decision } of steps) {
        const decided = await exchangeEndpoints.decide(proposal.id, decision);
        put(decided);
        tell(decided.outcome ?? "");
        focusSoon(headingIdOf(decided));
      }
    },
    // Somebody else was quicker: then the list is old.
    onError: () => queries.invalidateQueries({ queryKey: keyOf(runId, openOnly) }),
    // Nobody has to wait for the other pages to be read again.
    onSettled() {
      void queries.invalidateQueries({ queryKey: ["exchange-runs"] });
      void refresh();
    },
  });
  const failed = mutation.error ? messageOf(mutation.error) : null;
  return { run: mutation.mutate, busy: mutation.isPending, failed };
}

export function headingIdOf({ id }: Pick<ProposalView, "id">): string {
  return `proposal-${id}`;
}

function withProposal(
  { pages, pageParams }: InfiniteData<Proposals>,
  decided: ProposalView,
): InfiniteData<Proposals> {
  const put = (each: ProposalView) => (each.id === decided.id ? decided : each);
  const changed = pages.map((page) => ({ ...page, proposals: page.proposals.map(put) }));
  return { pages: changed, pageParams };
}

/** Everything about one service or authority. */
export interface Subject {
  target: string;
  title: string;
  proposals: ProposalView[];
  conflict: boolean;
  /** Fields that nobody has decided on. */
  openFields: number;
  waiting: boolean;
}

export function subjectsOf(proposals: readonly ProposalView[]): Subject[] {
  const subjects = new Map<string, ProposalView[]>();
  for (const each of proposals) {
    subjects.set(each.target, [...(subjects.get(each.target) ?? []), each]);
  }
  return [...subjects].map(([target, about]) => {
    const open = about.filter(({ state }) => state === "open");
    return {
      target,
      title: plainTitle(about),
      proposals: about,
      conflict: open.some(({ conflict }) => conflict),
      openFields: open.reduce((sum, { fields }) => sum + Math.max(1, fields.length), 0),
      waiting: about.some(({ state }) => state === "inReview"),
    };
  });
}

/** Of "Personalausweis" and "Personalausweis (Vulkaneifel)" the first. */
function plainTitle(about: readonly ProposalView[]): string {
  const titles = about.map(({ title }) => title);
  return titles.toSorted((a, b) => a.length - b.length)[0] ?? "";
}
