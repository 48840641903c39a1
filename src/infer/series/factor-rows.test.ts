import { expect, test } from "vitest";
import { factorRows } from "./factor-rows.ts";

const series = (labels: Readonly<Record<string, string>>, value = 1) => ({
  labels: new Map(Object.entries(labels)),
  index: 0,
  signal: { form: "constant", value } as const,
});

const read = (...rows: ReturnType<typeof series>[]) => factorRows(rows).map(({ labels }) => Object.fromEntries(labels));

test("factorRows puts series together that are all combinations of some values", () => {
  const all = ["a", "b"].flatMap((host) => ["1", "2"].map((cpu) => series({ host, cpu })));
  expect(read(...all)).toEqual([{ host: ["a", "b"], cpu: ["1", "2"] }]);
});

test("factorRows makes exactly the series that there are", () => {
  expect(read(series({ host: "a", cpu: "1" }), series({ host: "b", cpu: "2" }))).toEqual([
    { host: ["a"], cpu: ["1"] },
    { host: ["b"], cpu: ["2"] },
  ]);
});

test("factorRows keeps series with other signals or other labels apart", () => {
  expect(read(series({ host: "a" }), series({ host: "b" }, 2), series({ node: "a" }))).toEqual([
    { host: ["a"] },
    { host: ["b"] },
    { node: ["a"] },
  ]);
});
