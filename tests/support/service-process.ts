import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { until } from "./until.ts";

const main = join(import.meta.dirname, "..", "..", "src", "main.ts");
const atSwitch = join(import.meta.dirname, "service-at-switch.ts");

/** The service as an operator starts it, in a process of its own. */
export interface ServiceProcess extends AsyncDisposable {
  process: ChildProcess;
  address: string;
  /** What it printed at its start. */
  greeting: string;
  /** As if the machine had lost it. */
  kill(): Promise<void>;
  /** In order, as with Ctrl-C. @returns the exit code */
  stop(): Promise<number | null>;
}

export async function startServiceProcess(
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<ServiceProcess> {
  // With a switch of the test's own, see service-at-switch.ts.
  const script = variables["SWITCH_PORT"] ? atSwitch : main;
  const child = spawn(process.execPath, ["--import", "tsx", script], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATABASE_URL: databaseUrl,
      DEMO: "true",
      PORT: "0",
      SIMULATOR_CALLS_PER_HOUR: "0",
      ...variables,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let greeting = "";
  child.stdout.on("data", (chunk) => (greeting += chunk));
  const gone = () => child.exitCode !== null || child.signalCode !== null;
  const end = async (signal: NodeJS.Signals) => {
    if (!gone()) {
      child.kill(signal);
      await once(child, "exit");
    }
    return child.exitCode;
  };
  const kill = async () => void (await end("SIGKILL"));
  await until("the service is up", () => gone() || greeting.includes("Beenden mit"), 120_000);
  if (gone()) throw new Error(`the service ended at its start: ${greeting}`);
  return {
    process: child,
    address: /Adresse: (\S+)/.exec(greeting)?.[1] ?? "",
    greeting,
    kill,
    stop: () => end("SIGINT"),
    [Symbol.asyncDispose]: kill,
  };
}

/** Whether it is the one that runs the centre, by its own figures. */
export async function isWriting({ address }: ServiceProcess): Promise<boolean> {
  return /^servicecenter_writing 1$/m.test(await (await fetch(`${address}/metrics`)).text());
}

/**
 * First the one that runs the centre. What each has said at its start may be over: on a busy
 * machine the lease can change hands.
 */
export async function writerFirst([one, other]: readonly [ServiceProcess, ServiceProcess]) {
  return until("exactly one of them runs the centre", async () => {
    const writing = await Promise.all([one, other].map(isWriting));
    if (writing[0] === writing[1]) return null;
    return writing[0] ? ([one, other] as const) : ([other, one] as const);
  });
}
