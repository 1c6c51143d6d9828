import { expect, it } from "vitest";
import type { LiveCenter } from "../../src/center/live-center.ts";
import { onlyWhileLeading } from "../../src/main/leading-telephony.ts";
import type { DesiredCall, Telephony } from "../../src/telephony/telephony.ts";

function switchInHands() {
  const said: [string, DesiredCall["kind"]][] = [];
  const telephony: Telephony = {
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    connected: () => true,
    observe: () => Promise.resolve([]),
    direct: (callId, desired) => void said.push([callId, desired.kind]),
  };
  const center = { leading: true };
  const guarded = onlyWhileLeading(telephony, center as LiveCenter, () => {});
  return { said, center, guarded };
}

it("says what was decided while the lease was unsure with the next comparison, the latest only", async () => {
  const { said, center, guarded } = switchInHands();
  center.leading = false;
  guarded.direct("a", { kind: "wait" });
  guarded.direct("b", { kind: "wait" });
  guarded.direct("b", { kind: "end" });
  guarded.direct("c", { kind: "wait" });
  await expect(guarded.observe()).rejects.toMatchObject({ code: "telephony_unavailable" });
  expect(said).toEqual([]);
  center.leading = true;
  guarded.direct("c", { kind: "end" });
  await guarded.observe();
  await guarded.observe();
  expect(said).toEqual([
    ["c", "end"],
    ["a", "wait"],
    ["b", "end"],
  ]);
});
