import { expect, test } from "vitest";
import { readDashboard } from "../../dashboard/read/read.ts";
import { parts } from "../../dashboard/view/parts.ts";
import { panelsIn, queriesIn } from "../../dashboard/view/queries.ts";
import { panelGraph } from "./panel-graph.ts";

function graph(targets: readonly object[]) {
  const sourced = targets.map((target) => ("expr" in target ? target : { datasource: { uid: "__expr__" }, ...target }));
  const model = { title: "T", panels: [{ id: 1, type: "stat", title: "P", targets: sourced }] };
  const read = parts(readDashboard(JSON.stringify(model), { file: "t.json" }));
  const [panel] = panelsIn(read);
  return panelGraph({ panel: panel!, queries: queriesIn(read) });
}
const math = (refId: string | undefined, expression: string, hide = false) => ({
  refId,
  type: "math",
  expression,
  hide,
});
const faults = (targets: readonly object[]) =>
  Object.fromEntries(graph(targets).expressions.map(({ refId, fault }) => [refId, fault?.code]));

test("panelGraph puts inputs first, and finds what is hidden and used", () => {
  const { expressions, feeding } = graph([
    math("D", "$C + 1"),
    { refId: "A", expr: "a", hide: true },
    { refId: "B", expr: "b", hide: true },
    math("C", "$A", true),
    math("E", "$B", true),
  ]);
  expect(expressions.map(({ refId, needed }) => [refId, needed])).toEqual([
    ["C", true],
    ["D", true],
    ["E", false],
  ]);
  expect([...feeding].map(({ refId }) => refId).sort()).toEqual(["A", "C"]);
});

test("panelGraph gives queries without a refId the first free letter", () => {
  const { expressions } = graph([{ expr: "a" }, { refId: "B", expr: "b" }, math(undefined, "$A + $B")]);
  expect(expressions).toMatchObject([{ refId: "C", expression: { inputs: ["A", "B"] } }]);
  expect(expressions[0]!.fault).toBeUndefined();
});

test("panelGraph finds circles of any length, and blames nobody else for them", () => {
  expect(faults([math("A", "$A")])).toEqual({ A: "input-circle" });
  expect(faults([math("A", "$B"), math("B", "$C"), math("C", "$A"), math("D", "$A"), math("E", "1")])).toEqual({
    ...{ A: "input-circle", B: "input-circle", C: "input-circle" },
    ...{ D: undefined, E: undefined },
  });
  expect(graph([math("A", "$B"), math("B", "$A")]).expressions[0]!.fault!.reason).toContain("A → B → A");
});

test("panelGraph names the query that was meant", () => {
  const { fault } = graph([{ refId: "requests", expr: "a" }, math("C", "$reqests * 2")]).expressions[0]!;
  expect(fault).toEqual({
    code: "input-missing",
    reason: 'expression C uses query "reqests", which the panel does not have; did you mean requests?',
  });
});

test("panelGraph knows what may not be used by what", () => {
  const sql = { refId: "S", type: "sql", expression: "SELECT 1 FROM A" };
  expect(faults([{ refId: "A", expr: "a" }, sql, math("B", "$S")])).toEqual({ S: undefined, B: "expression-refused" });
  expect(faults([math("A", "1"), sql])).toEqual({ A: undefined, S: "expression-refused" });
});

test("panelGraph looks at panels without expressions no further, and bounds the others", () => {
  expect(graph([{ refId: "A", expr: "a" }]).byRefId.size).toBe(0);
  expect(graph(Array.from({ length: 2000 }, (_, at) => math(`Q${at}`, `$Q${at + 1}`))).expressions).toHaveLength(200);
});
