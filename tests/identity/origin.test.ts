import { expect, test } from "vitest";
import { isOwnOrigin } from "../../src/identity/origin.ts";

const here = { host: "127.0.0.1", publicUrl: null };
const open = { host: "0.0.0.0", publicUrl: null };
const proxied = { host: "127.0.0.1", publicUrl: "https://115.example.de" };

test.each([
  ["our own page", here, "http://127.0.0.1:8115", "127.0.0.1:8115", undefined, true],
  ["our own page by its name", here, "http://localhost:8115", "localhost:8115", undefined, true],
  ["a program that names no origin", here, undefined, "127.0.0.1:8115", undefined, true],
  ["another site", here, "https://evil.example", "127.0.0.1:8115", undefined, false],
  ["another port of this machine", here, "http://127.0.0.1:9", "127.0.0.1:8115", undefined, false],
  ["a sandboxed page", here, "null", "127.0.0.1:8115", undefined, false],
  ["a name bent to this machine", here, "http://evil.example", "evil.example", undefined, false],
  ["a foreign page without origin", here, undefined, "127.0.0.1:8115", "cross-site", false],
  ["a neighbour without origin", here, undefined, "127.0.0.1:8115", "same-site", false],
  [
    "any own name on an open address",
    open,
    "http://zentrale:8115",
    "zentrale:8115",
    undefined,
    true,
  ],
  [
    "another site on an open address",
    open,
    "http://evil.example",
    "zentrale:8115",
    undefined,
    false,
  ],
  ["the public address", proxied, "https://115.example.de", "127.0.0.1:8115", undefined, true],
  ["the public name without https", proxied, "http://115.example.de", "x", undefined, false],
])("%s", (_case, config, origin, host, fetchSite, own) => {
  expect(isOwnOrigin({ origin, host, fetchSite }, config)).toBe(own);
});
