import { expect, test } from "vitest";
import { dashboardSource } from "../../testing/dashboard-source.ts";
import { readWritten } from "../written-dashboard.ts";
import { regexBehindEquals } from "./regex-behind-equals.ts";

test("regexBehindEquals says which operator is meant", () => {
  const written = readWritten(
    dashboardSource({ panels: [{ targets: ['a{x=".+",y=~".+"}', 'b{x!="(c|d)"}', 'c{x="/a\\\\.b"}'] }] }),
  );
  expect(regexBehindEquals(written).map(({ refId, reason }) => [refId, reason])).toEqual([
    ["A", 'x=".+" looks like a regular expression, but = compares literally; write x=~".+"'],
    ["B", 'x!="(c|d)" looks like a regular expression, but != compares literally; write x!~"(c|d)"'],
  ]);
});
