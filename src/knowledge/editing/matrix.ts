import { may, type Principal } from "../../identity/permissions.ts";
import type { ServiceRecord } from "../records.ts";
import { administrationOf, sectionOf } from "./content.ts";
import { today, type Editing } from "./editing.ts";
import { writeRight } from "./rights.ts";
import { sharedSection, type EditingMatrix } from "./schema.ts";
import { stateOf } from "./states.ts";
import { listOpenVersions } from "./store.ts";
import { listTasks } from "./task-store.ts";

/** Every service with its answers: what holds, what is missing, what is being worked on. */
export async function readMatrix(editing: Editing, principal: Principal): Promise<EditingMatrix> {
  const { database, knowledge, directory, clock } = editing;
  const day = today(editing);
  const open = await listOpenVersions(database);
  const tasks = await listTasks(database, { administrationIds: "all", done: false });
  const [versionsAt, tasksAt] = [groupBy(open, keyOf), groupBy(tasks, taskKey)];
  const sections = [
    { section: sharedSection, name: "Gemeinsam", code: "ALLE" },
    ...directory
      .administrations(clock.now())
      .map(({ id, shortName, code }) => ({ section: id, name: shortName, code })),
  ];
  const myDuty = (section: string) =>
    may(principal, "services.write", administrationOf(section) ?? undefined);
  return {
    sections: sections.map((each) => ({
      ...each,
      mayWrite: writeRight(editing, principal, each.section).allowed,
    })),
    rows: byName(knowledge.services()).map((service) => ({
      slug: service.slug,
      name: service.name,
      category: service.category,
      synonyms: service.synonyms,
      cells: sections.map(({ section }) => {
        const key = `${service.slug} ${section}`;
        const versions = versionsAt.get(key) ?? [];
        const waiting = tasksAt.get(key) ?? [];
        const answers = knowledge.answers(service.slug);
        const statuses = versions.map(({ status }) => status as "draft" | "inReview");
        const wrote = versions.some((each) => each.contributorIds.includes(principal.userId));
        const toReview = versions.some(
          (each) => each.status === "inReview" && !each.contributorIds.includes(principal.userId),
        );
        return {
          ...stateOf(service, answers, section, day, statuses),
          tasks: waiting.length,
          mine:
            wrote ||
            (toReview && myDuty(section)) ||
            waiting.some((task) => task.acceptedById === principal.userId),
        };
      }),
    })),
  };
}

function byName(services: readonly ServiceRecord[]): ServiceRecord[] {
  return services.toSorted((left, right) => left.name.localeCompare(right.name, "de"));
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
