import fc from "fast-check";
import { expect, test } from "vitest";
import { TimeHeap } from "../../src/routing/time-heap.ts";

test("after any setting, moving and deleting, it gives all that is in it in order", () => {
  const deeds = fc.array(
    fc.record({
      id: fc.nat(60).map(String),
      at: fc.nat(50),
      deletes: fc.oneof(fc.constant(false), fc.constant(false), fc.boolean()),
    }),
    { maxLength: 200, size: "max" },
  );
  const property = fc.property(deeds, fc.nat(25), (sequence, count) => {
    const heap = new TimeHeap();
    const model = new Map<string, number>();
    for (const { id, at, deletes } of sequence) {
      if (deletes) {
        heap.delete(id);
        model.delete(id);
      } else {
        heap.set(id, at);
        model.set(id, at);
      }
      expect(heap.has(id)).toBe(!deletes);
    }
    for (const [id] of [...model].slice(0, model.size / 2)) {
      heap.delete(id);
      model.delete(id);
    }
    const sorted = [...model].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
    const found = heap.first(count).map(({ id, at }) => [id, at]);
    expect(found).toEqual(sorted.slice(0, count));
    expect(heap.size).toBe(sorted.length);
    const drained: string[] = [];
    for (let next = heap.peek(); next !== undefined; next = heap.peek()) {
      drained.push(next.id);
      heap.delete(next.id);
    }
    expect(drained).toEqual(sorted.map(([id]) => id));
  });
  fc.assert(property, { seed: 115, numRuns: 500 });
});
