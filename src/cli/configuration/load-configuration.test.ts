import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadConfiguration } from "./load-configuration.ts";

let folder: string;
let cwd: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "dashpreview-load-"));
  cwd = join(folder, "repository");
  mkdirSync(cwd);
});
afterEach(() => rmSync(folder, { recursive: true }));
const put = (file: string, text: string) => writeFileSync(join(cwd, file), text);
const spec = "version: 1\nmetrics: []\n";

test("loadConfiguration reads dashpreview.yaml, else dashpreview.yml, and takes a data spec for none", () => {
  expect(loadConfiguration(undefined, cwd)).toBeUndefined();
  put("dashpreview.yml", "ttl: 1h\n");
  expect(loadConfiguration(undefined, cwd)?.file).toBe("dashpreview.yml");
  put("dashpreview.yaml", spec);
  expect(loadConfiguration(undefined, cwd)?.file).toBe("dashpreview.yml");
  put("dashpreview.yaml", "ttl: 2h\n");
  expect(loadConfiguration(undefined, cwd)?.file).toBe("dashpreview.yaml");
});

test("loadConfiguration leaves an empty dashpreview.yaml alone, and names what is no YAML", () => {
  put("dashpreview.yaml", "# nothing yet\n");
  expect(loadConfiguration(undefined, cwd)).toBeUndefined();
  put("dashpreview.yaml", "ttl: [\n");
  expect(() => loadConfiguration(undefined, cwd)).toThrow(/^dashpreview.yaml:\d+:\d+: not valid YAML/);
});

test("loadConfiguration takes the file that is named, also outside, and refuses a data spec or none", () => {
  writeFileSync(join(folder, "other.yaml"), "ttl: 1h\n");
  expect(loadConfiguration("../other.yaml", cwd)?.file).toBe("../other.yaml");
  put("x.data.yaml", spec);
  expect(() => loadConfiguration("x.data.yaml", cwd)).toThrow("a data spec, not a configuration; name it with --data");
  expect(() => loadConfiguration("none.yaml", cwd)).toThrow("--config none.yaml: no such file");
  put("large.yaml", `# ${"x".repeat(70_000)}\n`);
  expect(() => loadConfiguration("large.yaml", cwd)).toThrow("larger than");
});

test("loadConfiguration follows no link out of the working folder", () => {
  writeFileSync(join(folder, "secret.yaml"), "ttl: 1h\n");
  symlinkSync("../secret.yaml", join(cwd, "dashpreview.yaml"));
  expect(() => loadConfiguration(undefined, cwd)).toThrow("the link leads out of");
});
