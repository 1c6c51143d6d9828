import type { LiveCenter } from "../center/live-center.ts";
import type { FoundTarget } from "../dashboard/commands.ts";
import type { DeskCommand } from "../dashboard/schema.ts";
import type { Directory } from "../directory/directory.ts";
import { isOpen } from "../directory/hours.ts";
import type { CenterEvent } from "../routing/events.ts";

/** Whom a desk means by an entry of the directory or by digits; null when nobody can be dialled. */
export function findTransferTarget(
  directory: Directory,
  { directoryEntryId, extension }: DeskCommand<"contact.transfer">,
  now: number,
): FoundTarget | null {
  const entry =
    directoryEntryId !== null
      ? directory.entry(directoryEntryId)
      : extension !== null
        ? directory.entryByExtension(extension)
        : null;
  if (entry?.extension) {
    const closures = directory.closures(entry.administrationId);
    return {
      target: { extension: entry.extension, name: entry.name, directoryEntryId: entry.id },
      // Whether it answered lately is for people to weigh; its hours are a rule (R2).
      open: isOpen(entry.hours, closures, now),
      hours: directory.reachability(entry, now).phrase,
    };
  }
  if (directoryEntryId !== null || extension === null) return null;
  return {
    target: { extension, name: `Durchwahl ${extension}`, directoryEntryId: null },
    open: true,
    hours: "",
  };
}

/** Every transfer teaches the directory who can be reached (R10). @returns a function to stop */
export function learnFromTransfers(center: LiveCenter, directory: Directory): () => void {
  return center.onEntry(({ events, at }) => {
    for (const event of events) learn(directory, event, at);
  });
}

function learn(directory: Directory, event: CenterEvent, at: number): void {
  if (event.type !== "transferConnected" && event.type !== "transferFailed") return;
  const { directoryEntryId } = event.target;
  if (directoryEntryId === null) return;
  if (event.type === "transferConnected") {
    directory.noteReached(directoryEntryId, "answered", at);
  } else if (event.failure !== "takenBack") {
    const outcome = event.failure === "declined" ? "noAnswer" : event.failure;
    directory.noteReached(directoryEntryId, outcome, at);
  }
}
