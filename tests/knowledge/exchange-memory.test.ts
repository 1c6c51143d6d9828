import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const memoryMegabytesMax = 300;

test("10,000 services of a file are read and compared in less than 300 MB of memory", async () => {
  const bench = join(import.meta.dirname, "../bench/exchange.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", bench]);
  const figures = JSON.parse(stdout) as Record<string, number>;
  expect(figures).toMatchObject({ services: 10_000 });
  expect(figures["proposals"]).toBeGreaterThan(100);
  expect(figures["memoryMegabytesMax"]).toBeLessThan(memoryMegabytesMax);
}, 300_000);
