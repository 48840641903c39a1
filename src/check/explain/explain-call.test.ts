import { expect, test } from "vitest";
import type { CallNode } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { explainContext, hourly } from "../testing/explain-context.ts";
import { explainCall } from "./explain-call.ts";
import { QueryParts } from "./query-parts.ts";

const one = [hourly({ job: "a" }, 1)];
const buckets = (value: number) => [hourly({ le: "1" }, value), hourly({ le: "+Inf" }, value)];

/** Its reason; where it goes on with an argument, that argument. */
async function reasonOf(query: string, answers: Parameters<typeof explainContext>[0]["answers"]): Promise<string> {
  const parsed = parseFilled(query);
  if (!parsed.ok) throw new Error(parsed.reason);
  const parts = new QueryParts(query, explainContext({ answers: answers ?? {}, scrapeIntervalMs: 15_000 }));
  const goOn = async ({ from, to }: { from: number; to: number }) => ({
    code: "unknown" as const,
    reason: `go on: ${query.slice(from, to)}`,
  });
  return (await explainCall(parsed.root as CallNode, parts, goOn)).reason;
}

test.for([
  ["absent(x)", {}, "absent(x) is empty because its argument has data, which is what it is for"],
  ["abs(x)", {}, "go on: x"],
  ["clamp(x, 1, time())", {}, "go on: x"],
  ['label_replace(x, "a", "b", "c", "")', {}, "go on: x"],
  ["rate(x[5m])", {}, "go on: x[5m]"],
  ["rate(x[10s])", { x: one }, "the range [10s] is shorter than the distance between samples (one every 15 s)"],
  ["rate((x[10s]))", { x: one }, "the range [10s] is shorter than the distance between samples (one every 15 s)"],
  [
    "rate(x[10s] offset 1h)",
    { x: one },
    "the range [10s] is shorter than the distance between samples (one every 15 s)",
  ],
  [
    "rate(x[20s] offset 1h)",
    { "last_over_time(x[20s] offset 1h\n)": one, "count_over_time(x[20s] offset 1h\n)": one },
    "rate() needs two samples, but the range [20s] holds only one (one every 15 s); use a longer range or $__rate_interval",
  ],
  [
    "max_over_time(x[20s])",
    { "last_over_time(x[20s]\n)": one },
    "max_over_time(x[20s]) returns nothing although its argument has data",
  ],
  ["scalar(x)", { x: [...one, ...one] }, "scalar(x) gives no number: scalar() takes exactly one series, not 2"],
  [
    "histogram_quantile(0.9, x)",
    { x: one },
    "histogram_quantile() needs buckets, but none of the 1 series has a label le; keep it with by (le, …)",
  ],
  ["histogram_quantile(0.9, x)", { x: buckets(0) }, "every bucket is 0: no observations, so there is no quantile"],
  [
    "histogram_quantile(0.9, x)",
    { x: buckets(1) },
    'histogram_quantile() gives no number: buckets without le="+Inf", or too few of them',
  ],
  ["sqrt(x)", { x: one, "sqrt(x)": [hourly({}, Number.NaN)] }, "sqrt(x) gives only NaN or infinite values"],
  ["vector(time())", {}, "vector(time()) returns nothing"],
] as const)("explainCall of %s where %j has data", async ([query, answers, expected]) => {
  expect(await reasonOf(query, answers)).toBe(expected);
});
