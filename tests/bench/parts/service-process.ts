import pg from "pg";
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
  private readonly calls: Map<string, ActualCall>;
  private listener: (event: TelephonyEvent) => void = () => {};

  /** @param calls that live on from before */
  constructor(calls: readonly ActualCall[]) {
    this.calls = new Map(calls.map((call) => [call.callId, call]));
  }

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    listener({ type: "connection", up: true });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    return Promise.resolve();
  }

  dial(callId: string, dialled: string): void {
    this.calls.set(callId, waitingCall(callId, dialled));
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

function waitingCall(callId: string, dialled: string): ActualCall {
  const unknown = { callerNumber: null, caller: "present", party: null } as const;
  return { callId, direction: "incoming", dialled, ...unknown };
}

/** The switch outlives the service: callers whose service died still wait. */
async function openCalls(databaseUrl: string): Promise<ActualCall[]> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ id: string }>(
    `SELECT command->>'callId' AS id FROM journal JOIN contact ON command->>'contactId' = contact.id
     WHERE command->>'type' = 'contactArrives' AND ended_at IS NULL`,
  );
  await client.end();
  return rows.map(({ id }) => waitingCall(id, "115"));
}

const config = readConfig(process.env);
const exchange = new PromptSwitch(await openCalls(config.databaseUrl ?? ""));
const service = await startService(config, () => exchange);

process.on("message", (message: ToService) => {
  if ("dial" in message) return exchange.dial(message.dial, message.dialled);
  // Its database goes with it: nothing is left to be put in order.
  if (message.ask === "end") process.exit(0);
  const { user, system } = process.cpuUsage();
  tell({ processorTime: (user + system) / 1000 });
});
process.on("disconnect", () => process.exit(1));
tell({ address: service.address });
