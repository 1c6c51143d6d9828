import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { FromService, ToService } from "./service-process.ts";

/** The whole service in a process of its own, at a switch that does what it is told at once. */
export interface ServiceChild extends AsyncDisposable {
  address: string;
  /** Somebody dials the line. */
  dial(callId: string, dialled: string): void;
  /** When the switch was told to ring that phone, on the shared clock in milliseconds. */
  rungAt(extension: string): Promise<number>;
  /** Processor time used so far, in milliseconds. */
  processorTime(): Promise<number>;
}

export async function startServiceChild(databaseUrl: string): Promise<ServiceChild> {
  const script = path.join(import.meta.dirname, "service-process.ts");
  const child = fork(script, {
    execArgv: ["--import", "tsx"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: databaseUrl,
      DEMO: "true",
      PORT: "0",
      LOG_LEVEL: "error",
      SIMULATOR_CALLS_PER_HOUR: "0",
    },
  });
  const rung = new Map<string, (at: number) => void>();
  const waiting: ((milliseconds: number) => void)[] = [];
  const address = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error("the service ended")));
    child.on("message", (message: FromService) => {
      if ("address" in message) resolve(message.address);
      if ("rings" in message) rung.get(message.rings)?.(message.at);
      if ("processorTime" in message) waiting.shift()?.(message.processorTime);
    });
  });
  const say = (message: ToService) => void child.send(message);
  return {
    address,
    rungAt: (extension) => new Promise((resolve) => rung.set(extension, resolve)),
    dial: (callId, dialled) => say({ dial: callId, dialled }),
    processorTime: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        say({ ask: "processorTime" });
      }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      say({ ask: "end" });
      await once(child, "exit");
    },
  };
}
