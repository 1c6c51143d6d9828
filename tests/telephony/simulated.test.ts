import { telephonyContract } from "./contract.ts";
import { telephonyHealing } from "./healing.ts";
import { openSimulatedSwitch } from "./simulated-switch.ts";
import { telephonyStorm } from "./storm.ts";

telephonyContract("The simulated switch", openSimulatedSwitch);
telephonyHealing("the simulated switch", openSimulatedSwitch);
telephonyStorm("The simulated switch", openSimulatedSwitch);
