import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { parseExpression } from "../../promql/tree/parse.ts";
import { InferWork } from "../infer-work.ts";
import type { FilledQuery } from "../levels/level-target.ts";
import { createPatternCache } from "../patterns/pattern-match.ts";
import type { InferredMetric } from "../series/model.ts";
import { relateAll } from "./relate-all.ts";

function gauge(name: string): InferredMetric {
  const signal = { form: "course" as const, signal: { walk: { start: 1, step: 0.1, min: 0.5, max: 1.5 } }, factor: 10 };
  const empty = { help: undefined, users: [], needs: [], observe: undefined, buckets: [], quantiles: [] };
  return { name, kind: "gauge", series: [{ labels: new Map([["host", "a"]]), index: 0, signal }], ...empty };
}

function asked(expr: string): FilledQuery {
  const parsed = parseExpression(expr);
  if (!parsed.ok) throw new Error(`not parsed: ${expr}`);
  return { query: { place: "panel", expr, unit: "percentunit" } as unknown as DashboardQuery, root: parsed.root };
}

/** The metrics that belong together with each metric. */
async function groupsOf(names: readonly string[], ...exprs: readonly string[]) {
  const context = { patterns: createPatternCache(), work: new InferWork(1) };
  const { groups } = await relateAll(names.map(gauge), exprs.map(asked), context);
  return Object.fromEntries([...groups].map(([name, all]) => [name, [...all].sort()]));
}

test("relateAll finds parts by what queries divide, and by names", async () => {
  expect(await groupsOf(["busy", "everything"])).toEqual({});
  const both = ["busy", "everything"];
  expect(await groupsOf(both, "busy / everything")).toEqual({ busy: both, everything: both });
  const disk = ["disk_total_bytes", "disk_used_bytes"];
  expect(await groupsOf(disk)).toEqual({ disk_total_bytes: disk, disk_used_bytes: disk });
});
