import { expect, test } from "vitest";
import type { CheckFinding } from "../result.ts";
import { mergeFindings, placeKey } from "./merge-findings.ts";

const place = { panel: "P", panelId: 1, refId: "A" };
const broken = (fields: Partial<CheckFinding>): CheckFinding => ({
  ...place,
  state: "broken",
  code: "multi-value-equals",
  reason: "escaped",
  ...fields,
});

test("mergeFindings says that a query which fails holds a placeholder, once and as an error", () => {
  const error = { ...place, state: "error", code: "not-isolated", reason: "unexpected {", expr: "x{{" } as const;
  const placeholder = broken({ code: "template-placeholder", reason: "a placeholder" });
  expect(mergeFindings([error], [placeholder])).toEqual([
    { ...error, code: "template-placeholder", reason: "a placeholder" },
  ]);
});

test("mergeFindings tells a query's emptiness once, as what is wrong with the dashboard", () => {
  const empty = { ...place, state: "empty", code: "multi-value-equals", reason: "escaped" } as const;
  expect(mergeFindings([empty], [broken({})])).toEqual([broken({})]);
  const other = { ...empty, code: "metric-without-series" } as const;
  expect(mergeFindings([other], [broken({})])).toEqual([broken({}), other]);
});

test("mergeFindings counts the places of one fault, and puts hints last", () => {
  const hint = broken({ state: "hint", code: "panels-overlap" });
  const skipped = { ...place, state: "skipped", code: "hidden", reason: "hidden" } as const;
  expect(mergeFindings([skipped], [hint, broken({}), broken({ panelId: 2 }), broken({ panelId: 3 })])).toEqual([
    broken({ reason: "escaped (and in 2 more places)" }),
    skipped,
    hint,
  ]);
});

test("placeKey is the same for the same place only", () => {
  expect(placeKey({ panel: "P", refId: "A" })).toBe(placeKey({ refId: "A", panel: "P" }));
  expect(placeKey({ panel: "P" })).not.toBe(placeKey({ variable: "P" }));
});
