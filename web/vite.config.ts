import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The server whose API the development server passes requests on to. */
const server = process.env.HUSTINGS_SERVER ?? "http://localhost:8080";
const api = Object.fromEntries(
  ["/v1", "/socket.io", "/openapi.json", "/reference", "/healthz"].map((prefix) => [prefix, { target: server }]),
);

/**
 * Preloads the two faces every page begins with, and fills the list of files that the service worker keeps.
 * The worker's text changes with every release, which is how an open tab learns of one.
 */
function shell(): Plugin {
  const preloaded = [/public-sans-latin-wght-normal/, /newsreader-latin-wght-normal/];
  return {
    name: "hustings-shell",
    apply: "build",
    transformIndexHtml: {
      order: "post",
      handler(_html, context) {
        const fonts = Object.keys(context.bundle ?? {}).filter((name) => preloaded.some((face) => face.test(name)));
        return fonts.map((name) => ({
          tag: "link",
          attrs: { rel: "preload", href: `/${name}`, as: "font", type: "font/woff2", crossorigin: "" },
          injectTo: "head-prepend" as const,
        }));
      },
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const kept = Object.keys(bundle).filter((name) => /\.(js|css|woff2)$/.test(name) && !name.endsWith(".map"));
        const files = [
          "/",
          "/theme.js",
          "/manifest.webmanifest",
          "/icons/mark.svg",
          ...kept.sort().map((name) => `/${name}`),
        ];
        const worker = readFileSync(here("src/pwa/worker.js"), "utf8").replace(
          '["/"] /* filled by the build */',
          JSON.stringify(files),
        );
        this.emitFile({ type: "asset", fileName: "sw.js", source: worker });
      },
    },
  };
}

export default defineConfig({
  plugins: [react(), tailwindcss(), shell()],
  resolve: {
    alias: [
      { find: "~", replacement: here("src") },
      // The original writes a <style> element, which our content security policy forbids.
      { find: "react-remove-scroll", replacement: here("src/ui/scroll-lock.tsx") },
    ],
  },
  build: {
    target: "es2023",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    manifest: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: false,
  },
  server: { proxy: api },
  preview: { proxy: api },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"] },
} as Parameters<typeof defineConfig>[0]);
