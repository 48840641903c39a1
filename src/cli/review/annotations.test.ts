import { expect, test } from "vitest";
import type { FailOn } from "../../check/result.ts";
import type { BaseView } from "../../ci/git/base-view.ts";
import type { UpResult } from "../../preview/up/up-result.ts";
import { annotations } from "./annotations.ts";

type State = "empty" | "error" | "skipped" | "broken" | "hint";
const result = (...findings: readonly (readonly [string, State])[]) =>
  ({
    dashboards: [
      {
        source: "a.json",
        check: {
          findings: findings.map(([panel, state]) => ({ panel, state, code: "unknown", reason: `${panel} fails` })),
          panelResults: [],
        },
      },
    ],
  }) as unknown as UpResult;
const text = '{\n  "title": "A",\n  "x": "B",\n  "title": "B"\n}';
const options = { failOn: "error" as const, base: undefined, readFile: () => text };

test("annotations points at the line where the panel's title stands, and gives none where it is not found", () => {
  expect(annotations(result(["B", "error"], ["C", "error"]), options)).toEqual([
    "::error file=a.json,line=4,title=B%3A error%2C unknown::B fails",
    "::error file=a.json,title=C%3A error%2C unknown::C fails",
  ]);
});

test("annotations calls an error what --fail-on counts, else a warning, and leaves out hints and what was skipped", () => {
  const all = result(["A", "empty"], ["B", "error"], ["C", "skipped"], ["D", "broken"], ["E", "hint"]);
  const levels = (failOn: FailOn) => annotations(all, { ...options, failOn }).map((line) => line.split(" ")[0]);
  expect(levels("none")).toEqual(["::warning", "::warning", "::warning"]);
  expect(levels("error")).toEqual(["::error", "::warning", "::warning"]);
  expect(levels("broken")).toEqual(["::error", "::error", "::warning"]);
  expect(levels("empty")).toEqual(["::error", "::error", "::error"]);
});

test("annotations shows ten of each level, and names files from the top of the repository", () => {
  const many = Array.from({ length: 15 }, (_, index) => [`P${index}`, "empty"] as const);
  const base = { topPath: (file: string) => `sub/${file}` } as BaseView;
  const shown = annotations(result(...many, ["E", "error"]), { ...options, base, readFile: () => undefined });
  expect(shown).toHaveLength(11);
  expect(shown[0]).toBe("::error file=sub/a.json,title=E%3A error%2C unknown::E fails");
});

test("annotations points at the second of two panels with one title", () => {
  const finding = { panel: "B", panelId: 5, panelIndex: 2, state: "error", reason: "x" };
  const check = { panelResults: ["B", "A", "B"].map((title) => ({ title })), findings: [finding] };
  const twice = { dashboards: [{ source: "a.json", check }] } as unknown as UpResult;
  const lines = ['"title": "B"', '"title": "A"', '"title": "B"'];
  expect(annotations(twice, { ...options, readFile: () => lines.join("\n") })[0]).toContain("line=3,");
  expect(annotations(twice, { ...options, readFile: () => lines[0] })[0]).toContain("line=1,");
});

test("annotations says in which scenario a panel fails", () => {
  const { dashboards, ...rest } = result(["B", "error"]);
  const both = dashboards.map((one) => ({ ...one, scenario: "incident" }));
  expect(annotations({ ...rest, dashboards: both }, options)).toEqual([
    "::error file=a.json,line=4,title=B%3A error%2C unknown::in the scenario incident: B fails",
  ]);
});
