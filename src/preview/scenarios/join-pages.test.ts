import { expect, test } from "vitest";
import type { PageData } from "../../report/page-data.ts";
import { joinPages } from "./join-pages.ts";

const page = (title: string, ...dashboards: readonly (readonly [string, string])[]) =>
  ({ title, dashboards: dashboards.map(([source, title]) => ({ source, title })) }) as unknown as PageData;

test("one page stays as it is", () => {
  const only = page("A", ["a.json", "A"]);
  expect(joinPages([only])).toBe(only);
});

test("the dashboards of one source come after each other, in the order of the pages", () => {
  const healthy = page("", ["a.json", "A healthy"], ["b.json", "B healthy"]);
  const incident = page("", ["b.json", "B incident"], ["a.json", "A incident"]);
  const { title, dashboards } = joinPages([healthy, incident]);
  expect(title).toBe("2 dashboards, 2 scenarios");
  expect(dashboards.map((one) => one.title)).toEqual(["A healthy", "A incident", "B healthy", "B incident"]);
  expect(joinPages([healthy, incident], "Mine").title).toBe("Mine");
});
