import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { columnsOf, frameOf, seriesOf, tools } from "../../testing/frames.ts";
import { filterFieldsByName } from "./filter-fields.ts";

const frames = [frameOf("A", { Time: [1], team: ["red"], Value: [3] }), seriesOf("B", { job: "api" }, [4], "api")];
const kept = (options: JsonObject) => columnsOf(filterFieldsByName(frames, options, tools()).frames).map(Object.keys);

test.for<[options: JsonObject, fields: string[][]]>([
  [{ include: { names: ["team", "api"] } }, [["team"], ["Value"]]],
  // A legend does not hide the field's own name.
  [{ exclude: { names: ["Time", "Value"] } }, [["team"]]],
  [{ include: { pattern: "/^T|^t/" } }, [["Time", "team"], ["Time"]]],
  [{ include: { pattern: "/^t/", names: ["api"] } }, [["team"], ["Value"]]],
  [{ include: { names: ["Time", "team"] }, exclude: { names: ["Time"] } }, [["team"]]],
  [{ include: { variable: "{team,api}", names: ["x"] }, byVariable: true }, [["team"], ["Value"]]],
  [{ include: { variable: "team" }, byVariable: true }, [["team"]]],
  [
    { include: { names: [] } },
    [
      ["Time", "team", "Value"],
      ["Time", "Value"],
    ],
  ],
  [
    {},
    [
      ["Time", "team", "Value"],
      ["Time", "Value"],
    ],
  ],
  [{ include: { names: ["gone"] } }, []],
])("filterFieldsByName with %j keeps %j", ([options, fields]) => {
  expect(kept(options)).toEqual(fields);
});

test("filterFieldsByName names fields that are not there, and what it does", () => {
  expect(filterFieldsByName(frames, { include: { names: ["team", "gone"] } }, tools())).toMatchObject({
    missing: ["gone"],
    does: "keeps only team, gone",
  });
  expect(filterFieldsByName(frames, { exclude: { pattern: "/./" } }, tools())).toMatchObject({
    frames: [],
    missing: [],
    does: "leaves out /./",
  });
});
