import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prometheusBackend } from "../../src/check/run/prometheus-backend.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import type { TestServer } from "../servers/process.ts";
import { startPrometheus } from "../servers/prometheus.ts";
import { beside, checkFixture, readRecording } from "./compare.ts";
import { writeSpec } from "./write-spec.ts";

const recording = readRecording(join(import.meta.dirname, "../.."));

let server: TestServer;
let window: { readonly fromMs: number; readonly toMs: number };
beforeAll(async () => {
  server = await startPrometheus({ window: "1d" });
  window = await writeSpec(server.url, readFileSync(join(import.meta.dirname, "data.yaml"), "utf8"));
});
afterAll(() => server.stop());

test.for(recording.dashboards.map((each) => [each.name, each] as const))(
  "the check of the %s dashboard on fresh series agrees with what Grafana showed of such series",
  async ([name, recorded]) => {
    const prometheus = createPrometheus({ url: server.url, userAgent: "dashpreview-oracle" });
    const check = await checkFixture(name, { backend: prometheusBackend(prometheus), window });
    prometheus.close();
    expect(beside(recorded, check).filter(({ grafana, check: state }) => grafana !== state)).toEqual([]);
  },
);
