// `npm run migration -- <name>`: writes what prisma/schema.prisma changed since the last migration.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { openDatabase } from "./database.ts";
import { startEmbedded } from "./embedded.ts";
import { migrate } from "./migrate.ts";
import { diffDatabaseToSchema } from "./schema-engine.ts";

const prismaDirectory = fileURLToPath(new URL("../../prisma", import.meta.url));

/** Replays all migrations on an empty server and compares the outcome with the schema. */
async function diffMigrationsToSchema(): Promise<string | null> {
  const home = await mkdtemp(path.join(tmpdir(), "migration-"));
  const server = await startEmbedded(home, { volatile: true });
  try {
    const database = await openDatabase(server.url);
    await migrate(database.pool);
    await database.close();
    const schema = await readFile(path.join(prismaDirectory, "schema.prisma"), "utf8");
    return await diffDatabaseToSchema(server.url, schema);
  } finally {
    await server.stop();
    await rm(home, { recursive: true });
  }
}

const [name = ""] = process.argv.slice(2);
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error("Usage: npm run migration -- <name>, for example add_answer_fee");
  process.exit(1);
}
const sql = await diffMigrationsToSchema();
if (sql === null) {
  console.log("The migrations lead to prisma/schema.prisma already; nothing to write.");
} else {
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const directory = path.join(prismaDirectory, "migrations", `${timestamp}_${name}`);
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, "migration.sql"), sql);
  console.log(
    `Wrote ${path.relative(process.cwd(), directory)}/migration.sql; read it before you commit it.`,
  );
}
