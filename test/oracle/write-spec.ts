import { setTimeout as wait } from "node:timers/promises";
import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { gridEndMs } from "../../src/generator/sampling/grid.ts";
import { createSharingSources } from "../../src/generator/sampling/sharing-sources.ts";
import { createPrometheus } from "../../src/prometheus/connection.ts";
import { writeHistory } from "../../src/prometheus/write/write-history.ts";

/**
 * Writes the series of a data spec into a Prometheus, without a label of a preview, up to the last whole minute.
 *
 * @returns Unix milliseconds of the first and of the last sample.
 */
export async function writeSpec(url: string, text: string): Promise<{ fromMs: number; toMs: number }> {
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
  const prometheus = createPrometheus({ url, userAgent: "dashpreview-oracle" });
  const plan = planSpec(parseSpec(text, { file: "data.yaml" }), { nowMs });
  const { grid } = plan;
  await writeHistory(prometheus, {
    sources: createSharingSources(plan.definitions, { seed: plan.seed, grid }),
    grid,
    isolation: undefined,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (ms) => wait(ms),
  });
  prometheus.close();
  return { fromMs: grid.fromMs, toMs: gridEndMs(grid) - grid.stepMs };
}
