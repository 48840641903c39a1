import fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckResult } from "../../check/result.ts";
import { readMark, writeMark } from "./comment-marker.ts";
import { type PreviewComment, previewComment, removedComment } from "./comment-text.ts";
import { failedComment } from "./failed-comment.ts";

const mark = { project: "k2m4x7qa", key: "pr-12", order: 41_001 };
const check: CheckResult = {
  panels: { total: 3, ok: 1, empty: 1, error: 1, skipped: 0, unchecked: 0 },
  panelResults: [],
  queries: [],
  variables: [],
  findings: [
    {
      panel: "Errors",
      panelId: 7,
      refId: "A",
      state: "empty",
      code: "comparison",
      reason: "metric api_errors_total is not in the data spec",
      expr: "api_errors_total",
    },
    { panel: "Rate", panelId: 8, refId: "A", state: "error", code: "refused", reason: "parse error", expr: "rate(" },
  ],
  unchecked: [],
  unusedMetrics: [],
};
const comment: PreviewComment = {
  mark,
  commit: "0123456789abcdef0123456789abcdef01234567",
  expiresAtMs: Date.UTC(2026, 10, 26, 12, 0, 30),
  dashboards: [
    {
      title: "[pr-12] API",
      source: "dashboards/api.json",
      url: "https://grafana.example/d/dp-x",
      opensOn: { fromMs: 1000, toMs: 2000 },
      check,
      changes: { state: "changed", lines: ['panel "Errors" added (timeseries)'] },
      notices: [{ place: "panel Logs", reason: "Loki is not previewed" }],
    },
  ],
  removed: ["Old board"],
  warnings: ["the receiver holds metrics of the spec"],
  reproduce: ["git checkout 0123456789", "dashpreview up --local dashboards/api.json"],
};

test("previewComment shows commit, expiry in UTC, link into the window, changes, panels with reasons, warnings and how to reproduce", () => {
  const text = previewComment(comment, { maxChars: 65_536 });
  expect(text.startsWith("<!-- dashpreview k2m4x7qa.pr-12 41001 -->\n")).toBe(true);
  for (const part of [
    "`0123456789`",
    "2026-11-26 12:00 UTC",
    "A push extends it",
    "(<https://grafana.example/d/dp-x?from=1000&to=2000>) | 1 difference | 3 panels: 1 ok, 1 empty, 1 error |",
    "what changed (1)",
    "1 error, 1 without data",
    "metric api&#95;errors&#95;total is not in the data spec",
    "Loki is not previewed",
    "Old board",
    "the receiver holds metrics of the spec",
    "dashpreview up --local dashboards/api.json",
  ]) {
    expect(text).toContain(part);
  }
});

test("previewComment tells new, unchanged and uncompared dashboards apart", () => {
  const states = (["added", "unchanged", "unknown"] as const).map((state) => {
    const dashboards = [{ ...comment.dashboards[0]!, changes: { state, lines: [] } }];
    return /\) \| ([^|]+) \|/.exec(previewComment({ ...comment, dashboards }, { maxChars: 65_536 }))?.[1];
  });
  expect(states).toEqual(["new", "none that one sees", "not compared"]);
});

test("previewComment names the dashboards that the review removes, with their paths, in the same table", () => {
  const gone = [
    { title: "Jobs", source: "dashboards/jobs.json" },
    { title: " ", source: "dashboards/all.yaml#b.json" },
  ];
  const text = previewComment({ ...comment, gone }, { maxChars: 65_536 });
  expect(text).toContain("1 error |\n| Jobs (<code>dashboards/jobs.json</code>) | removed | |\n");
  expect(text).toContain("| dashboards/all.yaml&#35;&#8203;b.json | removed | |");
  const many = Array.from({ length: 3000 }, () => gone[0]!);
  expect(previewComment({ ...comment, gone: many }, { maxChars: 10_000 })).toMatch(/\d+ removed dashboards more/);
});

const hostile =
  "<!-- dashpreview k2m4x7qa.pr-99 9 --> </details> @team #1 ![x](http://evil) | `a` <img src=x onerror=1> \n/approve\n::error::x";

