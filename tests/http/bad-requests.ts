/** Ids that exist nowhere. */
const nowhere = "00000000-0000-4000-8000-000000000000";
const profile = {
  displayName: "Niemand",
  administrationId: "vulkaneifel",
  extension: "7999",
  lineIds: ["115"],
  skills: [],
};
const person = {
  username: "niemand",
  name: "Niemand",
  password: "ein langes Passwort",
  grants: [{ role: "agent", administrationId: "vulkaneifel" }],
};
const content = {
  scope: "shared",
  spoken: "",
  body: "",
  fee: "",
  duration: "",
  deadline: "",
  appointment: "",
  documents: [],
  onlineUrl: "",
  sample: null,
  source: "",
  checkedAt: "",
  legalBasis: [],
  agentHints: "",
  reviewMonths: null,
};
const unknownAnswer = { serviceSlug: "atlantis", section: "shared", content };
const edit = { edit: 1, comment: "" };

export interface Row {
  /** Somebody of the demonstration who may do it; null: nobody signed in. */
  as: string | null;
  /**
   * Right in its form, about something that does not exist; left out where there is no body.
   * "settings" and "settings to check" stand for those of a line as they are.
   */
  body?: unknown;
  /** Ids in the path and the query, where one that exists nowhere is not what is meant. */
  address?: string;
  status: number;
  /** Null where nothing is wrong with it and nothing changes. */
  code: string | null;
}

