import { expect, test } from "vitest";
import type { CheckResult } from "../../check/result.ts";
import type { UpDashboard, UpResult } from "../../preview/up/up-result.ts";
import type { UpRequest } from "../commands/up/options.ts";
import { commentText, summarize } from "./preview-comment.ts";

const dashboard = (panels?: object, more: Partial<UpDashboard> = {}): UpDashboard => ({
  source: "boards/a b.json",
  uid: "dp-a",
  title: "[pr-7] Shop",
  url: "https://g/d/dp-a",
  action: "created",
  check:
    panels === undefined
      ? undefined
      : ({
          panels: { total: 1, ok: 1, empty: 0, error: 0, skipped: 0, unchecked: 0, ...panels },
          findings: [],
          unchecked: [],
          queries: [],
          variables: [],
          panelResults: [],
          unusedMetrics: [],
        } as CheckResult),
  notices: [],
  ...more,
});
const result = (...dashboards: UpDashboard[]): UpResult => ({
  state: "done",
  project: "local",
  key: "pr-7",
  revision: "aaaaaaaa",
  expiresAtMs: Date.UTC(2026, 10, 30),
  window: { fromMs: 0, toMs: 3_600_000, stepMs: 60_000, leadInMs: 0 },
  series: 1,
  samples: 60,
  samplesVerified: 60,
  dashboards,
  removed: [],
  warnings: [],
});

test.for([
  [[dashboard({})], "1 dashboard"],
  [
    [dashboard({ empty: 1 }), dashboard({ empty: 2, error: 1 })],
    "2 dashboards, 3 panels without data, 1 panel with an error",
  ],
  [[dashboard({ unchecked: 2 }), dashboard()], "2 dashboards, 2 panels not checked, 1 dashboard not checked"],
  // Nothing is checked in a dry run, which is no fault.
  [[dashboard(undefined, { action: "planned" })], "1 dashboard"],
  [
    [dashboard({ empty: 1 }, { scenario: "healthy" }), dashboard({}, { scenario: "incident" })],
    "1 dashboard in 2 scenarios, 1 panel without data",
  ],
] as const)("summarize counts what is not as it should be: %#", ([dashboards, text]) => {
  expect(summarize(result(...dashboards))).toBe(text);
});

test("commentText shows titles without the key, and how to see the preview without servers", () => {
  const commit = "c".repeat(40);
  const host = {
    kind: "github",
    apiUrl: "https://api.github.com",
    serverUrl: "https://github.com",
    repository: "o/r",
  } as const;
  const text = commentText(
    {
      result: result(dashboard({})),
      review: { project: "local", key: "pr-7", number: 7, commit, host },
      changes: new Map(),
      request: { data: "my data.yaml" } as UpRequest,
      order: 3,
      gone: [],
      own: { before: ["git clone x"], command: "node x/cli.js" },
    },
    60_000,
  );
  expect(text).toContain("Shop");
  expect(text).not.toContain("[pr-7]");
  expect(text).toContain("git fetch https://github.com/o/r refs/pull/7/head");
  expect(text).toContain(`git checkout ${commit}`);
  expect(text).toContain("git clone x\nnode x/cli.js up --local 'boards/a b.json' --data 'my data.yaml'");
});

test("commentText names each dashboard once, its scenarios, and the preview of one that is not asked for any more", () => {
  const both = ["healthy", "incident"].map((scenario) =>
    dashboard({}, { scenario, title: `[pr-7] Shop · ${scenario}`, url: `https://g/d/dp-${scenario}` }),
  );
  const removed = [{ uid: "dp-x", title: "[pr-7] Shop · night", otherScenario: true as const }];
  const made = { ...result(...both), removed };
  const own = { before: [], command: "npx dashpreview" };
  const text = commentText(
    { result: made, review: {}, changes: new Map(), request: {}, own, order: 1 } as never,
    60_000,
  );
  expect(text).toContain("| Shop | [healthy](<https://g/d/dp-healthy>) | not compared |");
  expect(text).toContain("|  | [incident](<https://g/d/dp-incident>) |");
  expect(text).toContain("- Shop · night: not asked for any more");
  expect(text).toContain("up --local 'boards/a b.json' --scenario healthy --scenario incident");
});
