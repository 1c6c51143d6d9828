import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import type { LiveCenter } from "../center/live-center.ts";

/** Figures for those who run the service; nothing in them concerns a person. */
export function serviceMetrics(center: LiveCenter): Registry {
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  gauge(
    metrics,
    "servicecenter_journal_seq",
    "Number of the last durable decision",
    () => center.seq,
  );
  gauge(
    metrics,
    "servicecenter_contacts",
    "Contacts that are on the line",
    () => Object.keys(center.state.contacts).length,
  );
  gauge(
    metrics,
    "servicecenter_agents_ready",
    "People who can be offered a contact",
    () => Object.values(center.state.agents).filter((agent) => agent.state === "ready").length,
  );
  gauge(
    metrics,
    "servicecenter_writing",
    "1 in the process that decides, 0 in those by its side",
    () => Number(center.writing),
  );
  gauge(metrics, "servicecenter_writer_healthy", "1 while decisions can be written", () =>
    Number(center.healthy),
  );
  return metrics;
}

function gauge(metrics: Registry, name: string, help: string, value: () => number): void {
  const created: Gauge = new Gauge({
    name,
    help,
    registers: [metrics],
    collect: () => created.set(value()),
  });
}
