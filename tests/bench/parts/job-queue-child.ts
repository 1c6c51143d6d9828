import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { io } from "socket.io-client";

/** The hand-over as one would build it with a job queue, in a process of its own. */
export interface JobQueueChild extends AsyncDisposable {
  /** A desk's command → job → worker → the desk's socket. @returns milliseconds */
  handOver(): Promise<number>;
}

export async function startJobQueueChild(databaseUrl: string): Promise<JobQueueChild> {
  const script = path.join(import.meta.dirname, "job-queue-process.ts");
  const child = fork(script, {
    execArgv: ["--import", "tsx"],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: databaseUrl },
  });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  const socket = io(`http://127.0.0.1:${port}`, { transports: ["websocket"] });
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const waiting = new Map<number, () => void>();
  socket.on("offer", ({ number }: { number: number }) => waiting.get(number)?.());
  let count = 0;
  return {
    async handOver() {
      count += 1;
      const number = count;
      const begun = performance.now();
      const seen = new Promise<void>((resolve) => waiting.set(number, resolve));
      socket.emit("free", { number });
      await seen;
      waiting.delete(number);
      return performance.now() - begun;
    },
    async [Symbol.asyncDispose]() {
      socket.close();
      child.send("end");
      await once(child, "exit");
    },
  };
}
