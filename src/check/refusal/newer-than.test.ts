import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder, toolPath } from "../../../test/servers/process.ts";
import { findNewer } from "./newer-than.ts";
import { functionsSince } from "./promql-history.ts";

const flag = "--enable-feature=promql-experimental-functions";

test.for([
  ["histogram_avg(x)", "histogram_avg() needs Prometheus 2.51; this server is Prometheus 2.42.0"],
  ["limitk(2, x)", `limitk() needs Prometheus 2.54, with ${flag}; this server is Prometheus 2.42.0`],
  ["limitk by (job) (2, x)", `limitk() needs Prometheus 2.54, with ${flag}; this server is Prometheus 2.42.0`],
  [
    "rate(x[5m * 2])",
    "arithmetic in a duration needs Prometheus 3.4, with --enable-feature=promql-duration-expr (without it since " +
      "3.14); this server is Prometheus 2.42.0",
  ],
  [
    '{"http.requests"}',
    "a quoted name (with characters such as dots) needs Prometheus 3.0; this server is Prometheus 2.42.0",
  ],
  [
    'sum by ("service.name") (x)',
    "a quoted name (with characters such as dots) needs Prometheus 3.0; this server is Prometheus 2.42.0",
  ],
  ["h </ 3", "the operators </ and >/ need Prometheus 3.11; this server is Prometheus 2.42.0"],
  ["rate(x[5m])", undefined],
  ['limitk{a="histogram_avg(x)"}', undefined],
  ["last_over_time(x[5m] @ end())", undefined],
] as const)("findNewer on 2.42 of %s: %s", ([query, expected]) => {
  expect(findNewer(query, "2.42.0")?.reason).toBe(expected);
});

test("findNewer names the flag that a new enough server needs, until it needs none", () => {
  expect(findNewer("limitk(2, x)", "3.5.0")?.reason).toContain(`with ${flag}`);
  expect(findNewer("first_over_time(x[5m])", "3.7.1")?.reason).toContain("(without it since 3.14)");
  expect(findNewer("first_over_time(x[5m])", "3.14.0")).toBeUndefined();
  expect(findNewer("histogram_avg(x)", "3.0.0")).toBeUndefined();
});

test("findNewer names the release where a server does not say its own, and the new name of a function", () => {
  expect(findNewer("histogram_avg(x)", undefined)?.reason).toBe("histogram_avg() needs Prometheus 2.51");
  expect(findNewer("holt_winters(x[1h], 0.5, 0.1)", "3.1.0")?.reason).toBe(
    "holt_winters() is called double_exponential_smoothing() since Prometheus 3.0; this server is 3.1.0",
  );
  expect(findNewer("holt_winters(x[1h], 0.5, 0.1)", "2.42.0")).toBeUndefined();
});

test("the functions that are newer than promtool's release are those that it does not know", () => {
  const version = /version (\d+\.\d+\.\d+)/.exec(
    execFileSync(toolPath("promtool"), ["--version"], { encoding: "utf8" }),
  )![1]!;
  const known = (name: string) => {
    try {
      const file = join(temporaryFolder(), "rules.yml");
      writeFileSync(file, JSON.stringify({ groups: [{ name: "g", rules: [{ record: "r", expr: `${name}()` }] }] }));
      execFileSync(toolPath("promtool"), ["check", "rules", file], { stdio: ["ignore", "pipe", "pipe"] });
      return true;
    } catch (error) {
      const said = String((error as { stderr: Buffer }).stderr) + String((error as { stdout: Buffer }).stdout);
      return !/unknown function/.test(said);
    }
  };
  const aggregations = new Set(["group", "limitk", "limit_ratio"]);
  for (const [name, { version: since }] of functionsSince) {
    if (aggregations.has(name) || ["start", "end", "range", "step", "max_of", "min_of"].includes(name)) continue;
    const newer = findNewer(`${name}()`, version) !== undefined;
    expect([name, since, newer]).toEqual([name, since, !known(name)]);
  }
}, 60_000);
