import { expect, test } from "vitest";
import { layoutOf } from "../layout/layout-of.ts";
import { classic, range, variables } from "../testing/dashboards.ts";
import { panelOf } from "./panel-of.ts";

/** The first panel of a dashboard with one panel. */
function shell(panel: Readonly<Record<string, unknown>>, { untrusted = false, values = { v: ["a<b", "c"] } } = {}) {
  const dashboard = classic({ panels: [{ id: 7, type: "stat", title: "", ...panel }] });
  const { panels } = layoutOf(dashboard, { variables: variables(values), range });
  return panelOf(panels[0]!, { model: dashboard.model, untrusted, range, dashboard: { title: "T", uid: "u" } });
}

test("panelOf fills variables into title, description and links, a copy's own value before the dashboard's", () => {
  const panel = {
    title: "on $v",
    description: "of ${__dashboard}: ${v:csv}",
    links: [{ title: "go $v", url: "https://x.example/?v=${v:percentencode}&$__url_time_range" }],
    repeat: "v",
  };
  expect(shell(panel)).toMatchObject({
    id: 7,
    title: "on a<b",
    description: "of T: a<b",
    links: [{ title: "go a<b", url: `https://x.example/?v=a%3Cb&from=${range.fromMs}&to=${range.toMs}` }],
  });
  expect(shell({ ...panel, repeat: undefined }).title).toBe("on a<b + c");
});

test("panelOf leaves what only a field or a value knows", () => {
  const defaults = { displayName: "${__field.labels.job} $v", links: [{ title: "${__value.text}", url: "/d/x" }] };
  expect(shell({ fieldConfig: { defaults, overrides: [] } }).fieldConfig.defaults).toMatchObject({
    displayName: "${__field.labels.job} {a<b,c}",
    links: [{ title: "${__value.text}" }],
  });
});

test("panelOf fills variables into overrides and transformations, names included", () => {
  const matcher = { id: "byName", options: "x" };
  const fieldConfig = { defaults: {}, overrides: [{ matcher, properties: [{ id: "displayName", value: "$v" }] }] };
  const transformations = [{ id: "organize", options: { renameByName: { $v: "$v" } } }];
  const made = shell({ fieldConfig, transformations }, { values: { v: ["a"] } });
  expect(made.fieldConfig.overrides).toEqual([{ matcher, properties: [{ id: "displayName", value: "a" }] }]);
  expect(made.transformations).toEqual([{ id: "organize", options: { renameByName: { a: "a" } } }]);
});

test("panelOf fills variables into labels of axes", () => {
  const fieldConfig = {
    defaults: { custom: { axisLabel: "in $v" } },
    overrides: [{ matcher: { id: "byName" }, properties: [{ id: "custom.axisLabel", value: "of $v" }] }],
  };
  const made = shell({ type: "timeseries", fieldConfig }, { values: { v: ["a"] } }).fieldConfig;
  expect(made.defaults["custom"]).toMatchObject({ axisLabel: "in a", lineWidth: 1 });
  expect(made.overrides).toMatchObject([{ properties: [{ id: "custom.axisLabel", value: "of a" }] }]);
});

test("panelOf escapes what variables bring into a text panel", () => {
  const options = { mode: "html", content: "<b>$v</b>" };
  expect(shell({ type: "text", options }).options).toMatchObject({ content: "<b>a&#60;b, c</b>" });
});

test("panelOf gives addresses only to links of other servers, and none to an untrusted dashboard's", () => {
  const links = [
    { title: "web", url: "http://x.example" },
    { title: "script", url: "javascript:alert(1)" },
    { title: "grafana", url: "/d/abc" },
    { title: "user", url: "https://me:secret@x.example" },
    { title: "spoof", url: "https://${__value.raw}.example/" },
    { type: "dashboards", tags: ["a", "b"] },
  ];
  expect(shell({ links }).links).toEqual([
    { title: "web", url: "http://x.example" },
    { title: "script" },
    { title: "grafana" },
    { title: "user" },
    { title: "spoof" },
    { title: "a, b" },
  ]);
  expect(shell({ links }, { untrusted: true }).links[0]).toEqual({ title: "web" });
});

test("panelOf words a panel's own time and moves its range", () => {
  const panel = shell({ timeFrom: "1h", timeShift: "1d" });
  expect(panel.timeInfo).toBe("Last 1 hour + timeshift -1d");
  expect(panel.range).toEqual({ fromMs: range.toMs - 25 * 3_600_000, toMs: range.toMs - 24 * 3_600_000 });
  expect(shell({ timeFrom: "1h", hideTimeOverride: true }).timeInfo).toBeUndefined();
  expect(shell({})).not.toHaveProperty("range");
});

test("panelOf leaves out settings that there is no room for, and says so", () => {
  const dashboard = classic({ panels: [{ type: "text", title: "$v", options: { content: "x".repeat(5000) } }] });
  const { panels } = layoutOf(dashboard, { variables: variables({ v: ["a"] }), range });
  const budget = { left: 8000 };
  const [first, second] = [1, 2].map(() =>
    panelOf(panels[0]!, { model: dashboard.model, untrusted: false, range, budget }),
  );
  expect(first!.options["content"]).toHaveLength(5000);
  expect(second).toMatchObject({ type: "text", title: "a", options: { content: "" } });
  expect(second!.description).toContain("too large");
});
