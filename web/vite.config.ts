import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vite";
import { iconFiles } from "./ui/icon-names.ts";

const require = createRequire(import.meta.url);

function packageDirectory(name: string): string {
  return dirname(require.resolve(`${name}/package.json`));
}

/** `virtual:icons`: the path of each named Material Symbol, taken from the package at build time. */
function icons(): Plugin {
  const id = "virtual:icons";
  return {
    name: "icons",
    resolveId: (source) => (source === id ? `\0${id}` : null),
    load(module) {
      if (module !== `\0${id}`) return null;
      const directory = join(packageDirectory("@material-symbols/svg-400"), "rounded");
      const paths = Object.entries(iconFiles).map(([name, file]) => {
        const path = / d="([^"]+)"/.exec(readFileSync(join(directory, `${file}.svg`), "utf8"));
        if (!path) throw new Error(`The icon ${file} has no path.`);
        return [name, path[1]];
      });
      return `export const iconPaths = ${JSON.stringify(Object.fromEntries(paths))};`;
    },
  };
}

/** Licence texts of what the browser is given, beside it. */
function licences(): Plugin {
  const texts: Record<string, [string, string]> = {
    "fira-sans.txt": ["@fontsource/fira-sans", "LICENSE"],
    "kern-ux.txt": ["@kern-ux/native", "LICENSE.md"],
    "material-symbols.txt": ["@material-symbols/svg-400", "LICENSE"],
  };
  return {
    name: "licences",
    generateBundle() {
      for (const [fileName, [name, file]] of Object.entries(texts)) {
        const source = readFileSync(join(packageDirectory(name), file), "utf8");
        this.emitFile({ type: "asset", fileName: `licences/${fileName}`, source });
      }
    },
  };
}

const server = "http://127.0.0.1:8115";

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), icons(), licences()],
  resolve: {
    alias: {
      // Its browser variant decodes "&amp;" through innerHTML, which Trusted Types forbid.
      "decode-named-character-reference": require.resolve("decode-named-character-reference"),
    },
  },
  build: {
    outDir: "../dist",
    emptyOutDir: true,
    // Nothing inlined: the Content-Security-Policy knows no "data:" but for KERN's own icons.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/api": server,
      "/socket.io": { target: server, ws: true },
    },
  },
});
