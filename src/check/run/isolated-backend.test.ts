import { expect, test } from "vitest";
import type { QueryBackend } from "../../templating/backend.ts";
import { EscapedQuery, isolateBackend } from "./isolated-backend.ts";

const label = { name: "dashpreview", value: "p.k.r" };
const asked: unknown[] = [];
const answering = new Proxy({} as QueryBackend, {
  get:
    (_, name) =>
    async (...args: unknown[]) => {
      asked.push([name, ...args]);
      return { series: [] };
    },
});
const backend = isolateBackend(answering, label);
const scope = { startMs: 0, endMs: 1 };

test.for<[string, () => Promise<unknown>]>([
  ["an instant query without the matcher", () => backend.instant('a{dashpreview="p.k.r"} or secret', 0)],
  ["a range query with another value", () => backend.range('a{dashpreview="p.k.other"}', { ...scope, stepMs: 1 })],
  ["a query with a pattern instead of the value", () => backend.instant('a{dashpreview=~"p.k.r"}', 0)],
  ["a string that holds the matcher", () => backend.instant('a{b="dashpreview=\\"p.k.r\\""}', 0)],
  ["a query that does not parse", () => backend.instant('a{dashpreview="p.k.r"', 0)],
  ["label values of all series", () => backend.labelValues("job", scope)],
  ["label names of all series", () => backend.labelNames(scope)],
  ["series of another selector", () => backend.series("secret", scope)],
])("isolateBackend does not ask %s", async ([, ask]) => {
  asked.length = 0;
  await expect(ask()).rejects.toThrow(EscapedQuery);
  expect(asked).toEqual([]);
});

test("isolateBackend asks what stays with the preview's series", async () => {
  asked.length = 0;
  await backend.instant('sum(a{dashpreview="p.k.r",b="c"}) + 1', 5);
  await backend.labelValues("job", { ...scope, match: '{dashpreview="p.k.r"}' });
  expect(asked).toHaveLength(2);
  expect(isolateBackend(answering, undefined)).toBe(answering);
});
