import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** One more than processors: many tests wait for a server, a clock or a process of their own. */
const maxWorkers = Math.max(2, availableParallelism()) + 1;
const shared = { testTimeout: 60_000, hookTimeout: 120_000, pool: "forks" as const, maxWorkers };

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
      { test: { ...shared, name: "test", include: ["test/**/*.test.ts"] } },
    ],
  },
});
