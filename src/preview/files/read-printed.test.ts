import { expect, test } from "vitest";
import { readPrinted } from "./read-printed.ts";

const dashboard = (title: string, uid?: string) => ({ title, uid, schemaVersion: 41, panels: [] });
function read(text: string) {
  const warnings: string[] = [];
  const { dashboards } = readPrinted({ name: "<stdin>", text }, { warn: (warning) => warnings.push(warning) });
  return { files: dashboards.map(({ source }) => [source.file, source.title, source.source]), warnings };
}
const json = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");

test.for([
  ["one dashboard", json(dashboard("A")), [["<stdin>", "A", "<stdin>"]]],
  [
    "lines of JSON",
    json(dashboard("A", "a"), dashboard("B")),
    [
      ["<stdin>#a", "A", "a"],
      ["<stdin>#2", "B", "<stdin>#2"],
    ],
  ],
  [
    "values without anything between",
    json(dashboard("A", "a")) + json(dashboard("B", "b")),
    [
      ["<stdin>#a", "A", "a"],
      ["<stdin>#b", "B", "b"],
    ],
  ],
  [
    "a list",
    json([dashboard("A", "a"), dashboard("B", "b")]),
    [
      ["<stdin>#a", "A", "a"],
      ["<stdin>#b", "B", "b"],
    ],
  ],
  [
    "a map",
    json({ "a.json": dashboard("A"), "b.json": dashboard("B") }),
    [
      ["<stdin>#a.json", "A", "<stdin>#a.json"],
      ["<stdin>#b.json", "B", "<stdin>#b.json"],
    ],
  ],
  [
    "documents of YAML",
    `---\n# a\n${json(dashboard("A", "a"))}\n---\ntitle: B\nschemaVersion: 41\npanels: []\n---\n`,
    [
      ["<stdin>#a", "A", "a"],
      ["<stdin>#2", "B", "<stdin>#2"],
    ],
  ],
] as const)("readPrinted reads %s", ([, text, files]) => {
  expect(read(text)).toEqual({ files, warnings: [] });
});

test("readPrinted reads a Terraform plan, and names what is not known yet", () => {
  const resource = (name: string, values: object) => ({
    address: `module.m.grafana_dashboard.${name}`,
    mode: "managed",
    type: "grafana_dashboard",
    name,
    values,
  });
  const plan = {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: [{ type: "grafana_folder", values: { title: "F" } }],
        child_modules: [
          { resources: [resource("a", { config_json: json(dashboard("A ${x}", "a")) }), resource("b", {})] },
        ],
      },
    },
  };
  expect(read(json(plan))).toEqual({
    files: [["<stdin>#module.m.grafana_dashboard.a", "A ${x}", "a"]],
    warnings: ["passed over: <stdin>: module.m.grafana_dashboard.b: its JSON is known after apply only"],
  });
});

test.for([
  ["nothing", " \n", "<stdin>: empty; dashboards were expected"],
  ["a word", "hello", "<stdin>: not a dashboard: it is a string"],
  ["broken JSON", '{"panels": [}', "<stdin>:1:13: not valid JSON"],
  ["broken JSON after JSON", `${json(dashboard("A"))}\n{"panels": [}`, "<stdin>#2:1:13: not valid JSON"],
] as const)("readPrinted refuses %s", ([, text, message]) => {
  expect(() => read(text)).toThrow(message);
});
