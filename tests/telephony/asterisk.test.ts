import { describe } from "vitest";
import { asteriskAvailable } from "../support/asterisk.ts";
import { sippAvailable } from "../support/sipp.ts";
import { openAsteriskSwitch } from "./asterisk-switch.ts";
import { telephonyContract } from "./contract.ts";
import { telephonyHealing } from "./healing.ts";
import { telephonyStorm } from "./storm.ts";

describe.skipIf(!asteriskAvailable() || !sippAvailable())("with a real Asterisk", () => {
  telephonyContract("Asterisk", openAsteriskSwitch);
  telephonyHealing("Asterisk", openAsteriskSwitch);
  telephonyStorm("Asterisk", openAsteriskSwitch);
});
