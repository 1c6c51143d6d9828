import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Database } from "../../src/database/database.ts";
import type { Access } from "../../src/identity/route.ts";
import type { Role } from "../../src/identity/permissions.ts";
import type { RunningService } from "../../src/main/service.ts";
import { testDatabase } from "../support/database.ts";
import { signIn, startTestService, type SignedInPerson } from "../support/service.ts";
import { mark, plantMarks } from "./planted-marks.ts";

/**
 * F15: what is internal leaks through some read path. Every internal field carries a mark, and
 * everything that can be read is read, by everybody: all GET routes of the service's own
 * description, with the ids that their lists show, and the desk's socket. A route that is added is
 * read by itself; the table below says who may see which mark.
 */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

type Visitor = Role | "nobody";
const everyRole: Visitor[] = ["agent", "operator", "editor", "supervisor", "administrator"];

/** Who may see the mark of a field, anywhere. */
const allowed: Record<string, readonly Visitor[]> = {
  [mark("hinweis")]: everyRole,
  [mark("quelle")]: everyRole,
  [mark("vertraulich")]: [],
  [mark("person")]: everyRole,
  [mark("durchwahl")]: everyRole,
  [mark("post")]: everyRole,
  [mark("raum")]: everyRole,
  [mark("aufgabe")]: everyRole,
  [mark("stichwort")]: everyRole,
  [mark("ausflug")]: ["supervisor", "administrator"],
  [mark("entwurf")]: ["editor"],
  [mark("meldung")]: ["editor"],
  [mark("vorschlag")]: ["editor", "administrator"],
  [mark("anfrage")]: ["agent", "operator", "supervisor"],
  [mark("notiz")]: ["supervisor", "administrator"],
};

interface Route {
  path: string;
  access: Access;
  parameters: string[];
}

let database: Database;
let service: RunningService;
let routes: Route[];
const people = new Map<Visitor, SignedInPerson>();
let planted: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  planted = await plantMarks(database);
  service = await startTestService(database.url);
  const document = await (await fetch(`${service.address}/api/openapi.json`)).json();
  routes = readableRoutes(document);
  const accounts = await (await fetch(`${service.address}/api/demo/accounts`)).json();
  for (const { username, role } of accounts.accounts) {
    if (!people.has(role)) people.set(role, await signIn(service.address, username));
  }
});
afterAll(async () => {
  await service?.stop();
  await database?.close();
});

function readableRoutes(document: {
  paths: Record<
    string,
    Record<string, { "x-permission": Access; parameters?: { in: string; name: string }[] }>
  >;
}): Route[] {
  return Object.entries(document.paths).flatMap(([path, { get }]) =>
    get
      ? [
          {
            path,
            access: get["x-permission"],
            parameters: (get.parameters ?? []).flatMap((each) =>
              each.in === "query" ? [each.name] : [],
            ),
          },
        ]
      : [],
  );
}

/** Values that make lists long and details rich, for whatever route knows the name. */
const queryValues: Record<string, string> = {
  q: "personalausweis",
  format: "ndjson",
  place: "07233501",
  full: "true",
  full_service: "true",
  hints: "true",
  open: "true",
  per_page: "100",
  perPage: "100",
  limit: "50",
};

class Crawl {
  readonly visitor: Visitor;
  /** Everything that was answered with 200, by path. */
  readonly texts = new Map<string, string>();

  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  async read(path: string): Promise<string | null> {
    const cookie = people.get(this.visitor)?.cookie ?? "";
    const response = await fetch(service.address + path, { headers: { cookie } });
    const text = await response.text();
    expect(response.status, `${path} as ${this.visitor}: ${text.slice(0, 200)}`).toBeLessThan(500);
    expect(response.status, path).not.toBe(429);
    if (response.status !== 200) return null;
    this.texts.set(path, text);
    return text;
  }

  /** Reads a route, with all it can be asked for, and each of the things that its list shows. */
  async route({ path, parameters }: Route): Promise<void> {
    const query = parameters.filter((name) => queryValues[name] !== undefined);
    const words = new URLSearchParams(query.map((name) => [name, queryValues[name] ?? ""]));
    const paths = path.includes("{") ? await this.detailPaths(path) : [path];
    for (const each of paths) {
      await this.read(words.size > 0 ? `${each}?${words}` : each);
    }
  }

