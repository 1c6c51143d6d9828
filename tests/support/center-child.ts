import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { CenterData } from "../../src/routing/state.ts";
import { until } from "./until.ts";

const script = join(import.meta.dirname, "center-process.ts");

/** A centre in a process of its own, see center-process.ts. */
export interface CenterChild extends AsyncDisposable {
  process: ChildProcess;
  /** What it knew when everything was prepared. */
  before: { seq: number; data: CenterData };
  /** Callers of whom it has said that they are taken in. */
  arrived: string[];
  /** What it last said of its role. */
  writing(): boolean;
  /** As if the machine had lost it. */
  kill(): Promise<void>;
}

export async function startCenterChild(
  databaseUrl: string,
  { talking = 5, waiting = 20, load = false } = {},
): Promise<CenterChild> {
  const words = [databaseUrl, String(talking), String(waiting), ...(load ? ["load"] : [])];
  const child = spawn(process.execPath, ["--import", "tsx", script, ...words], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let before: CenterChild["before"] | null = null;
  let writing = true;
  const arrived: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    const news = JSON.parse(line);
    if ("seq" in news) before = news;
    else if ("writing" in news) writing = news.writing;
    else arrived.push(news.arrived);
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  };
  return {
    process: child,
    before: await until("the other process is ready", () => before, 60_000),
    arrived,
    writing: () => writing,
    kill,
    [Symbol.asyncDispose]: kill,
  };
}
