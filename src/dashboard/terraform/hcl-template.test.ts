import { beforeAll, expect, test } from "vitest";
import { escapeTemplate, readTemplate, unescapeTemplate } from "./hcl-template.ts";
import { loadHcl } from "./load-hcl.ts";
import { innermost, parseHcl } from "./parse-hcl.ts";

beforeAll(loadHcl);

function read(expression: string) {
  const source = `a = ${expression}\n`;
  const found = parseHcl(source, "x.tf").topNode.getChild("Body")!.getChild("Attribute")!.getChild("Expression")!;
  return readTemplate(innermost(found), source);
}

// Expected texts: by https://developer.hashicorp.com/terraform/language/expressions/strings
test.for([
  ['""', ""],
  [String.raw`"a\n\r\t\"\\\u00e9\U0001F600"`, 'a\n\r\t"\\é\u{1f600}'],
  ['"$${__rate_interval} %%{x} $__interval $ % {{pod}}"', "${__rate_interval} %{x} $__interval $ % {{pod}}"],
  ["<<EOT\nEOT", ""],
  ["<<EOT\n  a\\n\n b $${c}\n  EOT", "  a\\n\n b ${c}\n"],
  ["<<-EOT\n    a\n      b\n\n    c\n    EOT", "a\n  b\n\nc\n"],
  ["<<EOT\r\n{\r\n}\r\nEOT\r", "{\n}\n"],
] as const)("readTemplate reads %j", ([expression, text]) => {
  expect(read(expression)).toEqual({ text });
});

test.for([
  ['"a ${var.b} c"', "${var.b}"],
  ['"%{ if true }a%{ endif }"', "%{ if true }a%{ endif }"],
  ['<<-EOT\n  {"title": "${local.t}"}\n  EOT', "${local.t}"],
] as const)("readTemplate says what only Terraform knows in %j", ([expression, open]) => {
  expect(read(expression)).toEqual({ open });
});

test("escapeTemplate is undone by unescapeTemplate", () => {
  const text = "${a} %{b} $c {{d}} $ {";
  expect(escapeTemplate(text)).toBe("$${a} %%{b} $c {{d}} $ {");
  expect(unescapeTemplate(escapeTemplate(text))).toBe(text);
});
