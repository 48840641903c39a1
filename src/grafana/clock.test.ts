import { expect, test } from "vitest";
import { judgeDate } from "./clock.ts";

const nowMs = Date.UTC(2026, 10, 26, 12);
const date = (ms: number) => ({ date: new Date(ms).toUTCString() });
const around = { askedMs: nowMs, answeredMs: nowMs + 5000 };

test.for([
  ["the same second", 0],
  ["59 s behind", -59_000],
  ["60 s ahead of the answer", 65_000],
])("judgeDate takes Grafana's clock where it is %s", ([, offset]) => {
  expect(judgeDate(date(nowMs + (offset as number)), around)).toEqual({ nowMs: nowMs + (offset as number) });
});

test.for<[string, Record<string, string>, string]>([
  ["61 s behind, the second that a Date leaves out included", date(nowMs - 62_000), "1m1s behind"],
  ["61 s ahead", date(nowMs + 66_000), "1m1s ahead of"],
  ["two minutes behind", date(nowMs - 120_000), "behind"],
  ["of 1970", date(0), "behind"],
  ["of the year 9999", { date: "Fri, 31 Dec 9999 23:59:59 GMT" }, "ahead of"],
  ["missing", {}, "have no Date header"],
  ["no date", { date: "yesterday" }, "have no Date header"],
  ["from a cache", { ...date(nowMs), age: "1" }, "come from a cache"],
])("judgeDate doubts a Date that is %s", ([, headers, said]) => {
  expect(judgeDate(headers, around).doubt).toContain(said);
});

test("judgeDate does not take the time that an answer needed for a difference", () => {
  expect(judgeDate(date(nowMs + 90_000), { askedMs: nowMs, answeredMs: nowMs + 180_000 })).not.toHaveProperty("doubt");
});
