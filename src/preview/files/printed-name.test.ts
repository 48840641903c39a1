import { expect, test } from "vitest";
import { isPrintedName, stdinName } from "./printed-name.ts";

test("isPrintedName knows standard input and commands, and no path", () => {
  const names = [stdinName, "<jsonnet a.jsonnet>", "<jsonnet a.jsonnet>#cpu", "a.json", "<a", "dashboards/<x>.json"];
  expect(names.map(isPrintedName)).toEqual([true, true, true, false, false, false]);
});
