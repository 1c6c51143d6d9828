import { kindsOfClass, linkedKinds, linkKeyOf, type XzufiObject } from "./objects.ts";

/**
 * What a message says of each object, in the order of the file: a message is a row of changes, and
 * the last one of an object is what holds.
 */
export class Statements {
  #position = 0;
  /** Key of an object → where it was last spoken of. */
  readonly #last = new Map<string, number>();

  /** @param object null for what was not understood: it has its place in the file, too */
  add(object: XzufiObject | null): void {
    this.#position += 1;
    if (object === null) return;
    // Of what was never written here, millions may be deleted.
    const isKnown = (key: string) => object.kind !== "loesche" || this.#last.has(key);
    for (const key of keysOf(object).filter(isKnown)) this.#last.set(key, this.#position);
  }

  /** @param position of the object in the file, counted from 1 */
  isLast(object: XzufiObject, position: number): boolean {
    return keysOf(object).every((key) => (this.#last.get(key) ?? position) <= position);
  }
}

function keysOf(object: XzufiObject): string[] {
  if (object.kind === "loesche") {
    return kindsOfClass(object.objectClass).map((kind) => linkKeyOf(kind, object.id));
  }
  const kind = linkedKinds.find((each) => each === object.kind);
  return kind && "id" in object && object.id ? [linkKeyOf(kind, object.id)] : [];
}
