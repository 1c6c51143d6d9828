import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, openSync } from "node:fs";

const setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].find(existsSync);

/**
 * Starts a program that dies with this process, however that ends, and that writes into a file:
 * one that inherits a pipe would keep the reader of the pipe waiting.
 */
export function spawnChild(
  command: readonly string[],
  options: { directory: string; output: string },
): ChildProcess {
  const output = openSync(options.output, "a");
  const words = setpriv ? [setpriv, "--pdeathsig", "SIGKILL", ...command] : [...command];
  const child = spawn(words[0] ?? "", words.slice(1), {
    cwd: options.directory,
    stdio: ["ignore", output, output],
    env: { ...process.env, LC_ALL: "C", TERM: "dumb" },
  });
  if (!setpriv) process.once("exit", () => child.kill("SIGKILL"));
  return child;
}

/** Resolves when the program has ended. */
export function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once("exit", () => resolve()));
}
