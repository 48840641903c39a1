import { expect, test } from "vitest";
import { sortFindings } from "./page-findings.ts";

const panels = [
  { id: 1, title: "A" },
  { id: 2, title: "B" },
  { id: 2, title: "B" },
];

test("findings go to their panel, by position where they name one, and else to the first of its id and title", () => {
  const sorted = sortFindings(
    [
      { state: "empty", code: "x", reason: "one", panel: "A", panelId: 1, refId: "A", expr: "up" },
      { state: "hint", reason: "two", panel: "B", panelId: 2, panelIndex: 2 },
      { state: "error", reason: "three", panel: "B", panelId: 2 },
      { state: "broken", code: "y", reason: "four", variable: "job" },
      { state: "skipped", code: "z", reason: "five", annotation: "deploys" },
    ],
    panels,
  );
  expect(sorted.ofPanel(0, undefined)).toEqual([
    { severity: "warning", code: "x", text: "one", refId: "A", expr: "up" },
  ]);
  expect(sorted.ofPanel(1, undefined)).toEqual([{ severity: "error", code: "error", text: "three" }]);
  expect(sorted.ofPanel(2, undefined)).toEqual([{ severity: "info", code: "hint", text: "two" }]);
  expect(sorted.rest).toEqual([
    { severity: "error", code: "y", text: "$job: four" },
    { severity: "info", code: "z", text: "annotation deploys: five" },
  ]);
});

test("a finding of some copies is told at these, in whatever order their values stand", () => {
  const finding = { state: "empty", reason: "r", panel: "A", panelId: 1, copies: [{ job: "api", pod: "p" }] };
  const { ofPanel } = sortFindings([finding], panels);
  expect(ofPanel(0, { pod: "p", job: "api" })).toHaveLength(1);
  expect(ofPanel(0, { pod: "q", job: "api" })).toEqual([]);
});

test("findings are bounded, and so are their texts", () => {
  const many = Array.from({ length: 600 }, () => ({ state: "hint", reason: "x".repeat(3000), panel: "A", panelId: 1 }));
  const found = sortFindings(many, panels).ofPanel(0, undefined);
  expect([found.length, found[0]!.text.length]).toEqual([50, 2001]);
  expect(
    sortFindings(
      many.map(({ state, reason }) => ({ state, reason })),
      panels,
    ).rest,
  ).toHaveLength(500);
});
