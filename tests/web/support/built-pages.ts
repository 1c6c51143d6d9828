import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import type { Page } from "playwright-core";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/**
 * Shows a page of a running service with the application as it was just built, whatever lies in
 * dist: files come from `directory`, under the service's own Content-Security-Policy.
 */
export async function showBuilt(page: Page, address: string, directory: string): Promise<void> {
  const policy = (await fetch(address)).headers.get("content-security-policy") ?? "";
  await page.route(`${address}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname.startsWith("/api/")) return route.continue();
    const file = extname(pathname) === "" ? "/index.html" : pathname;
    const body = await readFile(join(directory, file)).catch(() => null);
    if (body === null) return route.fulfill({ status: 404 });
    const contentType = types[extname(file)] ?? "application/octet-stream";
    await route.fulfill({
      body,
      contentType,
      headers: { "content-type": contentType, "content-security-policy": policy },
    });
  });
}
