import { Gauge, type Registry } from "prom-client";
import type { Clock } from "../clock.ts";
import type { Database } from "../database/database.ts";
import { countOverdueTickets } from "../tickets/store.ts";
import type { Job } from "./jobs.ts";

/** Shows in the metrics how many enquiries have broken the 24-hour promise. */
export function watchTickets(database: Database, clock: Clock, metrics: Registry): Job {
  const overdue = new Gauge({
    name: "servicecenter_tickets_overdue",
    help: "Open tickets whose first reply is overdue",
    registers: [metrics],
  });
  return {
    name: "watch-tickets",
    schedule: "*/5 * * * *",
    async run() {
      overdue.set(await countOverdueTickets(database, new Date(clock.now())));
    },
  };
}
