import { formattedValueToString } from "@grafana/data";
import { expect, test } from "vitest";
import type { PageFieldConfig } from "../../../../src/report/page-data.ts";
import { answerFrames } from "../answers/answer-frames.ts";
import { panelOf, seriesOf, targetOf, viewing } from "../testing.ts";
import { applySettings } from "./apply-settings.ts";

const targets = [
  targetOf("A", [seriesOf({ pod: "a" }, [1, 2000], "a"), seriesOf({ pod: "b" }, [3, 4], "b")]),
  targetOf("B", [seriesOf({ pod: "c" }, [5, 6], "c")]),
];
function fieldsOf(fieldConfig: Partial<PageFieldConfig>, type = "timeseries") {
  const panel = panelOf(type, targets, { fieldConfig: { defaults: {}, overrides: [], ...fieldConfig } });
  return applySettings(answerFrames(targets), panel, viewing).map(({ fields }) => fields[1]!);
}
const rule = (id: string, options: unknown, ...properties: [id: string, value: unknown][]) => ({
  matcher: { id, options },
  properties: properties.map(([property, value]) => ({ id: property, value })),
});

test("applySettings gives every field its name, text and colour", () => {
  const fields = fieldsOf({ defaults: { unit: "bytes", decimals: 1 } });
  expect(fields.map(({ state }) => state!.displayName)).toEqual(["a", "b", "c"]);
  expect(formattedValueToString(fields[0]!.display!(2000))).toBe("2.0 KiB");
  expect(new Set(fields.map(({ display }) => display!(1).color)).size).toBe(3);
});

test.for<[string, unknown, boolean[]]>([
  ["byName", "b", [false, true, false]],
  ["byNames", { names: ["a", "c"] }, [true, false, true]],
  ["byRegexp", "/^[ab]$/", [true, true, false]],
  ["byFrameRefID", "B", [false, false, true]],
  ["byType", "number", [true, true, true]],
  ["byValue", { reducer: "max", op: "gte", value: 1000 }, [true, false, false]],
])("applySettings overrides fields %s %j", ([id, options, hit]) => {
  const fields = fieldsOf({ overrides: [rule(id, options, ["unit", "s"], ["custom.lineStyle", { fill: "dash" }])] });
  expect(fields.map(({ config }) => config.unit === "s")).toEqual(hit);
  expect(fields.map(({ config }) => config.custom.lineStyle?.fill === "dash")).toEqual(hit);
});

test("applySettings fills labels into names", () => {
  const [first] = fieldsOf({ defaults: { displayName: "pod ${__field.labels.pod}" } });
  expect(first!.state!.displayName).toBe("pod a");
});

test("applySettings adds what Grafana gives to a type, and keeps what the panel has", () => {
  const [first] = fieldsOf({ defaults: { custom: { lineWidth: 3 } } });
  expect(first!.config.custom).toMatchObject({ lineWidth: 3, fillOpacity: 0, axisPlacement: "auto" });
  expect(first!.config.color).toEqual({ mode: "palette-classic" });
  const [stat] = fieldsOf({}, "stat");
  expect([1, 80].map((value) => stat!.display!(value).color)).toEqual(["#73BF69", "#F2495C"]);
});

test("applySettings reads the lowest threshold, which has no value in JSON", () => {
  const steps = [
    { value: null, color: "blue" },
    { value: 10, color: "orange" },
  ];
  const [first] = fieldsOf({ overrides: [rule("byName", "a", ["thresholds", { mode: "absolute", steps }])] }, "stat");
  expect([-5, 10].map((value) => first!.display!(value).color)).toEqual(["#5794F2", "#FF9830"]);
});

test("applySettings gives links of values an address where they lead to the server that the dashboard names", () => {
  const links = [
    { title: "Of ${__field.labels.pod}", url: "https://example.com/find?at=${__value.raw}&of=${__field.labels.pod} x" },
    { title: "Not kept", url: "${__field.labels.pod}://example.com" },
    { title: "Host of its own", url: "https://${__field.labels.pod}/" },
    { title: "A script", url: "javascript:alert(1)" },
    { title: "With a name", url: "https://me:secret@example.com/" },
    { title: "", url: "" },
  ];
  const [field] = fieldsOf({ defaults: {}, overrides: [rule("byName", "a", ["links", links])] });
  const shown = field!.getLinks!({ valueRowIndex: 1 }).map(({ title, href, target }) => [title, href, target]);
  expect(shown).toEqual([
    ["Of a", "https://example.com/find?at=2000&of=a%20x", "_blank"],
    ["Not kept", undefined, undefined],
    ["Host of its own", undefined, undefined],
    ["A script", undefined, undefined],
    ["With a name", undefined, undefined],
    ["Link", undefined, undefined],
  ]);
});

test("applySettings passes over rules that are none", () => {
  const overrides = [
    rule("unheardOf", 1, ["unit", "s"]),
    rule("byRegexp", "/(/", ["unit", "s"]),
    null,
    { matcher: {} },
  ];
  const [first] = fieldsOf({ overrides });
  expect(first!.config.unit).toBeUndefined();
});

test("applySettings gives every field settings of its own: a rule for a part of one reaches no other field", () => {
  const hidden = rule("byName", "a", ["custom.hideFrom.viz", true], ["custom.footer.reducers", ["sum"]]);
  const defaults = { custom: { hideFrom: { viz: false }, footer: { reducers: [] } } };
  const customs = fieldsOf({ defaults, overrides: [hidden] }, "table").map(({ config }) => config.custom);
  expect(customs[0]).toMatchObject({ hideFrom: { viz: true }, footer: { reducers: ["sum"] } });
  expect(customs[1]).toMatchObject({ hideFrom: { viz: false }, footer: { reducers: [] } });
});

test("applySettings leaves the label of the axis of values to values", () => {
  const fieldConfig = { defaults: { custom: { axisLabel: "IOPS" } }, overrides: [] };
  const panel = panelOf("timeseries", targets, { fieldConfig });
  const [first] = applySettings(answerFrames(targets), panel, viewing);
  expect(first!.fields.map(({ config }) => config.custom?.axisLabel)).toEqual([undefined, "IOPS"]);
});
