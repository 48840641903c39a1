import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 120_000, pool: "forks" as const, maxWorkers: 2 };

export default defineConfig({
  test: {
    maxWorkers: 2,
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
