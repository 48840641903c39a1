import { expect, test } from "vitest";
import { relayTarget, relayTargets } from "./relay-target.ts";

test("a target has instance and job of its address, or the labels behind #", () => {
  expect(relayTarget("http://127.0.0.1:8080/metrics?x=1")).toEqual({
    ...{ origin: "http://127.0.0.1:8080", path: "/metrics?x=1", shown: "http://127.0.0.1:8080/metrics" },
    labels: new Map([
      ["instance", "127.0.0.1:8080"],
      ["job", "127.0.0.1"],
    ]),
  });
  expect(relayTarget("https://shop/#job=api&env=test%20a").labels).toEqual(
    new Map([
      ["instance", "shop:443"],
      ["job", "api"],
      ["env", "test a"],
    ]),
  );
});

test("several addresses may stand in one text, commas in their labels included", () => {
  const targets = relayTargets(["http://a/m#job=x,y,http://b/m", "http://c/m"]);
  expect(targets.map(({ shown, labels }) => [shown, labels.get("job")])).toEqual([
    ["http://a/m", "x,y"],
    ["http://b/m", "b"],
    ["http://c/m", "c"],
  ]);
});

test.for([
  "127.0.0.1:8080",
  "ftp://a/m",
  "http://user:secret@a/m",
  "http://a/m#job",
  "http://a/m#__name__=x",
  "http://a/m#dashpreview=x",
  "http://a/m#9a=x",
])("%s is refused, without a word of a password", (text) => {
  expect(() => relayTarget(text)).toThrow(/^--relay: (?!.*secret)/);
});
