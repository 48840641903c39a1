import type { Pack, PackMetric } from "../../../packs/packs.ts";
import { parseExpression } from "../../../promql/tree/parse.ts";
import { analyseExpression } from "../../read/analyse.ts";
import { emptyUsage, type Usage } from "../../read/usage.ts";
import type { Packed } from "../choose-packs.ts";

const cpu: PackMetric = {
  name: "cpu_seconds_total",
  type: "counter",
  unit: "seconds",
  help: "CPU time.",
  series: [
    { labels: { cpu: ["0", "1", "2", "3"], mode: "idle" }, rate: { sub: [1, { signal: "busy" }] } },
    { labels: { cpu: ["0", "1", "2", "3"], mode: "user" }, rate: { signal: "busy" }, initial: 7 },
  ],
};

/** A pack of three hosts. */
export const hosts: Pack = {
  name: "hosts",
  title: "Hosts",
  about: "Three hosts.",
  source: "https://example.com/",
  labels: { job: "hosts", instance: "host-{1..3}:9100" },
  signals: {
    day: { value: 0.5 },
    busy: { per: ["instance", "cpu"], value: { mul: [{ signal: "day" }, 0.4] } },
    unused: { value: 1 },
  },
  metrics: [
    cpu,
    {
      name: "requests_total",
      type: "counter",
      help: "Requests.",
      series: [
        { labels: { code: "500" }, rate: 1 },
        { labels: { code: "404" }, rate: 5 },
        { labels: { code: "200" }, rate: 100 },
      ],
    },
    {
      name: "size_bytes",
      type: "gauge",
      unit: "bytes",
      help: "Size.",
      series: [{ labels: { disk: ["sda", "sdb"] }, value: 8e9 }],
    },
    { name: "state", type: "gauge", help: "A state.", series: [{ labels: { unit: ["a", "b"] }, value: 1 }] },
  ],
};

/** A metric of {@link hosts} as a dashboard's metric is. */
export function packed(name: string, pack: Pack = hosts): Packed {
  return { pack, metric: pack.metrics.find((metric) => metric.name === name)! };
}

/** The usage of queries. */
export function usageOf(queries: readonly string[]): Usage {
  const usage = emptyUsage();
  for (const expr of queries) {
    const parsed = parseExpression(expr);
    if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
    analyseExpression(usage, parsed.root, { user: "Panel", needs: new Set() });
  }
  return usage;
}