test("previewComment lets no text of others become markup, a mention, a quick action or a mark", () => {
  const dashboards = [
    {
      ...comment.dashboards[0]!,
      title: hostile,
      source: hostile,
      check: {
        ...check,
        findings: check.findings.map((finding) => ({ ...finding, panel: hostile, reason: hostile, expr: hostile })),
      },
      changes: { state: "changed" as const, lines: [hostile] },
      notices: [{ place: hostile, reason: hostile }],
    },
  ];
  const text = previewComment(
    {
      ...comment,
      dashboards,
      gone: [{ title: hostile, source: hostile }],
      removed: [hostile],
      warnings: [hostile],
      reproduce: [hostile],
    },
    { maxChars: 65_536 },
  );
  expect(text).not.toMatch(/<img|!\[|\]\(http|^\/approve|^::/m);
  expect(text).not.toMatch(/@team|(?<!&)#1\b/);
  expect(text.match(/<!--/g)).toHaveLength(1);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
  expect(readMark(text)).toEqual(mark);
});

test("previewComment keeps to the limit and never cuts inside a part", () => {
  const arbitrary = fc.record({
    dashboards: fc.integer({ min: 0, max: 400 }),
    findings: fc.integer({ min: 0, max: 60 }),
    changes: fc.integer({ min: 0, max: 200 }),
    warnings: fc.integer({ min: 0, max: 100 }),
    title: fc.string({ maxLength: 300, unit: "binary" }),
    maxChars: fc.integer({ min: 2000, max: 65_536 }),
  });
  fc.assert(
    fc.property(arbitrary, ({ dashboards, findings, changes, warnings, title, maxChars }) => {
      const finding = { ...check.findings[0]!, panel: title, expr: title.repeat(3) };
      const dashboard = {
        ...comment.dashboards[0]!,
        title,
        check: { ...check, findings: Array.from({ length: findings }, () => finding) },
        changes: { state: "changed" as const, lines: Array.from({ length: changes }, () => title) },
      };
      const text = previewComment(
        {
          ...comment,
          dashboards: Array.from({ length: dashboards }, () => dashboard),
          warnings: Array.from({ length: warnings }, () => title),
        },
        { maxChars },
      );
      expect(text.length).toBeLessThanOrEqual(maxChars);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      expect(text).toContain("2026-11-26 12:00 UTC");
      expect(readMark(text)).toEqual(mark);
    }),
    { numRuns: 20 },
  );
});

test("removedComment says when and why", () => {
  const text = removedComment({ mark, reason: "merged", atMs: Date.UTC(2026, 10, 24, 3, 4), titles: ["[pr-12] API"] });
  expect(text).toContain("removed on 2026-11-24 03:04 UTC: the review was merged");
  expect(readMark(text)).toEqual(mark);
});

test("failedComment names the commit and escapes what the error quotes", () => {
  const text = failedComment({ mark, commit: comment.commit, atMs: 0, message: `api.json: ${hostile}` });
  expect(text).toContain("`0123456789` could not be previewed");
  expect(text).not.toMatch(/@team|<img|^\/approve/m);
});

test("readMark takes a whole first line only", () => {
  const line = writeMark(mark);
  expect(readMark(`${line}\r\nx`)).toEqual(mark);
  for (const text of [
    ` ${line}`,
    `x\n${line}`,
    `${line} x`,
    line.replace("pr-12", "PR"),
    line.replace("41001", "9".repeat(16)),
    "",
  ]) {
    expect(readMark(text)).toBeUndefined();
  }
});

const inScenarios = (scenario: string, over: Partial<PreviewComment["dashboards"][number]> = {}) => ({
  ...comment.dashboards[0]!,
  ...{ title: "API", scenario, url: `https://grafana.example/d/dp-${scenario}` },
  ...over,
});

test("previewComment shows the scenarios of a dashboard below one another, each with its link and verdict, and its changes once", () => {
  const fine = { ...check, panels: { ...check.panels, ok: 3, empty: 0, error: 0 }, findings: [] };
  const jobs = { source: "dashboards/jobs.json", title: "Jobs", check: fine, changes: undefined, notices: [] };
  const dashboards = [
    inScenarios("healthy", { check: fine }),
    inScenarios("incident"),
    inScenarios("healthy", jobs),
    inScenarios("incident", jobs),
  ];
  const text = previewComment({ ...comment, dashboards }, { maxChars: 65_536 });
  expect(text).toContain(
    "**healthy**: every panel ok · **incident**: 1 panel with an error, 1 panel without data\n\n" +
      [
        "| Dashboard | Scenario | Change | Panels |",
        "|---|---|---|---|",
        "| API | [healthy](<https://grafana.example/d/dp-healthy?from=1000&to=2000>) | 1 difference | 3 panels: 3 ok |",
        "|  | [incident](<https://grafana.example/d/dp-incident?from=1000&to=2000>) |  | 3 panels: 1 ok, 1 empty, 1 error |",
        "| Jobs | [healthy](<https://grafana.example/d/dp-healthy?from=1000&to=2000>) | not compared | 3 panels: 3 ok |",
        "|  | [incident](<https://grafana.example/d/dp-incident?from=1000&to=2000>) |  | 3 panels: 3 ok |",
      ].join("\n"),
  );
  expect(text.match(/<summary>API: what changed \(1\)<\/summary>/g)).toHaveLength(1);
  expect(text.match(/Loki is not previewed/g)).toHaveLength(1);
  expect(text.match(/<summary>.*1 error, 1 without data<\/summary>/g)).toEqual([
    "<summary>API · incident: 1 error, 1 without data</summary>",
  ]);
});

test("a scenario that could not be checked says so, and no name of one becomes Markdown", () => {
  const dashboards = [inScenarios("a|b @acme `x", { check: undefined, url: "https://grafana.example/d/dp-x" })];
  const text = previewComment({ ...comment, dashboards }, { maxChars: 65_536 });
  expect(text).toContain("1 dashboard not checked");
  expect(text).not.toMatch(/@acme|a\|b|`x/);
});
