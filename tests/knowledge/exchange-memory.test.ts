import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const memoryMegabytesMax = 300;

test("10,000 services of a file are read and compared in less than 300 MB of memory", async () => {
  const bench = join(import.meta.dirname, "../bench/exchange.ts");
  const { stdout } = await promisify(execFile)(process.execPath, ["--import", "tsx", bench]);
  const told = /(\d+) MB at most +XZuFi: (\d+) services read and compared, (\d+) proposals/;
  const [megabytes, services, proposals] = (told.exec(stdout) ?? []).slice(1).map(Number);
  expect(services).toBe(10_000);
  expect(proposals).toBeGreaterThan(100);
  expect(megabytes).toBeLessThan(memoryMegabytesMax);
}, 300_000);
