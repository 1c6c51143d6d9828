import { texts } from "../texts.ts";

/** What the server answered instead of the thing asked for; the message is German, for people. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: unknown;

  constructor(status: number, code: string, message: string, details?: unknown) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

export type Query = Record<string, string | number | null | undefined>;

interface Options {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  query?: Query;
  body?: unknown;
  /** Sent as it is, instead of a body in JSON. */
  xmlFile?: Blob;
  signal?: AbortSignal;
  /** Lets the request finish although the page is being left. */
  keepalive?: boolean;
}

/**
 * Asks the server for JSON.
 * @throws RequestError with a German message, status 0 when the server was not reached
 */
export async function request<Reply>(path: string, options: Options = {}): Promise<Reply> {
  const { method = "GET", query = {}, body, xmlFile, signal, keepalive } = options;
  const json = body === undefined ? null : JSON.stringify(body);
  const type = xmlFile ? "application/xml" : "application/json";
  let response: Response;
  try {
    response = await fetch(path + searchOf(query), {
      method,
      headers: (xmlFile ?? json) === null ? {} : { "content-type": type },
      body: xmlFile ?? json,
      credentials: "same-origin",
      signal: signal ?? null,
      keepalive: keepalive ?? false,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new RequestError(0, "unreachable", texts.errors.unreachable);
  }
  const reply: unknown = await response.json().catch(() => null);
  if (!response.ok) throw errorOf(response.status, reply);
  return reply as Reply;
}

function searchOf(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return search.size > 0 ? `?${search}` : "";
}

/** The one error shape `{error:{code,message,details?}}`; anything else becomes a plain sentence. */
function errorOf(status: number, reply: unknown): RequestError {
  const error = (
    reply as { error?: { code?: unknown; message?: unknown; details?: unknown } } | null
  )?.error;
  const code = typeof error?.code === "string" ? error.code : "unknown";
  const message = typeof error?.message === "string" ? error.message : texts.errors.unexpected;
  return new RequestError(status, code, message, error?.details);
}

/** The sentence to show for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof RequestError ? error.message : texts.errors.unexpected;
}
