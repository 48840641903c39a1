import { expect, test } from "vitest";
import { classic } from "../../../test/dashboards/source.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { panelsIn } from "../../dashboard/view/queries.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { findShownOnce } from "./shown-once.ts";

const of = (name: string, type: string) => [name, { name, type } as ResolvedVariable] as const;

test("findShownOnce names each variable that panels repeat for in vain, and the panels", () => {
  const panels = panelsIn(
    parts(
      classic([
        { type: "row", title: "R", repeat: "ns" },
        ...["A", "B", "C", "D"].map((title) => ({ type: "stat", title })),
        { type: "stat", title: "", repeat: "gap" },
        { type: "stat", title: "F", repeat: "pod" },
      ]),
    ),
  );
  const found = findShownOnce(panels, new Map([of("gap", "interval"), of("pod", "query")]));
  expect(found).toEqual([
    {
      variable: "ns",
      state: "broken",
      code: "repeat-variable",
      reason:
        "set to repeat panels, but the dashboard does not define it; Grafana shows each of them once: " +
        "A, B, C and 3 more",
    },
    {
      variable: "gap",
      state: "broken",
      code: "repeat-variable",
      reason:
        "set to repeat panels, but Grafana does not repeat for a variable of type interval; Grafana shows each of " +
        "them once: an untitled panel",
    },
  ]);
  expect(findShownOnce(panels, new Map([of("gap", "custom"), of("pod", "query"), of("ns", "query")]))).toEqual([]);
});
