import { expect, test } from "vitest";
import { UsageError } from "../../errors.ts";
import { parseSpec } from "../read/parse.ts";
import { specErrorOf } from "../testing/spec-error.ts";
import { parseRecording } from "./parse-recording.ts";
import { createRecordings, isPathBelow } from "./recordings.ts";

test("parseRecording reads times of every kind, cells in quotes, empty cells and numbers that are none", () => {
  const text = 'Time,"a ""b"", c",d\n2026-11-01 12:00:00,1,\n2026-11-01T13:00:30+01:00,1e3,-.5\n1793534460,NaN,+Inf\n';
  const recording = parseRecording(text);
  if ("error" in recording) throw new Error(recording.error);
  expect(recording.timesMs).toEqual([0, 30_000, 60_000]);
  expect(recording.lengthMs).toBe(90_000);
  expect([...recording.columns]).toEqual([
    ['a "b", c', [1, 1000, Number.NaN]],
    ["d", [null, -0.5, Number.POSITIVE_INFINITY]],
  ]);
});

test.for([
  ["", "no rows below a header"],
  ["t\n1\n", "line 1: no column of values beside the times"],
  ["t,a,a\n1,2,3\n", 'line 1: column "a" is there twice'],
  ["t,a\nnoon,2\n", 'line 2: "noon" is no time; expected one such as 2026-11-01T12:00:00Z'],
  ["t,a\n2026-02-31,2\n", 'line 2: "2026-02-31" is no time; expected one such as 2026-11-01T12:00:00Z'],
  ["t,a\n2,1\n2,1\n", "line 3: the times must ascend"],
  ["t,a\n2,1,5\n", "line 2: more cells than the header has"],
  ["t,a\n2,12 %\n", 'line 2: "12 %" is no number (export the data without formatting)'],
  ['t,a\n2,"1\n', "line 2: a quote that does not end"],
] as const)("parseRecording says of %j: %s", ([text, error]) => {
  expect(parseRecording(text)).toEqual({ error });
});

const spec = (signal: string) => `version: 1
metrics: [{name: x, type: gauge, series: [{value: {replay: ${signal}}}]}]`;
const files: Readonly<Record<string, string>> = { "x.csv": "t,a,b\n0,1,2\n10,3,4\n", "one.csv": "t,a\n0,1\n" };
const readFile = (path: string) => {
  if (files[path] === undefined) throw new UsageError(`${path}: no such file`);
  return files[path];
};
const errorOf = (signal: string, options = { file: "f", readFile }) =>
  specErrorOf(() => parseSpec(spec(signal), options));

test.for([
  ["{file: x.csv}", "f:2:67: x.csv has 2 columns of values; name one with `column`: `a` and `b`"],
  ["{file: x.csv, column: c}", 'f:2:67: x.csv has no column "c"'],
  ["{file: y.csv}", "f:2:67: y.csv: no such file"],
  ["{file: ../x.csv}", "f:2:67: expected a path below the spec's folder, such as data/x.csv"],
  ["{file: /etc/passwd}", "f:2:67: expected a path below the spec's folder, such as data/x.csv"],
  ["{file: x.csv, every: 1m}", "`every` goes with `values`: a file has its own times"],
  ["{values: [1]}", "`values` of a replay need `every`: the time between two of them"],
  ["{values: [1], every: 1m, column: a}", "`column` goes with `file`: it names one of its columns"],
  ["{values: [1], file: x.csv}", "give one of them"],
  ["{interpolate: last}", "needs `file` or `values`"],
] as const)("a spec with %s is refused: %s", ([signal, message]) => {
  expect(errorOf(signal)).toContain(message);
});

test("a spec without a folder reads no files, and one that has it keeps their texts", () => {
  expect(errorOf("{file: one.csv}", { file: "f" } as never)).toContain("one.csv cannot be read");
  expect([...parseSpec(spec("{file: one.csv}"), { file: "f", readFile }).files.keys()]).toEqual(["one.csv"]);
});

test("a file is read once, however many columns of it are used", () => {
  let reads = 0;
  const recordings = createRecordings((path) => {
    reads++;
    return readFile(path);
  });
  for (const column of ["a", "b", "a"]) expect(recordings.read({ file: "x.csv", column })).toHaveProperty("timesMs");
  expect(reads).toBe(1);
});

test.for([
  ["x.csv", true],
  ["data/x y.csv", true],
  ["", false],
  ["/x", false],
  ["a/../b", false],
  ["./a", false],
  ["C:x", false],
  ["a\\b", false],
  ["a\nb", false],
] as const)("isPathBelow says of %j: %j", ([path, expected]) => {
  expect(isPathBelow(path)).toBe(expected);
});
