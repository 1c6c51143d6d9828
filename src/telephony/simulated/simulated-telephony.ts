import { AppError } from "../../errors.ts";
import type { ActualCall, DesiredCall, Telephony, TelephonyEvent } from "../telephony.ts";
import type { SimulatedSwitch } from "./switch.ts";

/** The driver of the switch in memory. */
export class SimulatedTelephony implements Telephony {
  private readonly exchange: SimulatedSwitch;
  private listener: ((event: TelephonyEvent) => void) | null = null;

  constructor(exchange: SimulatedSwitch) {
    this.exchange = exchange;
  }

  start(listener: (event: TelephonyEvent) => void): Promise<void> {
    this.listener = listener;
    this.exchange.attach(listener);
    listener({ type: "connection", up: true });
    return Promise.resolve();
  }

  stop(): Promise<void> {
    this.listener = null;
    this.exchange.attach(null);
    return Promise.resolve();
  }

  direct(callId: string, desired: DesiredCall): void {
    if (this.listener) this.exchange.apply(callId, desired);
  }

  observe(): Promise<ActualCall[]> {
    if (this.listener) return Promise.resolve(this.exchange.list());
    return Promise.reject(
      new AppError(503, "telephony_unavailable", "Die Telefonanlage ist nicht erreichbar."),
    );
  }

  connected(): boolean {
    return this.listener !== null;
  }
}
