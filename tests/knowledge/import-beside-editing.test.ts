import { afterEach, beforeEach, expect, test } from "vitest";
import { importKnowledgeBase } from "../../src/knowledge/import.ts";
import { untilWaiting } from "../support/lock-waiters.ts";
import { answerDesk, everywhere, hirePeople } from "./editing-desk.ts";
import { buildSmallHouse, type SmallHouse } from "./small-house.ts";
import { smallTree } from "./small-tree.ts";

let house: SmallHouse;
beforeEach(async () => {
  house = await buildSmallHouse();
});
afterEach(() => house.database.close());

test("what is released while files are imported stands afterwards, beside what they say", async () => {
  const { eva, emil } = await hirePeople(house, { eva: everywhere, emil: everywhere });
  using tree = smallTree();
  tree.edit("administrations/administrations.yaml", "code: WIL", "code: WTL");
  tree.edit("services/personalausweis.md", "synonyms: [Perso, Ausweis]", "synonyms: [ID-Karte]");
  // The import has compared everything, and waits with its first write.
  const holder = await house.database.pool.connect();
  await holder.query("BEGIN; LOCK TABLE administration IN SHARE MODE");
  const options = { today: "2026-11-23", demo: false };
  const imported = importKnowledgeBase(house.database.prisma, tree.root, options);
  await untilWaiting(house.database, 1);
  const [writer, reviewer] = [eva, emil].map((id) => ({ grants: everywhere, id }));
  const released = answerDesk(house, "personalausweis", "shared").publish(writer!, reviewer!, {
    agentHints: "Neu freigegeben.",
  });
  await Promise.race([released, untilWaiting(house.database, 2)]);
  await holder.query("COMMIT");
  holder.release();
  await Promise.all([imported, released]);
  await house.knowledge.reload();
  expect(house.knowledge.service("personalausweis")).toMatchObject({
    agentHints: "Neu freigegeben.",
    synonyms: ["ID-Karte"],
  });
});
