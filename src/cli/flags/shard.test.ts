import { expect, test } from "vitest";
import { shardForm, shardFrom } from "./shard.ts";

test.for<[string, Record<string, string>, unknown]>([
  ["1/1", {}, { index: 1, count: 1 }],
  ["2/8", { JOB_COMPLETION_INDEX: "5" }, { index: 2, count: 8 }],
  ["job/8", { JOB_COMPLETION_INDEX: "0" }, { index: 1, count: 8 }],
  ["job/8", { JOB_COMPLETION_INDEX: "7" }, { index: 8, count: 8 }],
])("shardFrom reads %s", ([text, env, shard]) => {
  expect(shardForm.pattern.test(text)).toBe(true);
  expect(shardFrom(text, { env })).toEqual(shard);
});

test.for<[string, Record<string, string>, RegExp]>([
  ["9/8", {}, /from 1\/8 to 8\/8/],
  ["1/1001", {}, /from 1\/1001/],
  ["job/8", {}, /JOB_COMPLETION_INDEX .* it is not set/],
  ["job/8", { JOB_COMPLETION_INDEX: "8" }, /0 to 7, and it is 8/],
  ["job/8", { JOB_COMPLETION_INDEX: "x" }, /it is x/],
])("shardFrom refuses %s with %o", ([text, env, message]) => {
  expect(() => shardFrom(text, { env })).toThrow(message);
});

test.for(["0/8", "8", "1/0", "-1/2", "a/b", "1/2/3", ""])("the form of --shard does not take %s", (text) => {
  expect(shardForm.pattern.test(text)).toBe(false);
});
