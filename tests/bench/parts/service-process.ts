import { readConfig } from "../../../src/config.ts";
import { startService } from "../../../src/main/service.ts";
import type {
  ActualCall,
  DesiredCall,
  Telephony,
  TelephonyEvent,
} from "../../../src/telephony/telephony.ts";
import { sharedNow } from "./figures.ts";

export type ToService = { dial: string; dialled: string } | { ask: "processorTime" | "end" };
export type FromService =
  | { address: string }
  | { rings: string; at: number }
  | { processorTime: number };

const tell = (message: FromService) => process.send?.(message);

/** A switch whose phones are picked up at once; it tells when it was told to ring one. */
class PromptSwitch implements Telephony {
  private readonly calls = new Map<string, ActualCall>();
  private listener: (event: TelephonyEvent) => void = () => {};

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    listener({ type: "connection", up: true });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  dial(callId: string, dialled: string): void {
    const unknown = { callerNumber: null, caller: "present", party: null } as const;
    this.calls.set(callId, { callId, direction: "incoming", dialled, ...unknown });
    this.listener({ type: "callArrived", callId, dialled, callerNumber: null });
  }

  direct(callId: string, desired: DesiredCall): void {
    const call = this.calls.get(callId);
    if (!call) return this.listener({ type: "callEnded", callId });
    if (desired.kind === "ring" && call.party?.id !== desired.party.id) {
      const { id, extension } = desired.party;
      tell({ rings: extension, at: sharedNow() });
      this.calls.set(callId, { ...call, party: { id, state: "connected" } });
      this.listener({ type: "partyAnswered", callId, partyId: id });
    }
    if (desired.kind === "end") {
      this.calls.delete(callId);
      this.listener({ type: "callEnded", callId });
    }
  }

  observe(): Promise<ActualCall[]> {
    return Promise.resolve([...this.calls.values()]);
  }

  connected(): boolean {
    return true;
  }
}

const exchange = new PromptSwitch();
const service = await startService(readConfig(process.env), () => exchange);

process.on("message", (message: ToService) => {
  if ("dial" in message) return exchange.dial(message.dial, message.dialled);
  // Its database goes with it: nothing is left to be put in order.
  if (message.ask === "end") process.exit(0);
  const { user, system } = process.cpuUsage();
  tell({ processorTime: (user + system) / 1000 });
});
process.on("disconnect", () => process.exit(1));
tell({ address: service.address });
