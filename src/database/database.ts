import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { StartError } from "../errors.ts";
import { PrismaClient } from "./generated/client.ts";

export interface Database {
  prisma: PrismaClient;
  /** The connections that `prisma` uses too; for typed raw SQL, row locks and advisory locks. */
  pool: pg.Pool;
  url: string;
  close(): Promise<void>;
}

const connectionsMax = 20;
const connectSecondsMax = 10;
const transactionSecondsMax = 30;

/**
 * Opens the database and proves that it answers.
 * @throws StartError with one German sentence when it is out of reach or not usable
 */
export async function openDatabase(url: string): Promise<Database> {
  const connectionString = withSessionsInUtc(url);
  const settings = {
    connectionString,
    connectionTimeoutMillis: connectSecondsMax * 1000,
    application_name: "servicecenter-115",
  };
  await requireUsable(settings);
  const pool = new pg.Pool({ ...settings, max: connectionsMax });
  // The pool throws away an idle connection that breaks; the next query reports what is wrong.
  pool.on("error", () => {});
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool),
    // Prisma's own two seconds for getting a connection are too few right after a start.
    transactionOptions: {
      maxWait: connectSecondsMax * 1000,
      timeout: transactionSecondsMax * 1000,
    },
  });
  return {
    prisma,
    pool,
    url: connectionString,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/**
 * Prisma's adapter takes every `timestamptz` that it reads for UTC, whatever zone the server
 * shows it in; so each session says UTC, also where the operator's server has another default.
 */
function withSessionsInUtc(url: string): string {
  const parsed = parseUrl(url);
  const options = parsed.searchParams.get("options") ?? "";
  if (!/timezone=/i.test(options)) {
    parsed.searchParams.set("options", `${options} -c TimeZone=UTC`.trim());
  }
  return parsed.href;
}

async function requireUsable(settings: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(settings);
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ encoding: string }>(
      "SELECT current_setting('server_encoding') AS encoding",
    );
    const encoding = rows[0]?.encoding;
    if (encoding !== "UTF8") {
      throw new StartError(
        `Die Datenbank verwendet die Zeichenkodierung ${encoding}; legen Sie sie mit UTF8 neu an.`,
      );
    }
  } catch (error) {
    throw explainConnectError(error, settings.connectionString ?? "");
  } finally {
    await client.end();
  }
}

function parseUrl(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw new StartError(
      "Die Einstellung DATABASE_URL ist keine gültige Adresse; " +
        "erwartet wird eine wie postgresql://nutzer:passwort@rechner:5432/datenbank.",
    );
  }
}

/** Puts a failed connection into one sentence; the password is never part of it. */
function explainConnectError(error: unknown, url: string): Error {
  if (error instanceof StartError) return error;
  const { hostname, port, pathname, username } = parseUrl(url);
  const server = `${hostname || "localhost"}:${port || "5432"}`;
  const name = decodeURIComponent(pathname.slice(1));
  const user = decodeURIComponent(username);
  switch (isPasswordMissing(error) ? "28P01" : codeOf(error)) {
    case "28P01":
    case "28000":
      return new StartError(
        `Die Datenbank auf ${server} lässt den Nutzer „${user}“ nicht zu; ` +
          "prüfen Sie Name und Passwort in DATABASE_URL.",
      );
    case "3D000":
      return new StartError(
        `Die Datenbank „${name}“ gibt es auf ${server} nicht; legen Sie sie an ` +
          "oder berichtigen Sie DATABASE_URL.",
      );
    case "42501":
      return new StartError(
        `Der Nutzer „${user}“ darf die Datenbank „${name}“ auf ${server} nicht benutzen.`,
      );
    case "53300":
      return new StartError(
        `Die Datenbank auf ${server} nimmt keine weiteren Verbindungen an (max_connections).`,
      );
    case "57P03":
      return new StartError(
        `Die Datenbank auf ${server} startet gerade oder wird beendet; ` +
          "versuchen Sie es gleich noch einmal.",
      );
    default:
      return new StartError(
        `Die Datenbank auf ${server} ist nicht erreichbar (${reasonOf(error)}); ` +
          "prüfen Sie, ob sie läuft und ob DATABASE_URL stimmt.",
      );
  }
}

/** The driver finds this out by itself, and has no code for it. */
function isPasswordMissing(error: unknown): boolean {
  return error instanceof Error && error.message.includes("password must be a");
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function reasonOf(error: unknown): string {
  return codeOf(error) ?? (error instanceof Error ? error.message : String(error));
}
