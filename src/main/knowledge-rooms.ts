import { join } from "node:path";
import { inTurn } from "../database/in-turn.ts";
import { readMigrations } from "../database/migrate.ts";
import { createDirectory, type Directory } from "../directory/directory.ts";
import { localDay } from "../directory/hours.ts";
import { importKnowledgeBase } from "../knowledge/import.ts";
import { importWhenChanged } from "../knowledge/import-when-changed.ts";
import { createKnowledge, type Knowledge } from "../knowledge/knowledge.ts";
import { loadPlaces } from "../places/places.ts";
import type { Places } from "../places/schema.ts";
import type { Ground } from "./service.ts";

export const knowledgeBase = join(import.meta.dirname, "..", "..", "knowledge-base");

/** What the centre knows, read once and answered from memory. */
export interface KnowledgeRooms {
  places: Places;
  directory: Directory;
  knowledge: Knowledge;
}

/** Imports the files that have changed, then reads everything. */
export async function openKnowledgeRooms(ground: Ground): Promise<KnowledgeRooms> {
  const { prisma, pool } = ground.database;
  const today = () => localDay(ground.clock.now()).toString();
  const { demo } = ground.config;
  const newestMigration = (await readMigrations()).at(-1)?.name;
  await inTurn(pool, () =>
    importWhenChanged(prisma, knowledgeBase, `${demo} ${newestMigration}`, async () => {
      await importKnowledgeBase(prisma, knowledgeBase, { today: today(), demo });
    }),
  );
  const places = await loadPlaces(prisma, today);
  const directory = createDirectory(prisma);
  const knowledge = createKnowledge(prisma, places, today);
  await Promise.all([directory.reload(), knowledge.reload()]);
  return { places, directory, knowledge };
}
