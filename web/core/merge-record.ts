import type { ConcernView, ContactRecord } from "../../src/contacts/schema.ts";

export interface Merged {
  record: ContactRecord;
  /** Both have written into the note: both texts stand there. */
  noteJoined: boolean;
}

/** Brings two writings of the same record together; no text of either is lost. */
export function mergeRecords(
  base: ContactRecord,
  mine: ContactRecord,
  theirs: ContactRecord,
): Merged {
  const note = mergeNotes(base.note, mine.note, theirs.note);
  const concerns = mergeConcerns(base.concerns, mine.concerns, theirs.concerns);
  return { record: { concerns, note: note.text }, noteJoined: note.joined };
}

export function sameRecord(one: ContactRecord, other: ContactRecord): boolean {
  return (
    one.note === other.note &&
    one.concerns.length === other.concerns.length &&
    one.concerns.every((concern, index) => sameConcern(concern, other.concerns[index]))
  );
}

function mergeNotes(base: string, mine: string, theirs: string) {
  if (mine === base) return { text: theirs, joined: false };
  if (theirs === base || mine.includes(theirs)) return { text: mine, joined: false };
  if (theirs.includes(mine)) return { text: theirs, joined: false };
  const added = mine.startsWith(base) ? mine.slice(base.length).trimStart() : mine;
  return { text: `${theirs}\n${added}`, joined: true };
}

/** Where both changed the same concern, what this person has done last holds. */
function mergeConcerns(
  base: readonly ConcernView[],
  mine: readonly ConcernView[],
  theirs: readonly ConcernView[],
): ConcernView[] {
  const find = (list: readonly ConcernView[], { id }: ConcernView) =>
    list.find((concern) => concern.id === id);
  const touched = (concern: ConcernView) => !sameConcern(concern, find(base, concern));
  const kept = theirs.flatMap((concern) => {
    const own = find(mine, concern);
    if (own) return touched(own) ? own : concern;
    // Taken away here, unless the other one has changed it meanwhile.
    return touched(concern) ? concern : [];
  });
  const added = mine.filter((concern) => !find(theirs, concern) && touched(concern));
  return [...kept, ...added];
}

function sameConcern(one: ConcernView, other: ConcernView | undefined): boolean {
  return (
    other !== undefined &&
    one.id === other.id &&
    one.title === other.title &&
    one.serviceSlug === other.serviceSlug &&
    one.placeAgs === other.placeAgs &&
    one.outcome === other.outcome
  );
}
