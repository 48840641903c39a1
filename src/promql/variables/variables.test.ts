import { expect, test } from "vitest";
import { findVariables } from "./variables.ts";

test("findVariables finds every form that Grafana knows, and says where each stands", () => {
  const query = "x{a=\"$a\", b='${b:regex}'}[$__interval] * [[c]] + [[d:csv]] + ${e.name:raw} # $f";
  expect(findVariables(query).map(({ name, format, field, place }) => [name, format, field, place])).toEqual([
    ["a", undefined, undefined, "string"],
    ["b", "regex", undefined, "string"],
    ["__interval", undefined, undefined, "code"],
    ["c", undefined, undefined, "code"],
    ["d", "csv", undefined, "code"],
    ["e", "raw", "name", "code"],
    ["f", undefined, undefined, "comment"],
  ]);
});

test("findVariables gives the offsets of the whole text of a use", () => {
  const query = "rate(x[${window}])";
  const [use] = findVariables(query);
  expect(query.slice(use!.from, use!.to)).toBe("${window}");
});
