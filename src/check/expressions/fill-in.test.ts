import { expect, test } from "vitest";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { fillInExpressions } from "./fill-in.ts";

const variable: ResolvedVariable = {
  ...{ name: "factor", type: "custom", value: ["2", "3"], text: "2 + 3", all: false, multi: true, includeAll: false },
  ...{ options: [], filters: [], state: "ok" },
};
const options = { resolved: new Map([["factor", variable]]), window: { fromMs: 0, toMs: 3_600_000 } };
const query = { place: "panel", expr: "x{", prometheus: true, interval: "1m" } as const;

test("fillInExpressions fills in variables, also Grafana's own, and leaves queries alone", () => {
  const fillIn = fillInExpressions(query, options);
  expect(fillIn(`$A * \${B} / $factor`)).toBe(`$A * \${B} / {2,3}`);
  expect(fillIn("$A / $__interval_ms")).toBe("$A / 60000");
});

test("fillInExpressions changes nothing of a panel without queries, or of a text without variables", () => {
  expect(fillInExpressions(undefined, options)("$factor")).toBe("$factor");
  expect(fillInExpressions(query, options)("A")).toBe("A");
});
