import { describe, expect, test } from "vitest";
import { planSpec } from "../plan/plan.ts";
import { parseSpec } from "../read/parse.ts";
import { specErrorOf } from "../testing/spec-error.ts";

/** The problems of a spec without the file's name, a line each. */
const errorOf = (text: string) => specErrorOf(() => parseSpec(text, { file: "f" })).replaceAll(/^f:/gm, "");

/** A spec whose line 3 is the signals, and whose line 4 is one series. */
const spec = (signals: string, series = "{labels: {instance: a, pod: p}, value: {signal: load}}") =>
  `version: 1\nlabels: {cluster: demo}\nsignals: {${signals}}\nmetrics: [{name: x, type: gauge, series: [${series}]}]\n`;

describe("parseSpec names the place of a wrong cause", () => {
  test.for([
    [spec("load: {per: [zone], value: 1}"), '3:24: no series has a label "zone"'],
    [spec("load: {per: [instanc], value: 1}"), '3:24: no series has a label "instanc"; did you mean `instance`?'],
    [spec("load: {per: [pod, pod], value: 1}"), "3:29: label `pod` is there twice"],
    [spec("Load: {value: 1}"), "3:11: a signal's name begins with a small letter"],
    [spec("load: {value: {signal: load}}"), "3:34: a signal cannot use itself: `load` uses `load`"],
    [
      spec("load: {value: {signal: b}}, b: {value: {add: [1, {signal: load}]}}"),
      "3:69: a signal cannot use itself: `load` uses `b` uses `load`",
    ],
    [
      spec("load: {value: {signal: b}}, b: {per: [pod], value: 1}"),
      "3:34: signal `b` is per `pod`, and signal `load` has no label `pod`",
    ],
    [spec("load: {per: [instance]}"), "3:11: `load` needs `value`"],
    [spec("load: {value: {wav: 1}}"), "3:26: unknown key `wav` in `value`; did you mean `wave`?"],
    [spec("load: {value: 1}", "{value: {signal: loda}}"), "4:60: `signals` has no `loda`; did you mean `load`?"],
    [
      "version: 1\nmetrics: [{name: x, type: gauge, series: [{value: {signal: load}}]}]\n",
      "2:60: `signals` has no `load`; the spec has no `signals` yet: signals: {load: {per: [instance], value: …}}",
    ],
    [
      spec(
        "load: {per: [pod], value: 1}",
        "{labels: {pod: p}, value: 1}, {labels: {instance: a}, value: {signal: load}}",
      ),
      "4:113: signal `load` is per `pod`, and this series has no label `pod`",
    ],
    [
      spec("load: {per: [pod], value: 1}", '{labels: {pod: ["", p]}, value: {signal: load}}'),
      "4:84: signal `load` is per `pod`, and this series has no label `pod`",
    ],
    [
      spec('load: {value: "{{schema:0 count:1}}"}'),
      "3:25: named: the value of load must be numbers, got native histograms",
    ],
  ] as const)("%s", ([text, expected]) => {
    expect(errorOf(text)).toContain(expected);
  });
});

test("parseSpec takes labels of the whole spec for those of every series", () => {
  expect(errorOf(spec("load: {per: [cluster, instance], value: 1}"))).toBe("no error");
});

test("parseSpec reads a cause before those that use it, wherever it stands", () => {
  const document = parseSpec(spec("load: {value: {mul: [2, {signal: base}]}}, base: {value: 3}"), { file: "f" });
  expect(document.signals.map(({ name }) => name)).toEqual(["load", "base"]);
  const [definition] = planSpec(document, { nowMs: 1.8e12 }).definitions;
  expect(definition).toMatchObject({ value: { type: "signal", name: "load" } });
});

test("parseSpec takes 32 causes that use one another, and says where there are more", () => {
  const chain = (length: number) =>
    Array.from({ length }, (_, place) =>
      place === 0 ? "s0: {value: 1}" : `s${place}: {value: {signal: s${place - 1}}}`,
    );
  const series = (length: number) => `{labels: {instance: a}, value: {signal: s${length - 1}}}`;
  expect(errorOf(spec(chain(32).join(", "), series(32)))).toBe("no error");
  for (const list of [chain(40), chain(40).toReversed()])
    expect(errorOf(spec(list.join(", "), series(40)))).toContain("at most 32 deep");
});

test("parseSpec takes a cause of 20,000 operands", () => {
  const operands = Array.from({ length: 20_000 }, () => "{signal: base}").join(",");
  const text = spec(`base: {value: 1}, load: {value: {add: [${operands}]}}`);
  expect(errorOf(text)).toBe("no error");
});
