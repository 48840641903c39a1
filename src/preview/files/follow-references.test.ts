import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { followReferences } from "./follow-references.ts";

let cwd: string;
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(join(tmpdir(), "dashpreview-follow-")));
  mkdirSync(join(cwd, "infra/dashboards"), { recursive: true });
  for (const name of ["a.json", "b.json"]) writeFileSync(join(cwd, "infra/dashboards", name), "{}");
  writeFileSync(join(cwd, "x.json"), "{}");
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

function follow(files: readonly string[], named = true, dashboards: readonly never[] = []) {
  const warnings: string[] = [];
  const references = files.map((file) => ({ what: "grafana_dashboard.x", to: { file } }));
  const found = followReferences(
    { path: join(cwd, "infra/main.tf"), named },
    { references, dashboards },
    { cwd, warn: (text) => warnings.push(text) },
  );
  return { found: found.map(({ path }) => relative(cwd, path)), warnings };
}

test("followReferences gives files and globs from the folder of the file that refers", () => {
  expect(follow(["./dashboards/a.json", "../x.json"]).found).toEqual(["infra/dashboards/a.json", "x.json"]);
  expect(follow(["dashboards/*.json"]).found).toEqual(["infra/dashboards/a.json", "infra/dashboards/b.json"]);
});

test("followReferences reads nothing outside of the working folder, nor through a link that leads out", () => {
  symlinkSync("/etc", join(cwd, "infra/etc"));
  for (const file of ["../../../../../../etc/passwd", "/etc/passwd", "../../*"])
    expect(() => follow([file])).toThrow(`infra/main.tf: grafana_dashboard.x: ${JSON.stringify(file)} is outside of`);
  expect(() => follow(["etc/passwd"])).toThrow("the link leads out of");
});

test("followReferences warns where something else is there, or the file was not named", () => {
  expect(follow(["dashboards/a.json", "gone.json", "no/*.json"])).toEqual({
    found: ["infra/dashboards/a.json"],
    warnings: [
      'passed over: infra/main.tf: grafana_dashboard.x: "gone.json" cannot be read: no such file or folder',
      'passed over: infra/main.tf: grafana_dashboard.x: "no/*.json" matches no file',
    ],
  });
  expect(follow(["gone.json"], false).warnings).toHaveLength(1);
});
