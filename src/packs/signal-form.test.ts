import { expect, test } from "vitest";
import { signalForm } from "./signal-form.ts";

const causes = {
  load: { per: ["instance"], value: { walk: { start: 1, step: 0.01 } } },
  requests: { per: ["instance"], value: { mul: [12, { signal: "load" }] } },
};
const formOf = (signal: unknown) => signalForm(signal, causes);

test("a constant times a cause has the cause's key, also through causes that only scale it", () => {
  expect(formOf({ signal: "load" })).toEqual({ factor: 1, key: "$load" });
  expect(formOf({ mul: [{ signal: "requests" }, 0.5] })).toEqual({ factor: 6, key: "$load" });
  expect(formOf({ div: [{ signal: "requests" }, 4] })).toEqual({ factor: 3, key: "$load" });
  expect(formOf({ add: [{ signal: "load" }, { signal: "requests" }] })).toEqual({ factor: 13, key: "$load" });
});

test("sums of the same proportions have one key", () => {
  const small = formOf({ add: [1, { mul: [2, { signal: "load" }] }] });
  const large = formOf({ add: [5, { mul: [10, { signal: "load" }] }] });
  expect(large?.key).toBe(small?.key);
  expect(formOf({ add: [1, { mul: [3, { signal: "load" }] }] })?.key).not.toBe(small?.key);
});

test("a constant has the key of constants", () => {
  expect(formOf({ mul: [2, { sub: [5, 2] }] })).toEqual({ factor: 6, key: "" });
});

test("what has chance or rounding of its own has no form", () => {
  expect(formOf({ mul: [{ signal: "load" }, { walk: { start: 1, step: 0.01 } }] })).toBeUndefined();
  expect(formOf({ round: { signal: "load" } })).toBeUndefined();
  expect(formOf({ now: "-3d" })).toBeUndefined();
});

test("spikes at the same times are proportional to their heights", () => {
  const spike = (height: number, every: string) => formOf({ spike: { height, every, for: "3m" } });
  expect(spike(5, "40m")).toEqual({ factor: 5, key: spike(1, "40m")!.key });
  expect(spike(5, "50m")?.key).not.toBe(spike(5, "40m")?.key);
});
