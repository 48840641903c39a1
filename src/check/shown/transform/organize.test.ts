import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, tools } from "../../testing/frames.ts";
import { fieldName } from "../field-name.ts";
import { organize } from "./organize.ts";

const frames = [frameOf("A", { Time: [1], team: ["red"], Value: [3] })];
const kept = (options: JsonObject) => columnsOf(organize(frames, options, tools()).frames).map(Object.keys);

test("organize leaves out fields, and keeps only those that are chosen", () => {
  expect(kept({ excludeByName: { Time: true, team: false } })).toEqual([["team", "Value"]]);
  expect(kept({ includeByName: { team: true } })).toEqual([["team"]]);
  expect(kept({ includeByName: {}, excludeByName: {} })).toEqual([["Time", "team", "Value"]]);
  const nothing = organize(frames, { excludeByName: { Time: true, team: true, Value: true } }, tools());
  expect(nothing).toEqual({ frames: [], does: "leaves out Time, team, Value" });
});

test("organize renames fields by the names that are shown", () => {
  const [frame] = organize(frames, { renameByName: { team: "Team", Value: "" } }, tools()).frames;
  expect(frame!.fields.map((field) => fieldName(field, frame!))).toEqual(["Time", "Team", "Value"]);
});
