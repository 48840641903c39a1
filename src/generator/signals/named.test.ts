import { expect, test } from "vitest";
import { checkSignal } from "../check-signal.ts";
import { describeSignal } from "../describe-signal.ts";
import { isEndless } from "../lengths.ts";
import { add } from "./arithmetic.ts";
import { constant } from "./constant.ts";
import { named } from "./named.ts";
import { notation } from "./notation.ts";
import { values } from "./values.ts";

test("named sorts its labels, and has no end even if its value has one", () => {
  const signal = named({ name: "load", per: ["pod", "instance"], value: values([1]) });
  expect(signal.per).toEqual(["instance", "pod"]);
  expect(isEndless(signal)).toBe(true);
  expect(describeSignal(signal)).toEqual(["signal load"]);
});

test("named refuses an empty name, and a label that is there twice", () => {
  expect(() => named({ name: "", value: constant(1) })).toThrow("named: name must be a name, got ");
  expect(() => named({ name: "a", per: ["x", "y", "x"], value: constant(1) })).toThrow(
    "named: per must be label names, each once, got x twice",
  );
});

test("checkSignal refuses one that uses another which is per more labels, and one of native histograms", () => {
  const inner = named({ name: "inner", per: ["pod"], value: constant(1) });
  expect(() => checkSignal(named({ name: "outer", value: add([inner, constant(1)]) }))).toThrow(
    "named: outer must be per pod too, because it uses inner, which is",
  );
  expect(() => checkSignal(named({ name: "h", value: notation("{{schema:0 count:1}}") }))).toThrow(
    "named: the value of h must be numbers, got native histograms",
  );
});

test("checkSignal takes 32 named signals that use one another twice each, at once, and refuses 33", () => {
  let signal = named({ name: "s1", value: constant(1) });
  for (let depth = 2; depth <= 32; depth++) signal = named({ name: `s${depth}`, value: add([signal, signal]) });
  checkSignal(add([signal, signal]));
  expect(() => checkSignal(named({ name: "s33", value: add([signal, signal]) }))).toThrow(
    "named: signals that use one another must be at most 32 deep, got more",
  );
});
