import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { describe, expect, test } from "vitest";
import { proxyList } from "../../src/config.ts";
import { appWith, base, errorOf, signedIn } from "./sample-app.ts";

describe("headers", () => {
  test("the content security policy allows nothing inline and nothing from elsewhere", async () => {
    const response = await appWith().request(`${base}/api/nothing`);
    const policy = response.headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("permissions-policy")).toContain("microphone=(self)");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.has("access-control-allow-origin")).toBe(false);
  });

  test("only behind https the browser is told to insist on it", async () => {
    const plain = await appWith().request(`${base}/healthz`);
    expect(plain.headers.has("strict-transport-security")).toBe(false);
    const publicUrl = "https://115.example.de";
    const config = { host: "127.0.0.1", publicUrl, trustedProxies: proxyList([]) };
    const secure = await appWith({ config }).request(`${base}/healthz`);
    expect(secure.headers.get("strict-transport-security")).toContain("max-age=");
  });
});

describe("probes", () => {
  test("readyz names in German what is missing", async () => {
    const readiness = async () => ({ Datenbank: true, Telefonie: false });
    const response = await appWith({ readiness }).request(`${base}/readyz`);
    expect(await errorOf(response)).toMatchObject({
      status: 503,
      code: "not_ready",
      message: "Noch nicht bereit: Telefonie.",
    });
    expect((await appWith().request(`${base}/readyz`)).status).toBe(200);
    expect((await appWith().request(`${base}/healthz`)).status).toBe(200);
  });

  test("metrics count requests by route, never by address", async () => {
    const app = appWith();
    await app.request(`${base}/api/sample/1?q=geheim`, { headers: signedIn });
    const text = await (await app.request(`${base}/metrics`)).text();
    expect(text).toMatch(/http_request_duration_seconds_count\{.*route="\/api\/sample\/\{id\}"/);
    expect(text).not.toContain("geheim");
  });

  test("the log holds the route, and neither query nor address nor name", async () => {
    const lines: string[] = [];
    const log = pino({ level: "info" }, { write: (line) => void lines.push(line) });
    await appWith({ log }).request(`${base}/api/sample/1?limit=3`, { headers: signedIn });
    expect(lines.join()).toContain("/api/sample/{id}");
    expect(lines.join()).not.toMatch(/limit=3|sample\/1|Muster|user-1/);
  });
});

describe("the browser application", () => {
  async function builtDirectory(): Promise<string> {
    const directory = await mkdtemp(join(tmpdir(), "web-"));
    await mkdir(join(directory, "assets"));
    await writeFile(join(directory, "index.html"), "<!doctype html><title>115</title>");
    await writeFile(join(directory, "assets/index-abc123.js"), "export {};");
    return directory;
  }

  test("hashed files are kept for a year, the page itself is asked for again", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    const script = await app.request(`${base}/assets/index-abc123.js`);
    expect(script.headers.get("cache-control")).toContain("immutable");
    expect(script.headers.get("content-type")).toContain("javascript");
    const page = await app.request(`${base}/kontakte/17`);
    expect(await page.text()).toContain("<title>115</title>");
    const start = await app.request(`${base}/`);
    for (const each of [page, start]) {
      expect(each.headers.get("cache-control")).toBe("no-cache");
    }
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
  });

  test("a missing file is 404 and is not answered with the page", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    const response = await app.request(`${base}/assets/gone.js`);
    expect(response.status).toBe(404);
    expect(response.headers.get("cache-control")).toBe("no-cache");
  });

  test("no path leads out of the directory", async () => {
    const app = appWith({ webDirectory: await builtDirectory() });
    for (const path of ["/..%2f..%2fetc/passwd", "/assets/..%2f..%2f..%2fetc/passwd"]) {
      expect(await (await app.request(base + path)).text()).not.toContain("root:");
    }
  });

  test("before it is built, a German page says how to build it", async () => {
    const response = await appWith().request(`${base}/`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain("npm run build");
  });
});
