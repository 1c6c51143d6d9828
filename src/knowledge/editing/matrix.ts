import type { Principal } from "../../identity/permissions.ts";
import { pause } from "../pause.ts";
import type { ServiceRecord } from "../records.ts";
import { sectionOf } from "./content.ts";
import { today, type Editing } from "./editing.ts";
import { reviewable, writeRight } from "./rights.ts";
import { sharedSection, type EditingMatrix } from "./schema.ts";
import { stateOf } from "./states.ts";
import { listOpenVersions } from "./store.ts";
import { countTasksByAnswer } from "./task-store.ts";

/** Every service with its answers: what holds, what is missing, what is being worked on. */
export async function readMatrix(editing: Editing, principal: Principal): Promise<EditingMatrix> {
  const { database, knowledge, directory, clock } = editing;
  const day = today(editing);
  const open = await listOpenVersions(database);
  const tasks = await countTasksByAnswer(database);
  const inReview = open.filter(({ status }) => status === "inReview");
  const reviewed = await reviewable(database, editing, principal, inReview);
  const reviews = new Set(reviewed.map(({ id }) => id));
  const [versionsAt, tasksAt] = [groupBy(open, keyOf), groupBy(tasks, taskKey)];
  const sections = [
    { section: sharedSection, name: "Gemeinsam", code: "ALLE" },
    ...directory
      .administrations(clock.now())
      .map(({ id, shortName, code }) => ({ section: id, name: shortName, code })),
  ];
  const rowOf = (service: ServiceRecord): MatrixRow => {
    const { slug, name, category, synonyms } = service;
    const answers = knowledge.answers(slug);
    const cells = sections.map(({ section }) => {
      const key = `${slug} ${section}`;
      const versions = versionsAt.get(key) ?? [];
      const waiting = tasksAt.get(key) ?? [];
      const statuses = versions.map(({ status }) => status as "draft" | "inReview");
      const isMine = (version: (typeof versions)[number]) =>
        version.contributorIds.includes(principal.userId) || reviews.has(version.id);
      return {
        ...stateOf(service, answers, section, day, statuses),
        tasks: waiting.reduce((sum, each) => sum + each._count, 0),
        mine:
          versions.some(isMine) || waiting.some((each) => each.acceptedById === principal.userId),
      };
    });
    return { slug, name, category, synonyms, cells };
  };
  const rows: MatrixRow[] = [];
  for (const service of byName(knowledge.services())) {
    rows.push(rowOf(service));
    // Calls go on between two handfuls, however many services there are.
    if (rows.length % handful === 0) await pause();
  }
  const mayWrite = (section: string) => writeRight(editing, principal, section).allowed;
  return {
    sections: sections.map((each) => ({ ...each, mayWrite: mayWrite(each.section) })),
    rows,
  };
}

const handful = 50;
type MatrixRow = EditingMatrix["rows"][number];
const german = new Intl.Collator("de");

function byName(services: readonly ServiceRecord[]): ServiceRecord[] {
  return services.toSorted((left, right) => german.compare(left.name, right.name));
}

function keyOf({ serviceSlug, section }: { serviceSlug: string; section: string }): string {
  return `${serviceSlug} ${section}`;
}

function taskKey(task: { serviceSlug: string | null; administrationId: string | null }): string {
  return `${task.serviceSlug} ${sectionOf(task.administrationId)}`;
}

function groupBy<Item>(
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOfItem(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
