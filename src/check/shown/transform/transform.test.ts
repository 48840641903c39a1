import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { frameOf, tools } from "../../testing/frames.ts";
import { NotJudged } from "../frame.ts";
import { transform, transformations } from "./transform.ts";

const frames = [frameOf("A", { a: [1, 2] }), frameOf("B", { b: [1, 2] })];

test("transform runs the transformation of an id, the old names too", () => {
  expect(transform(frames, { id: "limit", options: { limitField: 1 } }, tools()).frames).toMatchObject([
    { length: 1 },
    { length: 1 },
  ]);
  expect(transform(frames, { id: "seriesToColumns", options: { byField: "a" } }, tools()).frames).toHaveLength(1);
  expect(transform(frames, { id: "sortBy", options: {} }, tools()).frames).toBe(frames);
});

test("transform leaves alone frames that the filter keeps from it", () => {
  const filter = { id: "byRefId", options: "A" };
  const { frames: after } = transform(frames, { id: "limit", options: { limitField: 0 }, filter }, tools());
  expect(after.map(({ refId, length }) => [refId, length])).toEqual([
    ["A", 0],
    ["B", 2],
  ]);
});

test("transform does not judge a transformation that it does not know", () => {
  expect(() => transform(frames, { id: "heatmap", options: {} }, tools())).toThrow(NotJudged);
});

test("transformations are those that the documentation lists", () => {
  const text = readFileSync(resolve(import.meta.dirname, "../../../../docs/shown.md"), "utf8");
  const [, list = ""] = /<!-- transformations -->\s+(.*)\n/.exec(text) ?? [];
  expect([...transformations.keys()]).toEqual([...list.matchAll(/`(\w+)`/g)].map(([, id]) => id));
});
