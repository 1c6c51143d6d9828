import type { Prisma, PrismaClient } from "../../database/generated/client.ts";
import type { TreeFile } from "./tree-files.ts";

type Connection = PrismaClient | Prisma.TransactionClient;

/** The files of the last import, in the order of their paths; empty before the first. */
export async function loadTreeFiles(database: Connection): Promise<TreeFile[]> {
  const rows = await database.knowledgeFile.findMany({ orderBy: { path: "asc" } });
  return rows.map(({ path, content }) => ({ path, content: Buffer.from(content) }));
}

/** Writes what differs from `stored`; a file that is not in `files` is forgotten. */
export async function saveTreeFiles(
  transaction: Prisma.TransactionClient,
  files: readonly TreeFile[],
  stored: readonly TreeFile[],
): Promise<void> {
  const before = new Map(stored.map(({ path, content }) => [path, content]));
  const changed = files.filter(({ path, content }) => !before.get(path)?.equals(content));
  const paths = new Set(files.map(({ path }) => path));
  const gone = [...before.keys()].filter((path) => !paths.has(path));
  const replaced = [...gone, ...changed.map(({ path }) => path)];
  if (replaced.length === 0) return;
  await transaction.knowledgeFile.deleteMany({ where: { path: { in: replaced } } });
  await transaction.knowledgeFile.createMany({
    data: changed.map(({ path, content }) => ({ path, content: new Uint8Array(content) })),
  });
}
