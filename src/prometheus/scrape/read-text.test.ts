import { expect, test } from "vitest";
import { readText } from "./read-text.ts";

const plain = (text: string, options = {}) =>
  readText(text, options).samples.map(({ labels, ...sample }) => ({ ...sample, labels: Object.fromEntries(labels) }));

test("readText reads values, labels with escapes, times in milliseconds, and infinities as Go writes them", () => {
  const text =
    'a{x="1",y="q\\"\\\\\\n" , } 5 1700000000000\nb -Inf\nc +inf\r\n  d{} NaN\n\ne{empty=""} 1e-3\nf 0x10\n{g="x"} 1\n';
  const page = readText(text);
  expect(plain(text)).toEqual([
    { name: "a", labels: { x: "1", y: 'q"\\\n' }, value: 5, timeMs: 1_700_000_000_000 },
    { name: "b", labels: {}, value: Number.NEGATIVE_INFINITY },
    { name: "c", labels: {}, value: Number.POSITIVE_INFINITY },
    { name: "d", labels: {}, value: Number.NaN },
    { name: "e", labels: {}, value: 0.001 },
    { name: "f", labels: {}, value: 16 },
  ]);
  expect(page.fault).toBe("line 8: no sample: expected a name, labels and a value");
});

test("readText reads names in quotes, of metrics and of labels", () => {
  const text = '# TYPE "a.b" gauge\n{"a.b","x.y"="1",z="2"} 3\n{"alone"} 4\n';
  expect(plain(text)).toEqual([
    { name: "a.b", labels: { "x.y": "1", z: "2" }, value: 3 },
    { name: "alone", labels: {}, value: 4 },
  ]);
  expect(readText(text).types).toEqual(new Map([["a.b", "gauge"]]));
});

test("readText of OpenMetrics has times in seconds, exemplars, units, and an end that must be there", () => {
  const text =
    '# TYPE a counter\n# UNIT a seconds\n# HELP a Some \\"help\\".\na_total{x="}"} 5 12.5 # {trace_id="t#1"} 0.5 11.25\n# EOF\n';
  const page = readText(text, { openMetrics: true });
  expect(page.fault).toBeUndefined();
  expect(page.samples).toEqual([
    {
      name: "a_total",
      labels: new Map([["x", "}"]]),
      value: 5,
      timeMs: 12_500,
      exemplar: { labels: new Map([["trace_id", "t#1"]]), value: 0.5, timeMs: 11_250 },
    },
  ]);
  expect([page.types.get("a"), page.units.get("a"), page.helps.get("a")]).toEqual([
    "counter",
    "seconds",
    'Some "help".',
  ]);
  const cut = text.replace("# EOF\n", "");
  expect(readText(cut, { openMetrics: true }).fault).toBe("it does not end with # EOF: a part is missing");
  expect(readText(`${text}b 1\n`, { openMetrics: true }).fault).toBe("line 6: something follows # EOF");
});

test.for([
  "<html>",
  "a",
  "a {",
  'a{x="1} 1',
  'a{x="1" y="2"} 1',
  "a 1 2 3",
  "a 1 x",
  "a one",
  'a{x="\\',
  `a{x="${"\\".repeat(90_000)}`,
  `a${" ".repeat(90_000)}`,
  "{} 1",
  `a ${"1".repeat(100_000)}`,
])("readText finds the fault in %j", (line) => {
  const beganMs = performance.now();
  const page = readText(`ok 1\n${line}\n`);
  expect(page.samples).toHaveLength(1);
  expect(page.fault).toMatch(/^line 2: /);
  expect(performance.now() - beganMs).toBeLessThan(1000);
});

test("readText ends after the samples that are allowed", () => {
  const page = readText("a 1\n".repeat(10), { maxSamples: 3 });
  expect([page.samples.length, page.fault]).toEqual([4, "more than 3 samples"]);
});
