import { beforeAll, expect, test, vi } from "vitest";
import { DashboardError } from "../../errors.ts";
import { loadHcl } from "./load-hcl.ts";
import { childrenOf, innermost, parseHcl, positionOf } from "./parse-hcl.ts";

beforeAll(loadHcl);

test("parseHcl asks for its grammar to be loaded first", async () => {
  vi.resetModules();
  const { hclGrammar } = await import("./load-hcl.ts");
  expect(() => hclGrammar()).toThrow("loadHcl was not called");
  expect(parseHcl("a = 1", "x.tf").topNode.name).toBe("ConfigFile");
});

test("parseHcl says where a file is wrong", () => {
  expect(() => parseHcl('a = 1\nb = {\n  c = "x" "y"\n}\n', "x.tf")).toThrow(
    "x.tf:4:1: not valid Terraform; run terraform validate",
  );
  expect(() => parseHcl("a = 1e-7\n", "x.tf")).toThrow(
    "x.tf:2:1: a number such as 1e-7 is not read here; write 1.0e-7",
  );
  expect(positionOf("ab\ncd", 4, "x")).toBe("x:2:2");
});

test.for([
  ["lists", `a = ${"[".repeat(500_000)}`],
  ["brackets", `a = ${"(".repeat(500_000)}`],
  ["blocks", "a {\n".repeat(200_000)],
  ["strings in strings", `a = "${'${"'.repeat(200_000)}`],
  ["heredocs in heredocs", `a = <<E\n${"${<<E\n".repeat(100_000)}`],
  ["loops", `a = ${"[for ".repeat(200_000)}`],
  ["conditions", `a = ${"a?".repeat(400_000)}`],
  ["signs", `a = ${"-".repeat(900_000)}1`],
  ["one long mark", `a = <<${"X".repeat(900_000)}\n${`${"X".repeat(1000)}y\n`.repeat(500)}`],
  ["interpolations", `a = <<E\n${"${a}".repeat(800_000)}\nE\n`],
  [
    "anything",
    Array.from({ length: 1_000_000 }, (_, index) => '{}[]()"$%<\n=a?:,'[(index * 7919 + index * index) % 16]).join(""),
  ],
  ["too much", `# ${"x".repeat(5_000_000)}`],
] as const)("parseHcl refuses a file full of %s", ([, text]) => {
  expect(() => parseHcl(text, "x.tf")).toThrow(DashboardError);
});

test("childrenOf leaves comments out, and innermost finds the literal", () => {
  const text = "a = {\n  # why\n  b = 1\n}\n";
  const expression = parseHcl(text, "x.tf").topNode.getChild("Body")!.getChild("Attribute")!.getChild("Expression")!;
  const object = innermost(expression);
  expect([object.name, ...childrenOf(object).map(({ name }) => name)]).toEqual(["Object", "{", "ObjectElem", "}"]);
});

test("parseHcl takes attributes with the name of a keyword, where their names keep their place", () => {
  const text = 'rule {\n  for = "5m"\n  x = [for y in z : y]\n}\nrule { if = 1 }\na = <<E\n  for = 1\nE\n';
  const blocks = parseHcl(text, "x.tf").topNode.getChild("Body")!.getChildren("Block");
  const names = blocks.map((block) => {
    const attribute = block.getChild("Body")!.getChild("Attribute")!.getChild("Identifier")!;
    return text.slice(attribute.from, attribute.to);
  });
  expect(names).toEqual(["for", "if"]);
});
