import { readConfig } from "./config.ts";
import { StartError } from "./errors.ts";
import { startService, type RunningService } from "./main/service.ts";

const stopSecondsMax = 5;

process.stdout.write("Das 115-Servicecenter startet …\n");
try {
  const service = await startService(readConfig(process.env));
  stopOnSignal(service);
  process.stdout.write(`${service.greeting}\n`);
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

/** Ctrl-C once stops in order; what hangs is given up after five seconds. */
function stopOnSignal(service: RunningService): void {
  let stopping = false;
  const stop = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopSecondsMax * 1000).unref();
    service.stop().then(
      () => process.exit(exitCode),
      (error: unknown) => {
        process.stderr.write(`Das Beenden ist misslungen: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(0));
  service.onFailure((sentence) => {
    process.stderr.write(`${sentence}\n`);
    stop(1);
  });
}
