import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { hclDocument } from "./hcl-document.ts";
import { loadHcl } from "./load-hcl.ts";
import { indentAt, printEntry, printHcl, quoted } from "./print-hcl.ts";

beforeAll(loadHcl);

test("printHcl writes objects and lists on lines of their own, and bare names where they can be", () => {
  const value = { title: "a ${b} %{c} $d", "x-y": [1, -2.5, true, null], "a b": {}, true: [], for: "é\n\b" };
  expect(printHcl(value, "")).toBe(
    [
      "{",
      '  title = "a $${b} %%{c} $d"',
      "  x-y = [",
      "    1,",
      "    -2.5,",
      "    true,",
      "    null,",
      "  ]",
      '  "a b" = {}',
      '  "true" = []',
      String.raw`  "for" = "é\n\u0008"`,
      "}",
    ].join("\n"),
  );
});

test("printHcl writes what hclDocument reads back as the same JSON", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (json) => {
      const value = JSON.parse(JSON.stringify(json)) as unknown;
      const text = `resource "grafana_dashboard" "x" {\n  config_json = jsonencode(${printHcl(value, "  ")})\n}\n`;
      expect(hclDocument(text, "x.tf")).toEqual({ resource: { grafana_dashboard: { x: { config_json: value } } } });
    }),
  );
});

test.for([
  [1.5e-7, "0.00000015"],
  [-3e21, "-3000000000000000000000"],
  [1.25e22, "12500000000000000000000"],
  [5e-324, `0.${"0".repeat(323)}5`],
  [0.001, "0.001"],
] as const)("printHcl writes %d without an exponent", ([value, text]) => {
  expect(printHcl(value, "")).toBe(text);
});

test("printEntry and quoted write one line, and indentAt finds the indentation of a line", () => {
  expect(printEntry("a", { b: "c" }, "  ")).toBe('a = {\n    b = "c"\n  }');
  expect(quoted('"\f\\')).toBe(String.raw`"\"\u000c\\"`);
  expect([indentAt("a\n  \tb = c", 8), indentAt("  a", 0), indentAt("  a", 3)]).toEqual(["  \t", "", "  "]);
});
