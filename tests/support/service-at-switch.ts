import { readConfig } from "../../src/config.ts";
import { startService } from "../../src/main/service.ts";
import { RemoteTelephony } from "./remote-telephony.ts";

/**
 * The service in a process of its own, at a switch that outlives it (shared-switch.ts):
 * `SWITCH_PORT=… DATABASE_URL=… node --import tsx service-at-switch.ts`.
 */
const switchPort = Number(process.env.SWITCH_PORT);
const service = await startService(readConfig(process.env), () => new RemoteTelephony(switchPort));
process.on("SIGINT", () => void service.stop().then(() => process.exit(0)));
process.stdout.write(`${service.greeting}\n`);
