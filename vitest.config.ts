import { defineConfig } from "vitest/config";
import { optimizeLate } from "./src/cli/tune-engine.ts";

/** As many as the smallest machine has processors: with more, tests that wait for clocks and processes are late. */
const maxWorkers = 2;
const shared = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: "forks" as const,
  maxWorkers,
  execArgv: [...optimizeLate],
  globalSetup: ["test/servers/run-folder.ts"],
  setupFiles: ["test/fuzz/set-seed.ts"],
};

export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      // Tests beside the source change nothing that outlives them, so they share its modules: half the processor time.
      { test: { ...shared, name: "src", include: ["src/**/*.test.ts"], isolate: false } },
      // Grafana's packages import CommonJS by names, which Node refuses: they go through the bundler of the tests.
      {
        test: {
          ...shared,
          name: "page",
          include: ["page/src/**/*.test.ts"],
          isolate: false,
          server: { deps: { inline: [/@grafana\//] } },
        },
      },
      { test: { ...shared, name: "test", include: ["test/**/*.test.ts"], isolate: false } },
    ],
  },
});
