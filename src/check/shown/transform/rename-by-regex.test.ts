import { expect, test } from "vitest";
import type { JsonObject } from "../../../json/read.ts";
import { frameOf, tools } from "../../testing/frames.ts";
import { fieldName } from "../field-name.ts";
import { NotJudged } from "../frame.ts";
import { renameByRegex } from "./rename-by-regex.ts";

const frame = frameOf("A", { cpu_user: [1], cpu_sys: [1], mem: [1] });
const names = (options: JsonObject) =>
  renameByRegex([frame], options, tools()).frames[0]!.fields.map((field) => fieldName(field, frame));

test.for<[options: JsonObject, expected: string[]]>([
  [{ regex: "cpu_(.*)", renamePattern: "$1" }, ["user", "sys", "mem"]],
  [{ regex: "/_/", renamePattern: " " }, ["cpu user", "cpu sys", "mem"]],
  [{ regex: "/[cs]/g", renamePattern: "<$&$$>" }, ["<c$>pu_u<s$>er", "<c$>pu_<s$>y<s$>", "mem"]],
  [{ regex: "cpu_(.*)", renamePattern: "$12 $3" }, ["user2 $3", "sys2 $3", "mem"]],
])("renameByRegex with %j gives %j", ([options, expected]) => {
  expect(names(options)).toEqual(expected);
});

test("renameByRegex leaves to Grafana what it cannot do", () => {
  expect(() => names({ regex: "/(/", renamePattern: "" })).toThrow(NotJudged);
  expect(() => names({ regex: "(?<a>.*)", renamePattern: "$<a>" })).toThrow(NotJudged);
});
