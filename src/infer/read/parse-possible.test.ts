import { expect, test } from "vitest";
import { selectorsIn } from "../../promql/tree/selectors.ts";
import { parsePossible } from "./parse-possible.ts";

function matchers(expr: string, written = expr): string[] {
  const parsed = parsePossible({ expr, written });
  if (!parsed.ok) throw new Error(parsed.reason);
  return selectorsIn(parsed.root).flatMap((one) => one.matchers.map(({ name, op, value }) => `${name}${op}${value}`));
}

test("parsePossible leaves out values that Grafana escaped or joined for a variable with several values", () => {
  const written = 'a{host="$host"} / b{host=~"$host",job="x"}';
  expect(matchers('a{host="web1\\\\.example\\\\.org"} / b{host=~"web1\\\\.example\\\\.org",job="x"}', written)).toEqual(
    ["host=~.*", "host=~web1\\.example\\.org", "job=x"],
  );
  expect(matchers('a{host="(a-1|b-2)"}', 'a{host="$host"}')).toEqual(["host=~.*"]);
});

test("parsePossible takes no placeholder of a template for a value", () => {
  expect(matchers('a{ns="{{ .Release.Namespace }}",job="x"}')).toEqual(["ns=~.*", "job=x"]);
});

test("parsePossible leaves out a regular expression that its author put behind =", () => {
  expect(matchers('a{pod=".+",ns="x"}')).toEqual(["pod=~.*", "ns=x"]);
});

test("parsePossible keeps what its author wrote with a backslash, and whatever != excludes", () => {
  expect(matchers('a{path="/a\\\\.b"}')).toEqual(["path=/a\\.b"]);
  expect(matchers('a{path!=".+"}')).toEqual(["path!=.+"]);
  expect(parsePossible({ expr: "a{", written: "a{" }).ok).toBe(false);
});
