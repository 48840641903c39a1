import { expect, test } from "vitest";
import type { DashboardQuery } from "../../dashboard/view/queries.ts";
import { startWork, withWork } from "../../promql/grammar/work.ts";
import { parseOnce } from "./parse-once.ts";

const queryOf = (expr: string) => ({ expr }) as unknown as DashboardQuery;
const variables = new Map([["job", ["shop"]]]);

test("parseOnce reads each text of a query once, and takes no steps for it later", () => {
  const query = queryOf('up{job="$job"}');
  const first = parseOnce(query, 'up{job="a"}');
  expect(first.ok).toBe(true);
  const work = startWork(0);
  expect(withWork(work, () => parseOnce(query, 'up{job="a"}'))).toBe(first);
  expect(work.usedUp).toBe(false);
  expect(parseOnce(query, 'up{job="b"}')).not.toBe(first);
  expect(parseOnce(queryOf('up{job="$job"}'), 'up{job="a"}')).not.toBe(first);
});

test("parseOnce tells a text as written from the same text filled in", () => {
  const query = queryOf("up");
  const written = parseOnce(query, "up", variables);
  expect(parseOnce(query, "up", variables)).toBe(written);
  expect(parseOnce(query, "up")).not.toBe(written);
});

test("parseOnce remembers no text that it could not read", () => {
  const query = queryOf("up{");
  expect(parseOnce(query, "up{").ok).toBe(false);
  expect(parseOnce(query, "up{")).not.toBe(parseOnce(query, "up{"));
});
