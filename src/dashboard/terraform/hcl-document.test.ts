import { beforeAll, expect, test } from "vitest";
import { hclDocument } from "./hcl-document.ts";
import { loadHcl } from "./load-hcl.ts";

beforeAll(loadHcl);

test("hclDocument gives what Terraform's JSON syntax would say of resources with dashboards, and of no others", () => {
  const text = `
terraform {
  required_version = ">= 1.5"
}
variable "folder" { default = "x" }
resource "grafana_folder" "f" { title = "F" }
/* the first one */
resource "grafana_dashboard" "a" {
  for_each    = fileset(path.module, "*.json")
  folder      = grafana_folder.f.id
  config_json = file("\${path.module}/\${each.value}")
  dynamic "x" {
    for_each = []
    content {}
  }
}
resource grafana_dashboard "b" {
  config_json = "{\\"title\\":\\"$\${x}\\"}"
}
resource "grafana_dashboard" "c" {
  config_json = jsonencode({ title = "$\${x}" })
}
resource "grafana_dashboard" "d" {
  config_json = jsonencode({ title = var.t })
}
resource "grafana_apps_dashboard_dashboard_v1beta1" "e" {
  metadata {
    uid = "e"
  }
  spec {
    json = <<-EOT
      {"title": "e"}
    EOT
    deeper { json = "no" }
  }
}
resource "grafana_dashboard" "__proto__" {
  config_json = "{}"
}
`;
  const document = hclDocument(text, "x.tf");
  expect(document).toEqual({
    resource: {
      grafana_dashboard: JSON.parse(`{
        "a": {
          "for_each": "\${fileset(path.module, \\"*.json\\")}",
          "folder": "\${grafana_folder.f.id}",
          "config_json": "\${file(\\"\${path.module}/\${each.value}\\")}"
        },
        "b": { "config_json": "{\\"title\\":\\"$\${x}\\"}" },
        "c": { "config_json": { "title": "\${x}" } },
        "d": { "config_json": "\${jsonencode({ title = var.t })}" },
        "__proto__": { "config_json": "{}" }
      }`) as object,
      grafana_apps_dashboard_dashboard_v1beta1: { e: { metadata: { uid: "e" }, spec: { json: '{"title": "e"}\n' } } },
    },
  });
});

test("hclDocument of a file without dashboards is empty", () => {
  expect(hclDocument("", "x.tf")).toEqual({});
  expect(hclDocument("locals {\n  a = 1\n}\n", "x.tf")).toEqual({});
});
