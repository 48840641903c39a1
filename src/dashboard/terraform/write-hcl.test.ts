import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { dashboardAttributes, hclDocument } from "./hcl-document.ts";
import { loadHcl } from "./load-hcl.ts";
import { patchHcl } from "./patch-hcl.ts";
import { printHcl } from "./print-hcl.ts";
import { writeHcl } from "./write-hcl.ts";

beforeAll(loadHcl);

const path = ["resource", "grafana_dashboard", "x", "config_json"];
const around = (expression: string) =>
  `# before\nresource "grafana_dashboard" "x" {\n  folder      = 1\n  config_json = ${expression}\n}\n# after\n`;
const write = (expression: string, value: unknown) => writeHcl(around(expression), path, value, "x.tf");

test.for([
  ['"{}"', '{"title":"a \\"b\\""}', String.raw`"{\"title\":\"a \\\"b\\\"\"}"`],
  ["<<EOT\n{}\nEOT", '{\n  "a": 1\n}\n', '<<EOT\n{\n  "a": 1\n}\nEOT'],
  ["<<-EOT\n    {\n    }\n  EOT", '{\n  "a": "$${b}"\n}\n', '<<-EOT\n    {\n      "a": "$${b}"\n    }\n  EOT'],
  ["<<-EOT\n  EOT", "{}\n", "<<-EOT\n    {}\n  EOT"],
] as const)("writeHcl writes into %j", ([before, value, after]) => {
  expect(write(before, value)).toBe(around(after));
});

test("writeHcl changes in jsonencode only what differs, comments stay", () => {
  const before = `jsonencode({
    title = "old" # the title
    # who is asked
    tags  = ["a"]
    gone  = 1
    panels = [{ id = 1, type : "stat" }, { id = 2 }]
  })`;
  const value = {
    title: "new ${x}",
    tags: ["a", "b"],
    panels: [
      { id: 1, type: "stat" },
      { id: 2, title: "t" },
    ],
    refresh: "1m",
  };
  const text = write(before, value);
  expect(text).toBe(
    around(`jsonencode({
    title = "new $\${x}" # the title
    # who is asked
    tags  = ["a",
    "b"]
    panels = [{ id = 1, type : "stat" }, { id = 2 
    title = "t"
    }]
    refresh = "1m"
  })`),
  );
  expect(hclDocument(text, "x.tf")).toMatchObject({ resource: { grafana_dashboard: { x: { config_json: value } } } });
});

test("writeHcl refuses a place that is not there, or cannot hold the value", () => {
  expect(() => writeHcl(around('"{}"'), ["resource", "x"], "{}", "x.tf")).toThrow("there is no resource.x");
  expect(() => write('"{}"', {})).toThrow(RangeError);
});

const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);

test.for([["%%{"], ["$%{"], ["%${"], ["$$${x}"], ["%%%%{"]] as const)(
  "patchHcl writes %j as a text of its own",
  ([text]) => {
    const after = { [text]: text };
    const patched = writeHcl(around(`jsonencode(${printHcl(after, "  ")})`), path, { ...after, more: 1 }, "x.tf");
    expect(hclDocument(patched, "x.tf")).toMatchObject({
      resource: { grafana_dashboard: { x: { config_json: { ...after, more: 1 } } } },
    });
  },
);

test("patchHcl makes any value of any other", () => {
  fc.assert(
    fc.property(json, json, (before, after) => {
      const text = around(`jsonencode(${printHcl(before, "  ")})`);
      const patched = writeHcl(text, path, after, "x.tf");
      expect(hclDocument(patched, "x.tf")).toMatchObject({
        resource: { grafana_dashboard: { x: { config_json: after } } },
      });
    }),
  );
});

test("patchHcl leaves a text as it is whose value is the same", () => {
  const text = around('jsonencode({ b = 1, "a" : [1,\n2] })');
  const argument = dashboardAttributes(text, "x.tf").find(({ path: [, , , name] }) => name === "config_json")!;
  expect(patchHcl(text, argument.expression, undefined)).not.toBe(text);
  expect(writeHcl(text, path, { a: [1, 2], b: 1 }, "x.tf")).toBe(text);
});