  private async detailPaths(path: string): Promise<string[]> {
    const slugs = ["personalausweis", "hundesteuer"];
    if (path.includes("{slug}/{section}")) {
      return ["shared", "vulkaneifel"].map((section) =>
        path.replace("{slug}", "personalausweis").replace("{section}", section),
      );
    }
    const [parent = ""] = path.split("/{");
    const list = [...this.texts].find(([read]) => read.split("?")[0] === parent)?.[1] ?? "";
    const shown = [...list.matchAll(/"(?:id|slug)":"([^"]+)"/g)].map((match) => match[1] ?? "");
    const known = path.startsWith("/api/public") || path.startsWith("/api/hsds") ? [] : planted;
    const candidates = [
      ...new Set([...slugs.filter(() => path.includes("{slug}")), ...known, ...shown.slice(0, 3)]),
    ];
    return candidates.map((id) => path.replaceAll(/\{.+?\}/g, encodeURIComponent(id)));
  }
}

function leaks({ visitor, texts }: Pick<Crawl, "visitor" | "texts">): string[] {
  return [...texts].flatMap(([path, text]) =>
    Object.entries(allowed)
      .filter(([word, visitors]) => !visitors.includes(visitor) && text.includes(word))
      .map(([word]) => `${path} shows ${word}`),
  );
}

async function crawl(visitor: Visitor, which: (route: Route) => boolean): Promise<Crawl> {
  const crawled = new Crawl(visitor);
  // Lists before details: they show the ids.
  const ordered = routes.filter(which).toSorted((a, b) => a.path.length - b.path.length);
  for (const route of ordered) await crawled.route(route);
  return crawled;
}

describe("what is internal", () => {
  test("appears on no public route, and every public route was read", async () => {
    const open = (route: Route) => route.access === "public" || route.access === "everyone";
    const crawled = await crawl("nobody", open);
    expect(leaks(crawled)).toEqual([]);
    const publicPaths = routes.filter(({ access }) => access === "public").map(({ path }) => path);
    expect(publicPaths.length).toBeGreaterThan(10);
    const unread = publicPaths.filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll(/\{.+?\}/g, "[^/?]+")}(\\?|$)`);
      return ![...crawled.texts.keys()].some((read) => pattern.test(read));
    });
    expect(unread).toEqual([]);
  });

  test("cannot be found by searching for it, either", async () => {
    const crawled = new Crawl("nobody");
    for (const word of Object.keys(allowed)) {
      const found = await crawled.read(`/api/public/services?q=${word}`);
      expect(JSON.parse(found ?? "{}"), word).toMatchObject({ total: 0 });
    }
    const agent = new Crawl("agent");
    for (const word of [mark("entwurf"), mark("hinweis"), mark("meldung"), mark("vertraulich")]) {
      expect(JSON.parse((await agent.read(`/api/services?q=${word}`)) ?? "{}").hits).toEqual([]);
    }
  });

  test.each(everyRole)("is shown to %s as far as the table allows", async (role) => {
    const crawled = await crawl(role, () => true);
    expect(leaks(crawled)).toEqual([]);
    expect(crawled.texts.size).toBeGreaterThan(10);
  });

  test("reaches those who need it: the marks are where they belong", async () => {
    const seen = async (role: Visitor, path: string) => new Crawl(role).read(path);
    expect(await seen("agent", "/api/services/personalausweis")).toContain(mark("hinweis"));
    expect(await seen("agent", "/api/directory?q=Zulassung")).toContain(mark("durchwahl"));
    expect(await seen("editor", "/api/editing/answers/personalausweis/shared")).toContain(
      mark("entwurf"),
    );
    expect(await seen("editor", "/api/answer-reports")).toContain(mark("meldung"));
    const run = planted[2] ?? "";
    expect(await seen("editor", `/api/exchange/runs/${run}/proposals`)).toContain(
      mark("vorschlag"),
    );
  });

  test.each(["agent", "operator", "supervisor"] as const)(
    "does not come through the desk's socket to %s",
    async (role) => {
      const desk = await people.get(role)?.openDesk();
      const texts = new Map([["/desk", JSON.stringify(desk?.state ?? {})]]);
      desk?.close();
      expect(texts.get("/desk")?.length).toBeGreaterThan(100);
      expect(leaks({ visitor: role, texts })).toEqual([]);
    },
  );
});
