import { expect, test } from "vitest";
import { describe, summary } from "./describe-up.ts";
import type { Prepared } from "./prepare.ts";
import type { WrittenRevision } from "./revision.ts";
import type { PreparedDashboard } from "./rewrite.ts";
import type { UpOptions } from "./up-options.ts";

test("describe names source, uid and title, and keeps of findings what people can use", () => {
  const finding = { panel: "A", state: "error", code: "not-isolated", reason: "no", expr: "x", from: 0, to: 1 };
  const dashboard = {
    source: { file: "a.json" },
    preview: { uid: "dp-a", title: "[pr-1] A", findings: [finding] },
  } as unknown as PreparedDashboard;
  expect(describe(dashboard, { url: "https://g/a", action: "created", check: undefined })).toEqual({
    source: "a.json",
    uid: "dp-a",
    title: "[pr-1] A",
    url: "https://g/a",
    action: "created",
    check: undefined,
    notices: [{ panel: "A", state: "error", code: "not-isolated", reason: "no", expr: "x" }],
  });
});

test("summary counts what was written, or what would be", () => {
  const options = { review: { project: "local", key: "pr-1" } } as UpOptions;
  const prepared = {
    run: { revision: "aaaaaaaa" },
    expiresAtMs: 5,
    plan: { grid: { fromMs: 1000, stepMs: 10, count: 3 }, seriesCount: 2, sampleCount: 6 },
    warnings: ["w"],
  } as unknown as Prepared;
  const common = { project: "local", key: "pr-1", revision: "aaaaaaaa", expiresAtMs: 5, warnings: ["w"] };
  const window = { fromMs: 1000, toMs: 1030, stepMs: 10, leadInMs: 0 };
  expect(summary(options, prepared, undefined)).toEqual({
    ...common,
    window,
    series: 2,
    samples: 6,
    samplesVerified: 0,
  });
  const written = { series: 1, samples: 4, verified: 3 } as unknown as WrittenRevision;
  expect(summary(options, prepared, written)).toMatchObject({ series: 1, samples: 4, samplesVerified: 3 });
});
