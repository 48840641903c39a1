import { expect, test } from "vitest";
import { PrometheusError } from "../../errors.ts";
import type { ModifierNode } from "../../promql/tree/node.ts";
import { parseFilled } from "../../promql/tree/parse.ts";
import { explainContext, hourly, sixHours } from "../testing/explain-context.ts";
import { explainShift } from "./explain-shift.ts";
import { QueryParts } from "./query-parts.ts";

async function reasonOf(query: string, given: Parameters<typeof explainContext>[0]): Promise<string> {
  const parsed = parseFilled(query);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { code, reason } = await explainShift(
    parsed.root as ModifierNode,
    new QueryParts(query, explainContext(given)),
  );
  expect(code).toBe("outside-window");
  return reason;
}

const looks = "looks at a time for which there is no data";
const back = `${looks}; a longer --history would reach back to it`;
const late = hourly({}, 1, sixHours.startMs + 3_600_000);

test.for([
  ["x offset 1w", {}, `x offset 1w ${back} (there is no data 1w ago)`],
  [
    "x offset 1w",
    { answers: { x: [hourly({}, 1), late] } },
    `x offset 1w ${back} (there is no data 1w ago: the series begin at 2026-01-01T12:00:00Z)`,
  ],
  [
    "x offset 1w",
    { answers: { x: [late] } },
    `x offset 1w ${back} (there is no data 1w ago: the series begin at 2026-01-01T13:00:00Z)`,
  ],
  ["x offset 1w", { answers: { x: [late] }, namesBefore: ["x"] }, `x offset 1w ${back} (there is no data 1w ago)`],
  ["x offset 1w", { answers: { x: [late] }, instant: true }, `x offset 1w ${back} (there is no data 1w ago)`],
  ["x @ 123", { answers: { x: [late] } }, `x @ 123 ${back} (the series begin at 2026-01-01T13:00:00Z)`],
  ["x @ 123", {}, `x @ 123 ${back}`],
  ["x offset -2h", {}, `x offset -2h ${looks}: 2h ahead, after the series end`],
] as const)("explainShift explains %s (case %$)", async ([query, given, expected]) => {
  expect(await reasonOf(query, given)).toBe(expected);
});

test("explainShift takes the first beginning of several selectors, and looks for none of many", async () => {
  const answers = { a: [late], b: [hourly({}, 1)] };
  expect(await reasonOf("(a + b)[1h:] offset 1d", { answers })).toContain("begin at 2026-01-01T12:00:00Z");
  expect(await reasonOf("(a + b + c + d)[1h:] offset 1d", { answers })).not.toContain("begin");
});

test("explainShift keeps its reason where nobody says when the series begin, and hides no bug", async () => {
  const failing = (error: Error) => ({ ask: () => Promise.reject(error) });
  expect(await reasonOf("x offset 1d", failing(new PrometheusError("503", { code: "failed" })))).toBe(
    `x offset 1d ${back} (there is no data 1d ago)`,
  );
  await expect(reasonOf("x offset 1d", failing(new TypeError("a bug")))).rejects.toThrow("a bug");
});
