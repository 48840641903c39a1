import { expect, test } from "vitest";
import { answered } from "../../testing/answered.ts";
import { fieldNames } from "./field-names.ts";
import { readAnswers } from "./panel-answers.ts";

function names(target: object): string[] | undefined {
  const { panel, answers } = answered({ targets: [{ expr: "x", ...target }] }, [
    [{ pod: "a" }, [1]],
    [{ pod: "b" }, [1]],
  ]);
  const found = fieldNames(readAnswers(panel, answers)!);
  return found && [...found];
}

test("fieldNames fills in legends", () => {
  expect(names({ legendFormat: "{{ pod }} in {{ns}}" })).toEqual(["Time", "Value", "a in ", "b in "]);
  expect(names({ legendFormat: "{{`{{pod}}`}}" })).toEqual(["Time", "Value", "a", "b"]);
});

test("fieldNames does not know what Grafana calls fields by itself", () => {
  expect(names({})).toBeUndefined();
  expect(names({ legendFormat: "__auto" })).toBeUndefined();
  expect(names({ legendFormat: "$v" })).toBeUndefined();
  expect(names({ legendFormat: "{{pod}}", format: "table" })).toBeUndefined();
});
