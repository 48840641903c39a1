import { expect, test } from "vitest";
import { frameOf, seriesOf } from "../testing/frames.ts";
import { fieldName } from "./field-name.ts";
import type { Frame } from "./frame.ts";

const last = (frame: Frame) => frame.fields.at(-1)!;

test("fieldName prefers the name of a setting to the legend, and that to name and labels", () => {
  const frame = seriesOf("A", { job: "api" }, [1], "legend");
  expect(fieldName(last(frame), frame)).toBe("legend");
  expect(fieldName({ ...last(frame), displayName: "own" }, frame)).toBe("own");
  expect(fieldName(frame.fields[0]!, frame)).toBe("Time");
});

test("fieldName shows the only label's value alone, and several with their names", () => {
  const [one, other] = [seriesOf("A", { job: "api" }, [1]), seriesOf("A", { job: "web" }, [1])];
  expect(fieldName(last(one), one, [one, other])).toBe("api");
  const both = seriesOf("A", { pod: "p", job: "web" }, [1]);
  expect(fieldName(last(both), both, [one, both])).toBe('{job="web", pod="p"}');
  const metric = seriesOf("A", { __name__: "up", job: "web" }, [1]);
  expect(fieldName(last(metric), metric, [metric])).toBe('up {__name__="up", job="web"}');
});

test("fieldName numbers fields of one frame that share a name", () => {
  const [a] = frameOf("A", { Value: [1] }).fields;
  const frame = { ...frameOf("A", {}), fields: [a!, { ...a! }, { ...a!, name: "x" }] };
  expect(frame.fields.map((field) => fieldName(field, frame))).toEqual(["Value 1", "Value 2", "x"]);
});

test("fieldName adds the frame's name where frames differ in it, or nothing else names the field", () => {
  const frame = frameOf("A", { Value: [1], x: [1] }, { name: "one" });
  expect(frame.fields.map((field) => fieldName(field, frame))).toEqual(["one", "x"]);
  expect(fieldName(frame.fields[1]!, frame, [frame, { ...frame, name: "two" }])).toBe("one x");
});
