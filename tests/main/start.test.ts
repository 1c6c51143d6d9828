import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { until } from "../support/until.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
const stopSecondsMax = 5;

vi.setConfig({ testTimeout: 180_000 });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "servicecenter-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Starts the service as a person would, with nothing else set. */
function start(variables: Record<string, string>) {
  const child = spawn(process.execPath, ["--import", "tsx", main], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: folder,
      PORT: "0",
      SIMULATOR_CALLS_PER_HOUR: "0",
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", error: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.error += chunk));
  const exit = once(child, "exit") as Promise<[number | null, string | null]>;
  return { child, said, exit };
}

async function refusalOf(variables: Record<string, string>): Promise<string> {
  const { said, exit } = start(variables);
  const [code] = await exit;
  expect(code, said.error).toBe(1);
  expect(said.error.trim().split("\n"), "one sentence and no stack trace").toHaveLength(1);
  expect(said.error).not.toMatch(/\bat .*:\d+:\d+|Error:/);
  return said.error.trim();
}

describe("what is wrong is said in one German sentence", () => {
  it("for each setting", async () => {
    expect(await refusalOf({ PORT: "achtzig" })).toMatch(/^Die Einstellung PORT ist ungültig/);
    expect(await refusalOf({ TELEPHONY: "fax" })).toMatch(/TELEPHONY.*simulated oder asterisk/);
    expect(await refusalOf({ TELEPHONY: "asterisk" })).toMatch(/fehlt.*ASTERISK_URL/);
    expect(await refusalOf({ HOST: "0.0.0.0" })).toMatch(/DEMO=true/);
    expect(await refusalOf({ DATABASE_URL: "mysql://localhost" })).toMatch(/DATABASE_URL/);
  });

  it.runIf(process.platform === "linux")("for a folder that cannot be made", async () => {
    const sentence = await refusalOf({ DATA_DIR: "/proc/servicecenter" });
    expect(sentence).toMatch(/lässt sich nicht schreiben/);
  });

  it("for a database that is out of reach", async () => {
    const closed = net.createServer().listen(0, "127.0.0.1");
    await once(closed, "listening");
    const { port } = closed.address() as net.AddressInfo;
    closed.close();
    const url = `postgresql://nobody:secret@127.0.0.1:${port}/none`;
    const sentence = await refusalOf({ DATABASE_URL: url });
    expect(sentence).toMatch(/nicht erreichbar/);
    expect(sentence).not.toContain("secret");
  });

  it("for an occupied port, and the database is stopped again", async () => {
    const other = net.createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as net.AddressInfo;
    expect(await refusalOf({ PORT: String(port) })).toMatch(`Der Port ${port} ist schon belegt`);
    other.close();
    const left = await readdir(join(folder, "database")).catch(() => []);
    expect(left).not.toContain("postmaster.pid");
  });

  it("for a damaged data folder", async () => {
    const { child, said, exit } = start({});
    await until("the service is up", () => said.out.includes("Adresse"), 90_000);
    child.kill("SIGTERM");
    await exit;
    await writeFile(join(folder, "database", "global", "pg_control"), "damaged");
    expect(await refusalOf({})).toContain(folder);
  });
});

describe("the service", () => {
  it("stops with Ctrl-C in time, the database too, and finds its data again", async () => {
    const first = start({});
    await until("the service is up", () => first.said.out.includes("Adresse"), 90_000);
    expect(first.said.out).toContain("demo-agentin.wil1");
    const asked = Date.now();
    first.child.kill("SIGINT");
    const [code] = await first.exit;
    expect(code).toBe(0);
    // The promise is part of the contract, not a measure of speed.
    expect(Date.now() - asked).toBeLessThan(stopSecondsMax * 1000);
    expect(await readdir(join(folder, "database"))).not.toContain("postmaster.pid");

    const second = start({});
    await until("the service is up again", () => second.said.out.includes("Adresse"), 90_000);
    second.child.kill("SIGINT");
    expect((await second.exit)[0]).toBe(0);
  });

  it("goes on after it was killed, with the database that it left behind", async () => {
    const first = start({});
    await until("the service is up", () => first.said.out.includes("Adresse"), 90_000);
    first.child.kill("SIGKILL");
    await first.exit;
    const second = start({});
    await until("the service is up again", () => second.said.out.includes("Adresse"), 90_000);
    second.child.kill("SIGINT");
    expect((await second.exit)[0], second.said.error).toBe(0);
  });

  it("offers a one-time link instead of any password outside the demonstration", async () => {
    const { child, said, exit } = start({ DEMO: "false" });
    await until("the service is up", () => said.out.includes("Adresse"), 90_000);
    expect(said.out).toMatch(/http:\/\/127\.0\.0\.1:\d+\/erster-start#[\w-]{43}/);
    expect(said.out).not.toContain("demo-");
    const address = /Adresse: (\S+)/.exec(said.out)?.[1] ?? "";
    expect((await fetch(`${address}/api/demo/accounts`)).status).toBe(404);
    child.kill("SIGINT");
    await exit;
  });
});
