import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { querySelectors } from "./query-selectors.ts";

test("querySelectors reads panels and variables, and nothing that cannot be read", () => {
  const { queries } = readWritten(
    dashboardSource({
      panels: [{ targets: ["sum(a) / b", "sum("] }],
      variables: [
        { name: "v", type: "query", query: 'label_values(c{x="$y"}, pod)' },
        { name: "w", type: "query", query: "metrics(d)" },
      ],
    }),
  );
  const metrics = queries.map((query) => querySelectors(query).map(({ metric }) => metric));
  expect(metrics).toEqual([["a", "b"], [], ["c"], []]);
});
