import { expect, test } from "vitest";
import { SpecError } from "../../errors.ts";
import { parseConfiguration } from "./parse-configuration.ts";

const parse = (text: string) => parseConfiguration(text, "dashpreview.yaml");
const values = (text: string) =>
  Object.fromEntries([...parse(text).values].map(([name, { texts }]) => [name, texts.join(" | ")]));
function problems(text: string): string[] {
  try {
    parse(text);
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    expect(error.code).toBe("configuration");
    return error.message.split("\n");
  }
}

test("parseConfiguration reads values as the command line would have them, with their place", () => {
  const text = "dashboards: [a, 'b/*.json']\nttl: review\nhistory: 6h\nmax-series: 100\nprune: true\nfail-on: empty\n";
  expect(values(text)).toEqual({
    dashboards: "a | b/*.json",
    ttl: "review",
    history: "6h",
    "max-series": "100",
    prune: "true",
    "fail-on": "empty",
  });
  expect(parse(text).values.get("ttl")!.place).toBe("dashpreview.yaml:2:6");
  expect(values("")).toEqual({});
});

test("parseConfiguration gives each preview the common values and its own", () => {
  const { previews } = parse(
    "fail-on: empty\nprevielws: 1\n".replace("previelws: 1\n", "") +
      "previews:\n  - { name: infra, dashboards: infra }\n  - { name: shop, dashboards: shop, fail-on: none }\n",
  );
  expect(
    previews.map(({ name, values: own }) => [name, own.get("fail-on")!.texts, own.get("dashboards")!.texts]),
  ).toEqual([
    ["infra", ["empty"], ["infra"]],
    ["shop", ["none"], ["shop"]],
  ]);
});

test.for([
  ["dashbords: x\n", "dashpreview.yaml:1:1: unknown key `dashbords`; did you mean `dashboards`?"],
  ["ttl: 5\n", "dashpreview.yaml:1:6: `ttl`: expected a duration such as 6h, got 5; add a unit: 5s"],
  ["ttl: soon\n", "dashpreview.yaml:1:6: `ttl` soon: expected a duration such as 30s, 15m, 6h or 1h30m, or review"],
  ["fail-on: emty\n", "`fail-on` emty: expected none, error, broken, empty; did you mean empty?"],
  ["prune: 1\n", "`prune`: expected true or false, got 1"],
  ["dashboards: []\n", "`dashboards`: expected 1 to 1000 entries, got 0"],
  ["dashboards: [ok, 7]\n", "dashpreview.yaml:1:18: `dashboards`: expected text, got 7"],
  ["dashboards: ../other\n", "`dashboards`: expected a path below the working folder"],
  ["data: /proc/self/environ\n", "`data`: expected a path below the working folder"],
  ["rules: a/../../b\n", "`rules`: expected a path below the working folder"],
  ["data: [a, b]\n", "`data`: expected one value, got a list of 2"],
  ["grafana-token: x\n", "`grafana-token` cannot be set in this file: a secret does not belong into a repository"],
  ["prometheus-url: http://x\n", "could send your tokens to another server"],
  ["allow-code: true\n", "a pull request must not decide what it is allowed"],
  ["result-file: x\n", "where a run writes"],
  ["- a\n", "expected a map"],
  ["previews: {}\n", "`previews`: expected a list of 1 to 50 previews"],
  ["previews: [{ dashboards: x }]\n", "a preview of several needs a `name`"],
  ["previews: [{ name: a b }, { name: A-B }]\n", '`name`: "A-B" makes the same key as "a b"'],
  ["name: x\npreviews: [{ name: a }]\n", "`name` is for a single preview"],
  ["previews: [{ name: a, previews: [] }]\n", "unknown key `previews`"],
  ['title: "a\\nb"\n', "`title`: expected one line"],
  ["ttl: 1h\nttl: 2h\n", "key `ttl` is there twice"],
] as const)("parseConfiguration refuses %j", ([text, message]) => {
  expect(problems(text).join("\n")).toContain(message);
});

test("parseConfiguration names every problem, in the order of the file, and repeats no secret", () => {
  const found = problems("grafana-token: glsa_canary\ntll: 1h\nstep: 1\n");
  expect(found.map((line) => line.slice(0, 22))).toEqual([
    "dashpreview.yaml:1:1: ",
    "dashpreview.yaml:2:1: ",
    "dashpreview.yaml:3:7: ",
  ]);
  expect(found.join()).not.toContain("canary");
});
