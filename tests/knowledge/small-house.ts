import { OpenAPIHono } from "@hono/zod-openapi";
import { Temporal } from "temporal-polyfill";
import type { Clock } from "../../src/clock.ts";
import type { Database } from "../../src/database/database.ts";
import { directoryRoutes } from "../../src/directory/api.ts";
import { createDirectory, type Directory } from "../../src/directory/directory.ts";
import { AppError } from "../../src/errors.ts";
import type { Grant } from "../../src/identity/permissions.ts";
import type { SignedIn } from "../../src/identity/route.ts";
import { knowledgeRoutes } from "../../src/knowledge/api.ts";
import { editingRoutes } from "../../src/knowledge/editing/api.ts";
import type { Editing } from "../../src/knowledge/editing/editing.ts";
import { taskRoutes } from "../../src/knowledge/editing/tasks-api.ts";
import { versionRoutes } from "../../src/knowledge/editing/version-api.ts";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { readKnowledgeTree } from "../../src/knowledge/knowledge-tree.ts";
import { createKnowledge, type Knowledge } from "../../src/knowledge/knowledge.ts";
import { createPlaces } from "../../src/places/places.ts";
import { invalidInput } from "../../src/validation.ts";
import { testDatabase } from "../support/database.ts";
import { smallTree } from "./small-tree.ts";

export interface Reply {
  status: number;
  // Replies of many routes: a test says itself what it expects of them.
  body: any;
}

/** The rooms on the small knowledge base, behind their routes. */
export interface SmallHouse {
  database: Database;
  directory: Directory;
  knowledge: Knowledge;
  /** Asks as somebody with `grants`, at a clock time in Berlin. */
  read(path: string, at?: string): Promise<Reply>;
  send(path: string, body: object, at?: string, method?: string): Promise<Reply>;
  /** The editors' workspace, at the time of the last question. */
  editing: Editing;
  /** @param userId also the name; one person may not do everything */
  signIn(grants: Grant[], userId?: string): void;
}

export function berlin(clockTime: string): number {
  return Temporal.PlainDateTime.from(clockTime).toZonedDateTime("Europe/Berlin").epochMilliseconds;
}

const mondayMorning = "2026-11-23T10:00";

/** @param folder another knowledge base than the small one, such as the real one */
export async function buildSmallHouse(folder?: string): Promise<SmallHouse> {
  const database = await testDatabase();
  using tree = smallTree();
  const root = folder ?? tree.root;
  const options = { today: "2026-11-23", demo: false };
  await importKnowledgeBase(database.prisma, root, options);
  const places = createPlaces((await readKnowledgeTree(root, options)).places);
  const directory = createDirectory(database.prisma);
  const knowledge = createKnowledge(database.prisma, places);
  await Promise.all([directory.reload(), knowledge.reload()]);

  let grants: Grant[] = [];
  let userId = "u";
  let now = 0;
  const clock: Clock = { now: () => now, after: () => () => {} };
  const app = new OpenAPIHono<SignedIn>({
    defaultHook(result) {
      if (!result.success) throw invalidInput(result.error);
    },
  });
  app.onError((error, c) => {
    if (!(error instanceof AppError)) throw error;
    return c.json(
      { error: { code: error.code, message: error.message, details: error.details } },
      error.status as 400,
    );
  });
  app.use(async (c, next) => {
    c.set("principal", { userId, name: userId, grants, agentId: null });
    await next();
  });
  const editing: Editing = {
    database: database.prisma,
    knowledge,
    places,
    directory,
    clock,
    released: () => knowledge.reload(),
  };
  app.route("/", knowledgeRoutes({ knowledge, places, directory, clock }));
  for (const routes of [editingRoutes, versionRoutes, taskRoutes]) app.route("/", routes(editing));
  app.route("/", directoryRoutes(directory, clock));

  const ask = async (path: string, at: string, init?: RequestInit): Promise<Reply> => {
    now = berlin(at);
    const response = await app.request(path, init);
    return { status: response.status, body: await response.json() };
  };
  return {
    database,
    directory,
    knowledge,
    read: (path, at = mondayMorning) => ask(path, at),
    editing,
    send: (path, body, at = mondayMorning, method = "POST") =>
      ask(path, at, {
        method,
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    signIn(next, who = "u") {
      grants = next;
      userId = who;
    },
  };
}
