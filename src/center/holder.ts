import { randomUUID } from "node:crypto";
import { hostname } from "node:os";

/** A name that no other process has, readable in the database. */
export function newHolder(): string {
  return `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
}
