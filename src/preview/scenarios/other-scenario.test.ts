import { expect, test } from "vitest";
import { isOtherScenario } from "./other-scenario.ts";

type Options = Parameters<typeof isOtherScenario>[1];
const source = (path: string, place?: string) => ({ source: { path, holding: place && { place } } });
const options = (over: Partial<Options>) =>
  ({
    inputs: { dashboards: [source("a.json"), source("b.yaml", "x.json")] },
    tree: { topPath: (file: string) => `top/${file}` },
    ...over,
  }) as unknown as Options;
const both = { scenario: "healthy", scenarios: ["healthy", "incident"] };

test.for([
  ["one that the command makes", { path: "a.json" }, "incident", both, false],
  ["one that it does not make", { path: "a.json" }, "night", both, true],
  ["one without a scenario", { path: "a.json" }, undefined, both, true],
  ["a scenario, where the command makes none", { path: "a.json" }, "incident", {}, true],
  ["none, where it makes none", { path: "a.json" }, undefined, {}, false],
  ["another dashboard", { path: "c.json" }, "night", both, false],
  ["the same file from another folder", { path: "../a.json", fromTop: "top/a.json" }, "night", both, true],
  ["the same place of a file of several", { path: "b.yaml", place: "x.json" }, "night", both, true],
  ["another place of it", { path: "b.yaml", place: "y.json" }, "night", both, false],
] as const)("a preview of %s", ([, source, scenario, over, expected]) => {
  const manifest = { source, ...(scenario === undefined ? {} : { scenario }) };
  expect(isOtherScenario(manifest, options(over))).toBe(expected);
});
