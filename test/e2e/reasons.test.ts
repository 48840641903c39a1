import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "../servers/process.ts";
import { runCli } from "./cli.ts";
import { dashboard } from "./stack.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Checked {
  readonly dashboards: readonly {
    readonly panelResults: readonly { readonly state: string; readonly code?: string; readonly reason?: string }[];
    readonly findings: readonly { readonly state: string; readonly code: string; readonly reason: string }[];
  }[];
}

/** Runs `up --local` on a dashboard of these queries, with a data spec or an inferred one. */
async function check(exprs: readonly string[], { spec, ...extra }: Record<string, unknown> & { spec?: string } = {}) {
  writeFileSync(join(folder, "a.json"), JSON.stringify(dashboard("A", exprs, extra)));
  if (spec !== undefined) writeFileSync(join(folder, "a.data.yaml"), spec);
  const args = ["up", "--local", "--exit", "--output", "json", "--fail-on", "none", "a.json"];
  const { stdout } = await runCli(args, { cwd: folder, env: { TMPDIR: mkdtempSync(join(folder, "tmp-")) } });
  return (JSON.parse(stdout) as Checked).dashboards[0]!;
}

test.for([
  ["inferred series", undefined],
  ["a spec", 'version: 1\nmetrics:\n  - {name: mem, type: gauge, series: [{labels: {job: "validator"}, value: 5}]}\n'],
] as const)(
  "up judges a regex by the alternative beside an undefined variable, and names the variable (%s)",
  async ([, spec]) => {
    const { panelResults, findings } = await check(['mem{job=~"$validator_job|validator"}'], { ...(spec && { spec }) });
    expect(panelResults.map(({ state }) => state)).toEqual(["ok"]);
    expect(findings).toMatchObject([
      { state: "broken", code: "variable-undefined", reason: expect.stringContaining("$validator_job") },
    ]);
  },
);

test("up says of names with dots that they need Prometheus 3, and which server this is", async () => {
  const { panelResults } = await check([
    'sum by ("service.name") (rate({"http.server.requests", "deployment.environment"="prod"}[5m]))',
    'sum by ("k8s.pod.name") (orders_open{"k8s.ns.name"="shop"})',
    "orders_open",
  ]);
  expect(panelResults.map(({ state }) => state)).toEqual(["error", "error", "ok"]);
  for (const { code, reason } of panelResults.slice(0, 2)) {
    expect(code).toBe("needs-newer-server");
    expect(reason).toMatch(/a quoted name .* needs Prometheus 3\.0; this server is Prometheus 2\./);
  }
});

test("up fills what looks back by offset, @ and subqueries, and says of a fixed time that there is no data", async () => {
  const exprs = [
    "rate(ops_total[$__range] @ end())",
    "items - items @ start()",
    "sum(rate(ops_total[5m])) / sum(rate(ops_total[5m] offset $shift))",
    "items offset -5m",
    "avg_over_time(sum(rate(ops_total[5m]))[30m:1m] offset 1h)",
    "rate(ops_total[5m] @ 1609746000)",
  ];
  const shift = { name: "shift", type: "custom", query: "1d,1w", current: { text: "1d", value: "1d" } };
  const { panelResults } = await check(exprs, { templating: { list: [shift] } });
  expect(panelResults.map(({ state }) => state)).toEqual(["ok", "ok", "ok", "ok", "ok", "empty"]);
  expect(panelResults[5]).toMatchObject({
    code: "outside-window",
    reason: expect.stringMatching(/looks at a time for which there is no data; a longer --history would reach back/),
  });
  expect(panelResults[5]!.reason).not.toContain("shorter than the distance between samples");
});
