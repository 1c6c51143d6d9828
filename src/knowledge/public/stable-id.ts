import { createHash } from "node:crypto";

const namespace = Buffer.from("6f1d7a0e1b7c4f7a9a6d3d0f5e115115", "hex");

/** A UUID that stays the same as long as the name does (RFC 9562, version 5). */
export function stableId(...name: readonly string[]): string {
  const hash = createHash("sha1").update(namespace).update(JSON.stringify(name)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
