import { beforeAll, expect, test } from "vitest";
import { loadHcl } from "../../terraform/load-hcl.ts";
import { readDashboardFile } from "../read-file.ts";
import { renderHeld, replaceDashboard } from "../replace.ts";

beforeAll(loadHcl);

const dashboard = (title: string) => ({ title, schemaVersion: 41, panels: [] });
const json = (title: string) => JSON.stringify(dashboard(title));
function read(text: string, file = "main.tf") {
  const { dashboards, references, unread } = readDashboardFile(text, file);
  return {
    titles: dashboards.map(({ json: value, holding, uid }) => [
      holding?.place,
      (value as { title: string }).title,
      uid,
    ]),
    files: references.map(({ to }) => ("file" in to ? to.file : "")),
    unread,
  };
}
const resource = (body: string, type = "grafana_dashboard", name = "x") =>
  `resource "${type}" "${name}" {\n${body}\n}\n`;

test("terraformForm finds dashboards that are written out, with Terraform's escapes undone", () => {
  const text =
    resource(`  config_json = ${JSON.stringify(json("quoted $${a}"))}`, "grafana_dashboard", "q") +
    resource(`  config_json = <<-EOT\n    ${json("doc $${a} %%{b}")}\n  EOT`, "grafana_dashboard", "h") +
    resource(
      '  config_json = jsonencode({ title = "enc $${a}", schemaVersion = 41, panels = [] })',
      "grafana_dashboard",
      "j",
    ) +
    resource(
      `  metadata {\n    uid = "u"\n  }\n  spec {\n    json = ${JSON.stringify(json("apps"))}\n  }`,
      "grafana_apps_dashboard_dashboard_v1beta1",
      "k",
    );
  expect(read(text)).toEqual({
    titles: [
      ["grafana_dashboard.q", "quoted ${a}", undefined],
      ["grafana_dashboard.h", "doc ${a} %{b}", undefined],
      ["grafana_dashboard.j", "enc ${a}", undefined],
      ["grafana_apps_dashboard_dashboard_v1beta1.k", "apps", "u"],
    ],
    files: [],
    unread: [],
  });
});

test("terraformForm reads Terraform's JSON syntax, lists included", () => {
  const config = { config_json: json("A $${x}") };
  const document = {
    resource: [{ grafana_dashboard: { a: config, b: [{ config_json: '${file("${path.module}/b.json")}' }] } }],
  };
  expect(read(JSON.stringify(document), "main.tf.json")).toEqual({
    titles: [["grafana_dashboard.a", "A ${x}", undefined]],
    files: ["./b.json"],
    unread: [],
  });
});

test.for([
  ['file("${path.module}/d/a.json")', ["./d/a.json"]],
  ['file("d/a.json")', ["d/a.json"]],
  ['jsonencode(jsondecode(file("${ path.root }/a.json")))', ["./a.json"]],
  ['"${file("${path.module}/a.json")}"', ["./a.json"]],
  ['trimspace(file(\n    "a.json",\n  ))', ["a.json"]],
] as const)("terraformForm follows %s", ([expression, files]) => {
  expect(read(resource(`  config_json = ${expression}`)).files).toEqual(files);
});

test.for([
  ['fileset(path.module, "d/*.json")', '"${path.module}/${each.value}"', ["./d/*.json"]],
  ['fileset("${path.module}/d", "**/*.json")', '"${path.module}/d/${each.key}"', ["./d/**/*.json"]],
  ['toset(["a.json", "b.json",])', '"d/${each.value}"', ["d/a.json", "d/b.json"]],
  ['{ a = "x.json", b = "y.json" }', "each.value", ["x.json", "y.json"]],
] as const)("terraformForm follows file() for each of %s", ([each, argument, files]) => {
  const found = read(resource(`  for_each = ${each}\n  config_json = file(${argument})`)).files;
  expect(found).toEqual(files);
});

test.for([
  [
    'templatefile("${path.module}/x.tftpl", { a = 1 })',
    'the template "${path.module}/x.tftpl" is filled in by Terraform',
  ],
  ["var.json", "var.json is known to Terraform only"],
  ["jsonencode({ title = local.title })", "local.title is known to Terraform only"],
  ['"{\\"title\\": \\"${var.title}\\"}"', "${var.title} is known to Terraform only"],
  ['file("${var.folder}/a.json")', "${var.folder} is known to Terraform only"],
  ["data.http.x.response_body", "data.http.x.response_body is known to Terraform only"],
  ["file(each.value)", "each.value is known to Terraform only"],
] as const)("terraformForm names %s", ([expression, why]) => {
  expect(read(resource(`  config_json = ${expression}`))).toEqual({
    titles: [],
    files: [],
    unread: [`grafana_dashboard.x: ${why}; preview what it makes of it: terraform show -json PLAN | dashpreview up -`],
  });
});

test("terraformForm leaves other files to other forms", () => {
  expect(read('resource "grafana_folder" "f" {\n  title = "F"\n}\n')).toEqual({ titles: [], files: [], unread: [] });
});

test.for([
  [
    "a string",
    `  config_json = ${JSON.stringify(json("old $${a}"))}`,
    `  config_json = ${JSON.stringify(json("new $${b}"))}`,
  ],
  [
    "a heredoc",
    '  config_json = <<-EOT\n    {\n      "title": "old",\n      "schemaVersion": 41,\n      "panels": []\n    }\n  EOT',
    '  config_json = <<-EOT\n    {\n      "title": "new $${b}",\n      "schemaVersion": 41,\n      "panels": []\n    }\n  EOT',
  ],
  [
    "jsonencode",
    '  config_json = jsonencode({\n    title = "old" # why\n    schemaVersion = 41\n    panels = []\n  })',
    '  config_json = jsonencode({\n    title = "new $${b}" # why\n    schemaVersion = 41\n    panels = []\n  })',
  ],
] as const)("replaceDashboard writes into %s of Terraform, and leaves the rest as it is", ([, before, after]) => {
  const around = (body: string) => `# before\n${resource(body)}\nresource "grafana_folder" "f" {}\n`;
  const replacement = { file: "main.tf", place: "grafana_dashboard.x", json: dashboard("new ${b}") };
  expect(replaceDashboard(around(before), replacement)).toBe(around(after));
});

test("renderHeld gives a resource of its own that reads back as the same", () => {
  for (const expression of [
    JSON.stringify(json("a")),
    'jsonencode({ title = "a", schemaVersion = 41, panels = [] })',
  ]) {
    const [found] = readDashboardFile(resource(`  config_json = ${expression}`), "main.tf").dashboards;
    const text = renderHeld(found!.holding!, dashboard("b ${c}"));
    expect(readDashboardFile(text, "main.tf").dashboards[0]!.json).toEqual(dashboard("b ${c}"));
  }
});
