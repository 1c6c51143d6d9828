// A service that does nothing but keep its embedded database running: `tsx embedded-service.ts
// <data directory>`. It answers with one line of JSON and ends in order when its input does.
import { startEmbedded } from "../../src/database/embedded.ts";
import { StartError } from "../../src/errors.ts";

// Ctrl-C in a terminal reaches every process of the group; when to end is for the service to say.
process.on("SIGINT", () => {});
try {
  const server = await startEmbedded(process.argv[2] ?? "");
  console.log(JSON.stringify({ url: server.url }));
  process.stdin.resume().on("end", () => void server.stop());
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.log(JSON.stringify({ refusal: error.message }));
  process.exitCode = 1;
}
