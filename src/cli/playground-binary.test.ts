import { expect, test } from "vitest";
import { findPlaygroundBinary } from "./playground-binary.ts";

const nowhere = { env: { PATH: "" }, homeFolder: undefined };

test("findPlaygroundBinary says how to get a Prometheus where there is none", () => {
  const { binary, advice } = findPlaygroundBinary({}, nowhere, "serve");
  expect(binary).toBeUndefined();
  expect(advice).toMatch(/apt install prometheus.*run dashpreview serve again/);
});

test("findPlaygroundBinary refuses one that was named and isn't there", () => {
  expect(() => findPlaygroundBinary({ prometheusBin: "/nowhere" }, nowhere, "serve")).toThrow("--prometheus-bin");
});
