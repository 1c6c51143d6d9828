import type {
  AnswerContent,
  AnswerWorkspace,
  DraftChange,
  EditingMatrix,
  OpenPoints,
  VersionView,
} from "../../src/knowledge/editing/schema.ts";
import type {
  ConcernedReport,
  ReviewView,
  TaskView,
} from "../../src/knowledge/editing/task-schema.ts";
import type { ServiceDetail } from "../../src/knowledge/schema.ts";
import type { ServiceSearchReply } from "../core/endpoints.ts";
import { request } from "../core/http.ts";

export interface AnswerPlace {
  slug: string;
  section: string;
}

export interface Decision {
  edit: number;
  comment: string;
  /** Of a release: ids of the reports that it corrects. */
  settles?: string[];
}

const rankedMax = 50;

export type VersionStep = "submit" | "return" | "release" | "discard";

/** How often what colleagues may have changed is read again. */
export const againMilliseconds = 20_000;

/** What the editors' pages ask of the server. */
export const editingEndpoints = {
  matrix: () => request<EditingMatrix>("/api/editing/matrix"),
  /** Slugs of the services that fit, as desks find them: best first. */
  ranking: async (q: string, signal: AbortSignal) => {
    const reply = await request<ServiceSearchReply>("/api/services", {
      query: { q, limit: rankedMax },
      signal,
    });
    return reply.hits.map(({ slug }) => slug);
  },
  workspace: (place: AnswerPlace) => request<AnswerWorkspace>(answerPath(place)),
  versions: (place: AnswerPlace) =>
    request<{ versions: VersionView[] }>(`${answerPath(place)}/versions`),
  version: (id: string) => request<{ reports: ConcernedReport[] }>(versionPath(id)),
  begin: (place: AnswerPlace, fromRevision: number | null) =>
    post<VersionView>(`${answerPath(place)}/drafts`, { fromRevision }),
  save: (id: string, change: DraftChange) =>
    request<VersionView>(versionPath(id), { method: "PUT", body: change }),
  decide: (id: string, step: VersionStep, decision: Decision) =>
    post<VersionView>(`${versionPath(id)}/${step}`, decision),
  /** @param seen digest of the released words that were read */
  confirm: (place: AnswerPlace, seen: string) =>
    post<VersionView>(`${answerPath(place)}/confirm`, { seen }),
  withdraw: (place: AnswerPlace, what: { revision: number } | { seen: string }, comment: string) =>
    post(`${answerPath(place)}/withdraw`, { ...what, comment }),
  check: (place: AnswerPlace, draft: CheckedDraft, signal: AbortSignal) =>
    request<OpenPoints>("/api/editing/check", {
      method: "POST",
      body: { serviceSlug: place.slug, section: place.section, ...draft },
      signal,
    }),
  preview: (place: AnswerPlace, preview: Preview, signal: AbortSignal) =>
    request<{ detail: ServiceDetail }>("/api/editing/preview", {
      method: "POST",
      body: { serviceSlug: place.slug, section: place.section, ...preview },
      signal,
    }),
  notePresence: (place: AnswerPlace) =>
    request<{ others: { name: string }[] }>(`${answerPath(place)}/presence`, { method: "PUT" }),
  endPresence: (place: AnswerPlace) =>
    request(`${answerPath(place)}/presence`, { method: "DELETE", keepalive: true }),

  tasks: (open: boolean, service?: string) =>
    request<{ reports: TaskView[] }>("/api/answer-reports", {
      query: { open: String(open), service },
    }),
  reviews: () => request<{ reviews: ReviewView[] }>("/api/editing/reviews"),
  acceptTask: (id: string) => post<TaskView>(`${taskPath(id)}/accept`, {}),
  reopenTask: (id: string) => post<TaskView>(`${taskPath(id)}/reopen`, {}),
  handOnTask: (id: string) => post<TaskView>(`${taskPath(id)}/hand-on`, {}),
  resolveTask: (id: string, resolution: "corrected" | "checked", reply: string) =>
    post<TaskView>(`${taskPath(id)}/resolve`, { resolution, reply }),
};

export interface CheckedDraft {
  content: AnswerContent;
  releasedFrom: string | null;
  releasedUntil: string | null;
}

interface Preview {
  content: AnswerContent;
  place: string | null;
  case: string | null;
}

function post<Reply>(path: string, body: unknown): Promise<Reply> {
  return request<Reply>(path, { method: "POST", body });
}

function answerPath({ slug, section }: AnswerPlace): string {
  return `/api/editing/answers/${encodeURIComponent(slug)}/${encodeURIComponent(section)}`;
}

function versionPath(id: string): string {
  return `/api/editing/versions/${encodeURIComponent(id)}`;
}

function taskPath(id: string): string {
  return `/api/answer-reports/${encodeURIComponent(id)}`;
}
