import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PageData } from "../../src/report/page-data.ts";
import { runCli } from "../e2e/cli.ts";
import { dashboard, smallSpec } from "../e2e/stack.ts";
import { temporaryFolder } from "../servers/process.ts";

const schema = new URL("../../schema/page-data.schema.json", import.meta.url);
const validate = new Ajv({ strict: true, allErrors: true }).compile(JSON.parse(readFileSync(schema, "utf8")) as object);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  const exprs = ["queue_length", "rate(requests_total[5m])", "no_such_metric"];
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A </script>", exprs)));
  writeFileSync(join(folder, "a.data.yaml"), smallSpec);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = ["--at", "2026-01-31T12:00Z"];
const run = (...args: string[]) =>
  runCli(["report", ...args], { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });

test("report --output json has each panel's answers at the instants that its width asks for, and why one is empty", async () => {
  const result = await run("--output", "json", ...at, "a.json");
  expect(result.code, result.stderr).toBe(0);
  const { dashboards, title } = result.json<PageData>();
  expect(validate(result.json()), JSON.stringify(validate.errors)).toBe(true);
  expect(title).toBe("A </script>");
  const { range, views } = dashboards[0]!;
  expect(new Date(range.toMs).toISOString()).toMatch(/^2026-01-31T1(1:59:4[5-9]|2:00:00)/);
  const [queue, requests, missing] = views[0]!.panels;
  // 30 minutes and 778 pixels: a step below the scrape interval, so that counts.
  const [target] = queue!.targets;
  expect(target!.instants!.stepMs).toBe(15_000);
  expect(target!.series.map(({ labels }) => labels)).toEqual([{ __name__: "queue_length", queue: "mail" }]);
  expect(new Set(target!.series[0]!.values)).toEqual(new Set([7]));
  expect(target!.series[0]!.values).toHaveLength(target!.instants!.count);
  const [rate] = requests!.targets;
  expect(rate!.series.map(({ values }) => values!.at(-1))).toEqual([5, 5, 5]);
  expect(missing).toMatchObject({ state: "empty", findings: [{ severity: "warning", refId: "A" }] });
  expect(missing!.findings[0]!.text).toContain("no_such_metric");
});

test("the same dashboard, spec and end give the same document", async () => {
  const [one, other] = [await run("--output", "json", ...at, "a.json"), await run("--output", "json", ...at, "a.json")];
  expect(one.code, one.stderr).toBe(0);
  expect(other.stdout).toBe(one.stdout);
});

test("report says where a page is missing from, and what it cannot do", async () => {
  expect((await run("a.json")).stderr).toContain("where to? Name the page with -o report.html");
  expect((await run("--output", "json", "--at", "2026-02-31T00:00Z", "a.json")).stderr).toContain("no such time");
  expect((await run("--output", "json", "--at", "yesterday", "a.json")).stderr).toContain("expected a time in UTC");
  expect((await run("-o", "x.html")).stderr).toContain("missing argument: dashboards");
});
