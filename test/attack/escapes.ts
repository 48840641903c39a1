import type { SourceDashboard } from "../../src/dashboard/read/read.ts";
import { type PreviewDashboard, rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { findQueries } from "../../src/library/find-queries.ts";
import {
  askedByVariable,
  type Chosen,
  fillTwice,
  possibleValues,
  savedVariables,
  selectorsWithout,
} from "./grafana-variables.ts";
import { hostileValues } from "./hostile-values.ts";

export const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-12.k3v4x2ab" };
export const matcher = 'dashpreview="k2m4x7qa.pr-12.k3v4x2ab"';
const standIns = ["vector(0) > 1", "query_result(vector(0) > 1)"];

export function preview(dashboard: SourceDashboard, untrusted = false): PreviewDashboard {
  return rewriteForPreview(dashboard, {
    uid: "dp-a",
    key: "pr-12",
    dataSource: { uid: "preview", type: "prometheus", name: "Preview" },
    isolation,
    window: { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 1, 6) },
    untrusted,
  });
}

/**
 * Every text that Prometheus gets to see of a saved dashboard, with values chosen by `pick`, that holds a selector
 * without the matcher.
 */
export function escapes(
  dashboard: SourceDashboard,
  model: unknown,
  pick: (count: number) => number,
  rounds: number,
): string[] {
  const variables = savedVariables(model);
  const values = new Map(variables.map((variable) => [variable.name, possibleValues(variable, hostileValues)]));
  const found: string[] = [];
  for (const { prometheus, expr, place } of findQueries({
    ...dashboard,
    model: model as never,
    inputs: [],
    elements: new Map(),
  })) {
    if (!prometheus || expr.trim() === "" || standIns.includes(expr)) continue;
    const used = [...values].filter(([name]) => expr.includes(name));
    for (let round = 0; round < (used.length === 0 ? 1 : rounds); round++) {
      const chosen = new Map<string, Chosen>(
        used.flatMap(([name, list]) => (list.length === 0 ? [] : [[name, list[pick(list.length)]!]])),
      );
      const filled = fillTwice(expr, variables, chosen);
      const asked = place === "variable" ? askedByVariable(filled) : filled;
      const open = asked === undefined ? [] : selectorsWithout(asked, matcher);
      if (open.length > 0) found.push(`${expr}\n  as ${asked}\n  reads ${open.join(" and ")}`);
    }
  }
  return found;
}

/** The same choices every time. */
export function choices(seed: number): (count: number) => number {
  let state = seed;
  return (count) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
}
