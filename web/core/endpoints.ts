import type { SkillOnDuty } from "../../src/dashboard/skills.ts";
import type { ContactRecord, ContactView, StoredRecord } from "../../src/contacts/schema.ts";
import type {
  EditableSettings,
  LineChangeView,
  LineSettingsChange,
  LineSettingsCheckReply,
  LineSettingsReply,
  NewClosing,
} from "../../src/directory/line-schema.ts";
import type { AdministrationView, DirectoryHit, LineView } from "../../src/directory/schema.ts";
import type { DemonstrationAccounts, Me } from "../../src/identity/schema.ts";
import type { CorrectionFigures, OwnReport } from "../../src/knowledge/editing/task-schema.ts";
import type { ServiceDetail, ServiceHit } from "../../src/knowledge/schema.ts";
import type { PlaceHit } from "../../src/places/schema.ts";
import type { EndedCallbacks } from "../../src/reports/schema.ts";
import type { NewTicket, TicketView } from "../../src/tickets/schema.ts";
import { request } from "./http.ts";

export interface ServiceSearchReply {
  hits: ServiceHit[];
  place: { ags: string; name: string } | null;
}

export interface AnswerReport {
  kind: "wrong" | "missing";
  serviceSlug: string | null;
  administrationId: string | null;
  query: string | null;
  lineId: string | null;
  placeAgs: string | null;
}

export const endpoints = {
  me: () => request<Me>("/api/me"),
  signIn: (username: string, password: string) =>
    request("/api/auth/sign-in/username", { method: "POST", body: { username, password } }),
  signOut: () => request("/api/auth/sign-out", { method: "POST", body: {} }),
  firstStart: (body: { token: string; username: string; password: string; name: string }) =>
    request("/api/first-start", { method: "POST", body }),
  demoAccounts: () => request<DemonstrationAccounts>("/api/demo/accounts"),

  administrations: () => request<{ administrations: AdministrationView[] }>("/api/administrations"),
  places: (q: string, signal: AbortSignal) =>
    request<{ hits: PlaceHit[] }>("/api/places", { query: { q }, signal }),
  services: (q: string, place: string | null, signal: AbortSignal) =>
    request<ServiceSearchReply>("/api/services", { query: { q, place, limit: 12 }, signal }),
  /** Teaches the search which hit was meant; nothing is lost when it fails. */
  searchChoice: (query: string, serviceSlug: string) =>
    request("/api/search-choices", { method: "POST", body: { query, serviceSlug } }),
  /** @param chosen the caller's answer to the question that the service asks back */
  service: (slug: string, place: string | null, chosen: string | null, signal: AbortSignal) =>
    request<ServiceDetail>(`/api/services/${encodeURIComponent(slug)}`, {
      query: { place, case: chosen },
      signal,
    }),
  /** For which languages and topics a caller on the line may be passed on now. */
  skills: (line: string, signal: AbortSignal) =>
    request<{ skills: SkillOnDuty[] }>("/api/center/skills", { query: { line }, signal }),
  /** @param home entries of this administration come first */
  directory: (q: string, home: string | null, signal: AbortSignal) =>
    request<{ hits: DirectoryHit[] }>("/api/directory", { query: { q, home }, signal }),

  /** Finishes although the page is being left. @throws RequestError 409 `record_changed` */
  saveRecord: (contactId: string, record: ContactRecord, version: number) =>
    request<StoredRecord>(`/api/contacts/${encodeURIComponent(contactId)}/record`, {
      method: "PUT",
      body: { ...record, version },
      keepalive: true,
    }),
  createTicket: (ticket: NewTicket) =>
    request<TicketView>("/api/tickets", { method: "POST", body: ticket }),
  endedCallbacks: () => request<EndedCallbacks>("/api/reports/callbacks"),
  correctionFigures: () => request<CorrectionFigures>("/api/editing/figures"),
  lines: () => request<{ lines: LineView[] }>("/api/lines"),
  lineSettings: (id: string) => request<LineSettingsReply>(linePath(id, "settings")),
  changeLine: (id: string, change: LineSettingsChange) =>
    request<LineSettingsReply>(linePath(id, "settings"), { method: "PUT", body: change }),
  checkLine: (id: string, settings: EditableSettings, signal: AbortSignal) =>
    request<LineSettingsCheckReply>(linePath(id, "settings/check"), {
      method: "POST",
      body: { settings },
      signal,
    }),
  lineHistory: (id: string) => request<{ changes: LineChangeView[] }>(linePath(id, "history")),
  closeLine: (id: string, closing: NewClosing) =>
    request<LineSettingsReply>(linePath(id, "closing"), { method: "POST", body: closing }),
  reopenLine: (id: string) =>
    request<LineSettingsReply>(linePath(id, "closing"), { method: "DELETE" }),
  contact: (id: string) => request<ContactView>(`/api/contacts/${encodeURIComponent(id)}`),
  ownReports: () => request<{ reports: OwnReport[] }>("/api/answer-reports/own"),
  reportAnswer: (report: AnswerReport) =>
    request<{ id: string }>("/api/answer-reports", { method: "POST", body: report }),
  noteReport: (id: string, note: string) =>
    request(`/api/answer-reports/${encodeURIComponent(id)}/note`, {
      method: "PUT",
      body: { note },
    }),
};

function linePath(id: string, part: string): string {
  return `/api/lines/${encodeURIComponent(id)}/${part}`;
}
