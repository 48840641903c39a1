import { type DataFrame, FieldType } from "@grafana/data";
import { expect, test } from "vitest";
import { replaceVariables } from "./replace-variables.ts";

const field = {
  name: "Value",
  type: FieldType.number,
  config: { displayName: "Requests" },
  labels: { job: "api", pod: "a b" },
  values: [1, 2.5],
  display: (value: unknown) => ({ text: `${value}`, suffix: " req/s", numeric: Number(value) }),
};
const time = { name: "Time", type: FieldType.time, config: {}, values: [1000, 2000] };
const frame: DataFrame = { name: "series one", refId: "A", fields: [time, field], length: 2 };
const scoped = (more: object = {}) => ({
  __dataContext: { value: { data: [frame], frame, field, frameIndex: 0, ...more }, text: "" },
});

test.for([
  ["${__field.name}", "Value"],
  ["$__field.name", "Value"],
  ["${__field.displayName}", "Requests"],
  ['${__field.labels.job}/${__field.labels["pod"]}', "api/a b"],
  ["${__field.labels}", 'job="api", pod="a b"'],
  ["${__field.labels.none}", ""],
  ["${__series.name}", "Requests"],
  ["${__data.refId}", "A"],
] as const)("replaceVariables makes %s into %s", ([text, expected]) => {
  expect(replaceVariables(text, scoped())).toBe(expected);
});

test("replaceVariables fills in the value of a row, as it is and as it is written", () => {
  const row = scoped({ rowIndex: 1 });
  expect(replaceVariables("${__value.text}|${__value.raw}|${__value.time}", row)).toBe("2.5 req/s|2.5|2000");
  expect(replaceVariables("${__data.fields.Requests}|${__data.fields[0]}", row)).toBe("2.5 req/s|2000");
});

test("replaceVariables leaves what it does not know, and texts without a field around them", () => {
  expect(replaceVariables("${pod} $x ${__field.none} 5$", scoped())).toBe("${pod} $x ${__field.none} 5$");
  expect(replaceVariables("${__field.name}", {})).toBe("${__field.name}");
});
