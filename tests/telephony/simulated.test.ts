import { telephonyContract } from "./contract.ts";
import { openSimulatedSwitch } from "./simulated-switch.ts";

telephonyContract("The simulated switch", openSimulatedSwitch);
