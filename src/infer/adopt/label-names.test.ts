import { expect, test } from "vitest";
import { namesInQueries } from "./label-names.ts";

const names = (own: readonly string[], asked: readonly string[]) =>
  Object.fromEntries(namesInQueries(own, new Set(asked)));

test("namesInQueries finds the name that queries give to a label of a pack", () => {
  expect(names(["code", "method", "instance"], ["status", "instance"])).toEqual({ code: "status" });
  expect(names(["pod"], ["kubernetes_pod_name"])).toEqual({ pod: "kubernetes_pod_name" });
});

test("namesInQueries keeps a label that queries name, and takes no name that the pack has for another label", () => {
  expect(names(["code"], ["code", "status"])).toEqual({});
  expect(names(["code", "status"], ["status"])).toEqual({});
  expect(names(["mode"], ["status"])).toEqual({});
});
