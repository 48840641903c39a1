import { expect, test } from "vitest";
import type { CheckResult } from "../../check/result.ts";
import type { UpDashboard, UpResult } from "../../preview/up/up-result.ts";
import type { CliContext } from "../context.ts";
import { printUp, upJson } from "./print-up.ts";

const check: CheckResult = {
  panels: { total: 2, ok: 1, empty: 1, error: 0, skipped: 0, unchecked: 0 },
  panelResults: [],
  queries: [],
  variables: [],
  findings: [{ panel: "Queue", refId: "A", state: "empty", code: "unknown", reason: "no series" }],
  unchecked: [],
  unusedMetrics: [],
};
const dashboard: UpDashboard = {
  source: "a.json",
  uid: "dp-a",
  title: "[pr-1] A",
  url: "https://g/d/dp-a",
  action: "created",
  check,
  notices: [],
};
const result: UpResult = {
  state: "done",
  project: "local",
  key: "pr-1",
  revision: "aaaaaaaa",
  expiresAtMs: Date.UTC(2026, 10, 30, 8),
  window: { fromMs: 0, toMs: 3_600_000, stepMs: 60_000, leadInMs: 0 },
  series: 2,
  samples: 120,
  samplesVerified: 120,
  dashboards: [dashboard],
  removed: [],
  warnings: [],
};

function print(more: Partial<UpResult> = {}, failOn: "none" | "error" | "empty" = "none"): string[] {
  const lines: string[] = [];
  const out = { colours: false, write: (text: string) => void lines.push(text) };
  printUp({ ...result, ...more }, { output: "text", failOn }, { out } as unknown as CliContext);
  return lines.join("").split("\n");
}

test("printUp prints the link of a preview first, then what is not as it should be", () => {
  const lines = print({ warnings: ["slow\nserver"], removed: [{ uid: "x", title: "Old" }] });
  expect(lines.slice(0, 2)).toEqual(["[pr-1] A  created from a.json", "  https://g/d/dp-a"]);
  expect(lines).toContain("  empty Queue, query A: no series (unknown)");
  expect(lines.slice(-4, -1)).toEqual([
    "removed Old: its source is no longer there",
    "warning: slow server",
    "local.pr-1 revision aaaaaaaa: 2 series, 120 samples over 1h every 1m, all read back; expires 2026-11-30 08:00 UTC; running up again extends it",
  ]);
});

test("printUp says why the exit code will not be 0", () => {
  expect(print({}, "empty").at(-2)).toBe("exit code 1: there are findings that --fail-on empty counts");
  expect(print({}, "error").at(-2)).toMatch(/running up again extends it$/);
  const unchecked = { ...dashboard, check: undefined };
  expect(print({ dashboards: [unchecked] }, "error").at(-2)).toMatch(/^exit code 3: not everything could be checked/);
});

test("printUp says of a dry run that nothing was written, and gives no link", () => {
  const planned: UpDashboard = { ...dashboard, action: "planned", check: undefined };
  const lines = print({ state: "planned", dashboards: [planned] });
  expect(lines).toEqual([
    "[pr-1] A  planned from a.json",
    "dry run: local.pr-1 would get 2 series, 120 samples over 1h every 1m; nothing was written or saved",
    "",
  ]);
});

test("printUp shows twenty findings and counts the others", () => {
  const findings = Array.from({ length: 23 }, (_, index) => ({
    panel: `P${index}`,
    state: "empty" as const,
    code: "unknown" as const,
    reason: "no series",
  }));
  const lines = print({ dashboards: [{ ...dashboard, check: { ...check, findings } }] });
  expect(lines.filter((line) => line.startsWith("  empty P"))).toHaveLength(20);
  expect(lines).toContain("  and 3 more findings; see --output json");
});

test("upJson writes times as ISO 8601, the step in seconds, and a check only where there was one", () => {
  const json = upJson({ ...result, dashboards: [dashboard, { ...dashboard, check: undefined }] });
  expect(json).toMatchObject({
    expiresAt: "2026-11-30T08:00:00.000Z",
    window: { from: "1970-01-01T00:00:00.000Z", to: "1970-01-01T01:00:00.000Z", stepSeconds: 60, leadInSeconds: 0 },
    series: 2,
  });
  expect(json).not.toHaveProperty("expiresAtMs");
  expect(json.dashboards[0]).toMatchObject({ uid: "dp-a", panels: { total: 2, empty: 1 }, notices: [] });
  expect(json.dashboards[1]).not.toHaveProperty("panels");
});