/** Every route that changes something: without a row here the test fails. */
export const badRequests: Record<string, Row> = {
  "POST /api/auth/sign-in/username": {
    as: null,
    body: { username: "niemand", password: "geraten" },
    status: 401,
    code: "sign_in_failed",
  },
  "POST /api/auth/sign-out": { as: null, status: 204, code: null },
  "POST /api/auth/change-password": {
    as: "agentin.wil1",
    body: { currentPassword: "geraten", newPassword: "ein langes Passwort" },
    status: 409,
    code: "sample_account",
  },
  "POST /api/first-start": {
    as: null,
    body: { token: "geraten", username: "niemand", password: person.password, name: "Niemand" },
    status: 403,
    code: "first_start_refused",
  },
  "POST /api/people": {
    as: "verwaltung",
    body: { ...person, agent: { ...profile, lineIds: ["atlantis"] } },
    status: 422,
    code: "unknown_line",
  },
  "PUT /api/people/{userId}/grants": {
    as: "verwaltung",
    body: { grants: person.grants },
    status: 404,
    code: "unknown_person",
  },
  "PUT /api/people/{userId}/agent": {
    as: "verwaltung",
    body: profile,
    status: 404,
    code: "unknown_person",
  },
  "POST /api/people/{userId}/disable": { as: "verwaltung", status: 404, code: "unknown_person" },
  "POST /api/people/{userId}/enable": { as: "verwaltung", status: 404, code: "unknown_person" },
  "PUT /api/people/{userId}/password": {
    as: "verwaltung",
    body: { password: person.password },
    status: 404,
    code: "unknown_person",
  },
  "PUT /api/lines/{id}/settings": {
    as: "leitung",
    body: "settings",
    status: 404,
    code: "line_not_found",
  },
  "POST /api/lines/{id}/settings/check": {
    as: "leitung",
    body: "settings to check",
    status: 404,
    code: "line_not_found",
  },
  "POST /api/lines/{id}/closing": {
    as: "leitung",
    body: { announcement: "Heute geschlossen.", from: null, until: null },
    status: 404,
    code: "line_not_found",
  },
  "DELETE /api/lines/{id}/closing": { as: "leitung", status: 404, code: "line_not_found" },
  "POST /api/search-choices": {
    as: "agentin.wil1",
    body: { query: "atlantis", serviceSlug: "atlantis" },
    status: 200,
    code: null,
  },
  "DELETE /api/search-choices": {
    as: "redaktion.dau",
    address: "/api/search-choices?query=wohngeld",
    status: 422,
    code: "invalid_input",
  },
  "POST /api/editing/check": {
    as: "redaktion.dau",
    body: { ...unknownAnswer, releasedFrom: null, releasedUntil: null },
    status: 404,
    code: "service_not_found",
  },
  "POST /api/editing/preview": {
    as: "redaktion.dau",
    body: { ...unknownAnswer, place: null, case: null },
    status: 404,
    code: "service_not_found",
  },
  "PUT /api/editing/answers/{slug}/{section}/presence": {
    as: "redaktion.dau",
    status: 404,
    code: "service_not_found",
  },
  "DELETE /api/editing/answers/{slug}/{section}/presence": {
    as: "redaktion.dau",
    status: 404,
    code: "service_not_found",
  },
  "POST /api/editing/answers/{slug}/{section}/drafts": {
    as: "redaktion.dau",
    body: { fromRevision: null },
    status: 404,
    code: "service_not_found",
  },
  "POST /api/editing/answers/{slug}/{section}/confirm": {
    as: "redaktion.dau",
    body: { seen: "" },
    status: 404,
    code: "service_not_found",
  },
  "POST /api/editing/answers/{slug}/{section}/withdraw": {
    as: "redaktion.dau",
    body: { seen: "", comment: "" },
    status: 404,
    code: "service_not_found",
  },
  "PUT /api/editing/versions/{id}": {
    as: "redaktion.dau",
    body: { edit: 1, content, releasedFrom: null, releasedUntil: null, rebased: false },
    status: 404,
    code: "version_not_found",
  },
  "POST /api/editing/versions/{id}/discard": version(),
  "POST /api/editing/versions/{id}/submit": version(),
  "POST /api/editing/versions/{id}/return": version(),
  "POST /api/editing/versions/{id}/release": version(),
  "POST /api/answer-reports": {
    as: "agentin.wil1",
    body: {
      kind: "wrong",
      serviceSlug: "atlantis",
      administrationId: null,
      query: null,
      lineId: null,
      placeAgs: null,
    },
    status: 422,
    code: "service_unknown",
  },
  "PUT /api/answer-reports/{id}/note": { ...report({ note: "zu spät" }), as: "agentin.wil1" },
  "POST /api/answer-reports/{id}/accept": report({}),
  "POST /api/answer-reports/{id}/resolve": report({ resolution: "corrected", reply: "" }),
  "POST /api/answer-reports/{id}/reopen": report({}),
  "POST /api/answer-reports/{id}/hand-on": report({}),
  "POST /api/exchange/messages": { as: "verwaltung", status: 415, code: "xml_expected" },
  "POST /api/exchange/proposals/{id}/decision": {
    as: "redaktion.dau",
    body: { decision: "reject" },
    status: 404,
    code: "proposal_not_found",
  },
  "PUT /api/contacts/{id}/record": {
    as: "agentin.wil1",
    body: { concerns: [], note: "" },
    status: 404,
    code: "contact_not_found",
  },
  "POST /api/tickets": {
    as: "agentin.wil1",
    body: {
      contactId: nowhere,
      concernId: null,
      serviceSlug: null,
      administrationId: "vulkaneifel",
      question: "Wann ist mit einem Bescheid zu rechnen?",
      replyChannel: "email",
      replyTo: "anrufer@example.org",
      consent: true,
    },
    status: 404,
    code: "contact_not_found",
  },
  "POST /api/tickets/{id}/answer": {
    as: "agentin.wil1",
    body: { answer: "In drei Wochen." },
    status: 404,
    code: "ticket_not_found",
  },
  "POST /api/simulator/calls": {
    as: "agentin.wil1",
    body: { line: "atlantis", from: null, patienceSeconds: 10 },
    status: 422,
    code: "unknown_line",
  },
};

function version(): Row {
  return { as: "redaktion.dau", body: edit, status: 404, code: "version_not_found" };
}

function report(body: unknown): Row {
  return { as: "redaktion.dau", body, status: 404, code: "task_not_found" };
}

/** The path with ids that exist nowhere. */
export function addressOf(route: string, { address }: Row): string {
  const path = route.slice(route.indexOf(" ") + 1);
  return address ?? path.replaceAll(/\{.+?\}/g, nowhere);
}
