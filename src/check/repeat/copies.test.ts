import { expect, test } from "vitest";
import { interpolate } from "../../templating/interpolate.ts";
import type { ResolvedVariable } from "../../templating/variables/resolved-variable.ts";
import { copiesOf, whyShownOnce } from "./copies.ts";

function resolved(name: string, values: readonly string[], more: Partial<ResolvedVariable> = {}): ResolvedVariable {
  return {
    name,
    type: "query",
    value: values,
    text: "All",
    all: true,
    multi: true,
    includeAll: true,
    options: values.map((value) => ({ value, text: value.toUpperCase() })),
    filters: [],
    state: "ok",
    ...more,
  };
}
const byName = (...variables: ResolvedVariable[]) => new Map(variables.map((one) => [one.name, one]));
const many = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

test("copiesOf makes one copy for each option of All, each with one value and its text", () => {
  const found = copiesOf(["ns"], byName(resolved("ns", ["a", "b"]), resolved("other", ["x", "y"])))!;
  expect(found.total).toBe(2);
  expect(found.leftOut).toEqual([]);
  expect(found.copies.map(({ values }) => values)).toEqual([{ ns: "a" }, { ns: "b" }]);
  const texts = found.copies.map(({ resolved: values }) => interpolate("$ns ${ns:text} ${ns:csv} $other", { values }));
  expect(texts).toEqual(["a A a (x|y)", "b B b (x|y)"]);
});

test("copiesOf takes the options where All has a value of its own, and the chosen values otherwise", () => {
  const all = copiesOf(["ns"], byName(resolved("ns", ["a", "b"], { allValue: ".*" })))!;
  expect(all.copies.map(({ resolved: values }) => interpolate("$ns", { values }))).toEqual(["a", "b"]);
  const chosen = resolved("ns", ["a", "b", "c"], { all: false, value: ["c", "a"], text: ["C", "A"] });
  expect(copiesOf(["ns"], byName(chosen))!.copies.map(({ values }) => values)).toEqual([{ ns: "c" }, { ns: "a" }]);
  const single = resolved("ns", ["a", "b"], { all: false, multi: false, value: "b", text: "B" });
  expect(copiesOf(["ns"], byName(single))!.copies.map(({ values }) => values)).toEqual([{ ns: "b" }]);
});

test("copiesOf keeps escaping a value as one of a variable that may have several", () => {
  const [copy] = copiesOf(["host"], byName(resolved("host", ["web1.example.org"])))!.copies;
  expect(interpolate('up{host=~"$host"}', { values: copy!.resolved })).toBe('up{host=~"web1\\\\.example\\\\.org"}');
});

test("copiesOf makes one copy with an empty value for a variable without values", () => {
  const empty = copiesOf(["ns"], byName(resolved("ns", [], { allValue: ".*", state: "empty" })))!;
  expect(empty.total).toBe(1);
  expect(empty.copies.map(({ resolved: values }) => interpolate("<$ns> ${ns:text}", { values }))).toEqual(["<> All"]);
  const none = copiesOf(["ns"], byName(resolved("ns", [], { all: false, state: "empty" })))!;
  expect(interpolate("${ns:text}", { values: none.copies[0]!.resolved })).toBe("None");
});

test("copiesOf makes no copies for undefined variables, and for those that Grafana does not repeat for", () => {
  const gap = resolved("gap", ["1m", "5m"], { type: "interval", all: false, value: "1m" });
  expect(copiesOf([], byName(gap))).toBeUndefined();
  expect(copiesOf(["gap", "gone"], byName(gap))).toBeUndefined();
  expect(copiesOf(["gone", "ns"], byName(resolved("ns", ["a"])))!.copies.map(({ values }) => values)).toEqual([
    { ns: "a" },
  ]);
});

test("copiesOf makes each copy with each, and takes from the longest list where there are too many", () => {
  const values = byName(resolved("a", many(3)), resolved("b", many(100)));
  const found = copiesOf(["a", "b"], values, 7)!;
  expect(found.total).toBe(300);
  expect(found.copies.map(({ values: { a, b } }) => `${a} ${b}`)).toEqual([
    ...["v0 v0", "v0 v1", "v1 v0", "v1 v1", "v2 v0", "v2 v1"],
  ]);
  expect(found.leftOut).toHaveLength(20);
  expect(found.leftOut.slice(0, 2)).toEqual([
    { a: "v0", b: "v2" },
    { a: "v0", b: "v3" },
  ]);
});

test("copiesOf stays small for 20 variables with 5,000 values each", () => {
  const names = many(20);
  const values = byName(...names.map((name) => resolved(name, many(5000))));
  const found = copiesOf(names, values)!;
  expect(found.copies.length).toBeLessThanOrEqual(20);
  expect(found.total).toBe(Number.MAX_SAFE_INTEGER);
  expect(found.leftOut).toHaveLength(20);
});

test("whyShownOnce tells undefined variables from those of a type that is not repeated", () => {
  expect(whyShownOnce(undefined)).toContain("does not define");
  expect(whyShownOnce({ type: "textbox" })).toContain("textbox");
  expect(whyShownOnce({ type: "datasource" })).toBeUndefined();
});
