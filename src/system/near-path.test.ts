import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { nearPath } from "./near-path.ts";

const folder = mkdtempSync(join(tmpdir(), "near-path-"));
mkdirSync(join(folder, "dashboards", "team"), { recursive: true });
writeFileSync(join(folder, "dashboards", "team", "api.json"), "{}");
writeFileSync(join(folder, "dashboards", "team", "apj\n::error::.json"), "{}");

test.for([
  ["dashboard", "dashboards"],
  ["dashboards/teem", "dashboards/team"],
  ["./dashbords/team/apo.json", "./dashboards/team/api.json"],
  ["dashboards/team/Api.JSON", "dashboards/team/api.json"],
  [`${folder}/dashboards/taem`, `${folder}/dashboards/team`],
])("nearPath takes each missing part of %s for the nearest name: %s", ([path, meant]) => {
  expect(nearPath(path!, folder)).toBe(`; did you mean ${meant}?`);
});

test.for(["other", "dashboards/team/nothing.yaml", "no/such/api.json"])("nearPath is silent about %s", (path) => {
  expect(nearPath(path, folder)).toBe("");
});
