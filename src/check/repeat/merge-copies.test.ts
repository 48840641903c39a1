import { expect, test } from "vitest";
import type { QueryResult } from "../result.ts";
import type { CheckQuery } from "../run/check-query.ts";
import { mergeCopies } from "./merge-copies.ts";

const query: CheckQuery = { place: "panel", refId: "A", expr: "x", prometheus: true };
const result = (reason: string, ns?: string, of = query): QueryResult => ({
  query: of,
  ...(ns === undefined ? {} : { copy: { ns } }),
  state: "empty",
  code: "value-missing",
  reason,
  series: 0,
  samples: 0,
  shape: [],
});

test("mergeCopies puts copies with one reason together, at the place of the first", () => {
  const merged = mergeCopies([result("same", "a"), result("other", "b"), result("same", "c")]);
  expect(merged.map(({ reason, copies }) => [reason, copies])).toEqual([
    ["same", [{ ns: "a" }, { ns: "c" }]],
    ["other", [{ ns: "b" }]],
  ]);
});

test("mergeCopies keeps queries apart, and leaves those without copies as they are", () => {
  const plain = result("same");
  const merged = mergeCopies([plain, result("same", "a"), result("same", "a", { ...query })]);
  expect(merged).toHaveLength(3);
  expect(merged[0]).toBe(plain);
});
