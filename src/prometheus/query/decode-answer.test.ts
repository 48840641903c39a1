import { expect, test } from "vitest";
import { decodeAnswer, decodeLabelSets, decodeList, decodeNumber, decodeTexts } from "./decode-answer.ts";

test.for([
  [{ resultType: "scalar", result: [1.5, "2"] }, [[1500, 2]]],
  [{ resultType: "vector", result: [{ metric: { a: "b" }, value: [1, "+Inf"] }] }, [[1000, Number.POSITIVE_INFINITY]]],
  [
    {
      resultType: "matrix",
      result: [
        {
          values: [
            [1, "-Inf"],
            [2, "NaN"],
          ],
        },
      ],
    },
    [
      [1000, Number.NEGATIVE_INFINITY],
      [2000, Number.NaN],
    ],
  ],
  [
    { resultType: "matrix", result: [{ values: [[2, "1"]], histograms: [[1, { count: "7" }]] }] },
    [
      [1000, 7],
      [2000, 1],
    ],
  ],
  [{ resultType: "vector", result: [{ histogram: [1, { count: "7" }] }] }, [[1000, 7]]],
] as const)("decodeAnswer reads %j", ([data, points]) => {
  const [series] = decodeAnswer(data).series;
  expect(series!.timesMs.map((time, index) => [time, series!.values[index]])).toEqual(points);
});

test("decodeAnswer gives a string as text, an empty list as no series, and takes nothing else for empty", () => {
  expect(decodeAnswer({ resultType: "string", result: [1, "hello"] })).toEqual({ series: [], text: "hello" });
  expect(decodeAnswer({ resultType: "vector", result: null })).toEqual({ series: [] });
  expect(() => decodeAnswer({ resultType: "vector", result: "<html>" })).toThrow("it holds no list");
});

test("decodeAnswer gives a scalar a series without labels, and a series its labels with the name", () => {
  expect(decodeAnswer({ resultType: "scalar", result: [1, "2"] }).series[0]!.labels.size).toBe(0);
  const vector = { resultType: "vector", result: [{ metric: { __name__: "up", job: "api" }, value: [1, "1"] }] };
  expect([...decodeAnswer(vector).series[0]!.labels]).toEqual([
    ["__name__", "up"],
    ["job", "api"],
  ]);
});

test.for([[undefined], [null], [5], [{}], [{ result: 5 }], [{ resultType: "vector", result: [{ value: "x" }] }]])(
  "decodeAnswer refuses %j, which is no answer",
  ([data]) => {
    expect(() => decodeAnswer(data, "asking: the answer of x")).toThrow(
      "asking: the answer of x is not from Prometheus' API: it holds no list",
    );
  },
);

test("decodeList takes null for an empty list, and decodeTexts leaves out what is not a text", () => {
  expect(decodeList(null)).toEqual([]);
  expect(decodeTexts(["a", 5, null, "b"])).toEqual(["a", "b"]);
  expect(() => decodeTexts({ a: 1 })).toThrow("it holds no list");
});

test("decodeLabelSets reads label sets, and a set without labels where there is no object", () => {
  expect(decodeLabelSets([{ a: "1", b: "2" }, 5]).map((labels) => [...labels])).toEqual([
    [
      ["a", "1"],
      ["b", "2"],
    ],
    [],
  ]);
});

test.for([
  ["1.5", 1.5],
  ["+Inf", Number.POSITIVE_INFINITY],
  ["-Inf", Number.NEGATIVE_INFINITY],
  ["NaN", Number.NaN],
  ["one", Number.NaN],
  [undefined, Number.NaN],
] as const)("decodeNumber reads %j as %d", ([text, value]) => {
  expect(decodeNumber(text)).toBe(value);
});

test("decodeAnswer gives the buckets of native histograms beside their counts, and none for other samples", () => {
  const buckets = [
    [3, "-0.5", "0.5", "2"],
    [0, "1", "+Inf", "5"],
  ];
  const result = [
    {
      values: [[2, "1"]],
      histograms: [
        [1, { count: "7", sum: "9", buckets }],
        [3, { count: "0" }],
      ],
    },
  ];
  const [series] = decodeAnswer({ resultType: "matrix", result }).series;
  expect(series).toMatchObject({ timesMs: [1000, 2000, 3000], values: [7, 1, 0] });
  expect(series!.histograms).toEqual([
    [
      [-0.5, 0.5, 2],
      [1, Number.POSITIVE_INFINITY, 5],
    ],
    undefined,
    [],
  ]);
  expect(decodeAnswer({ resultType: "vector", result: [{ value: [1, "1"] }] }).series[0]).not.toHaveProperty(
    "histograms",
  );
});
