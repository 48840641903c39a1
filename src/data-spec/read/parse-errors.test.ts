import { describe, expect, test } from "vitest";
import { specErrorOf } from "../testing/spec-error.ts";
import { parseSpec } from "./parse.ts";

/** The message of the error that parsing leads to, the file's name left out. */
const errorOf = (text: string) => specErrorOf(() => parseSpec(text, { file: "f" })).replaceAll(/^f:/gm, "");

/** A spec of one metric; its line 4 begins with two spaces and `entry`, as the only entry of `series`. */
const gauge = (entry: string) => `version: 1\nmetrics:\n- {name: x, type: gauge, series: [\n  ${entry}]}\n`;
const metric = (keys: string) => `version: 1\nmetrics:\n- {${keys}}\n`;
const value = (signal: string) => gauge(`{value: ${signal}}`);

describe("parseSpec names the place of what is no YAML or no spec", () => {
  test.for([
    ["", "1:1: expected a data spec, a map with `version: 1` and `metrics`, got nothing"],
    ["# nothing\n", "1:1: expected a data spec, a map with `version: 1` and `metrics`, got nothing"],
    [
      '{"title": "A", "panels": [], "version": 3}',
      "1:1: a dashboard, not a data spec: dashpreview infer makes a data spec for a dashboard",
    ],
    ["groups: []\n", "1:1: a file of rules, not a data spec: dashpreview infer --from-rules makes one for rules"],
    ["- 1", "1:1: expected a data spec, a map with `version: 1` and `metrics`"],
    ["hello", "1:1: expected a data spec, a map with `version: 1` and `metrics`"],
    ["version: 1\nversion: 1\n", "2:1: key `version` is there twice"],
    ['{"version": 1, "metrics": [], "metrics": []}', "1:31: key `metrics` is there twice"],
    ["a: 1\n---\nb: 2\n", "2:1: a data spec is a single YAML document, and here another one begins"],
    ["a: *b\n", "1:4: no anchor `&b` before this alias"],
    ["a: &a 1\nb: {<<: *a}\n", "2:5: merge keys (`<<`) are not supported; write the keys out"],
    ["a: !!js/function x\n", "1:4: YAML tags are not supported"],
    ["[a]: 1\n", "1:1: expected a key that is a single text"],
    ["version: 1\n", "1:1: the spec needs `metrics`"],
    ["version: 1\nmetrics: []\n", "2:10: `metrics`: expected a list of metrics, got an empty list"],
    ["version: 1\nmetrics: {}\n", "2:10: `metrics`: expected a list of metrics, got an empty map"],
    ["version: 2\nmetrics: [{name: x, type: info, series: [{}]}]\n", "1:10: `version`: expected 1, got 2"],
    ["version: 1\nmetrcs: []\n", "2:1: unknown key `metrcs`; did you mean `metrics`?"],
    [
      "__proto__: {polluted: 1}\nversion: 1\nmetrics: [{name: x, type: info, series: [{}]}]\n",
      "1:1: unknown key `__proto__`; expected `version`, `seed`, `step`, `history`, `start`, `scrapes`, `labels`, `signals`, `metrics`, `events`, `alerts`, `scenarios` or `infer`",
    ],
  ] as const)("%s", ([text, expected]) => {
    expect(errorOf(text)).toBe(expected);
  });

  test("parseSpec says what is wrong with brackets that do not close", () => {
    expect(errorOf("version: 1\nmetrics: [")).toMatch(/^2:\d+: not valid YAML: Flow sequence/);
  });
});

describe("parseSpec checks a metric", () => {
  test.for([
    ["name: x, type: gauge", "3:3: `metrics`[0] needs `series`"],
    [
      "name: a b, type: info, series: [{}]",
      '3:10: `name`: expected a metric name (letters, digits, _ and :, not beginning with a digit), got "a b"',
    ],
    [
      "name: 1a, type: info, series: [{}]",
      '3:10: `name`: expected a metric name (letters, digits, _ and :, not beginning with a digit), got "1a"',
    ],
    [
      "name: naïve, type: info, series: [{}]",
      '3:10: `name`: expected a metric name (letters, digits, _ and :, not beginning with a digit), got "naïve"',
    ],
    [
      "name: x, type: gague, series: [{value: 1}]",
      '3:19: `type`: expected one of gauge, counter, histogram, summary, info, unknown, got "gague"; did you mean `gauge`?',
    ],
    ["name: x, type: gauge, series: []", "3:34: `series`: expected a list of series, got an empty list"],
    [
      "name: x, type: gauge, buckets: [1], series: [{value: 1}]",
      "3:26: `buckets` belongs to a histogram; this metric is a gauge",
    ],
    [
      "name: x, type: counter, quantiles: [0.5], series: [{rate: 1}]",
      "3:28: `quantiles` belongs to a summary; this metric is a counter",
    ],
    [
      "name: x, type: gauge, series: [{rate: 1}]",
      "3:36: a gauge has no `rate`; expected `labels`, `value`, `then`, `from` or `until`",
    ],
    ["name: x, type: gauge, labels: [a, a], series: [{labels: {a: b}, value: 1}]", "3:38: label `a` is there twice"],
    [
      "name: x, type: gauge, labels: [a-b], series: [{labels: {a: b}, value: 1}]",
      '3:35: "a-b" is not a valid label name; expected letters, digits and _, not beginning with a digit\n3:50: this series lacks `a-b`: every series of x has `a-b`\n3:60: label `a` is not one of this metric\'s: `a-b`',
    ],
    [
      "name: x, type: gauge, labels: [a, b, c], series: [{labels: {a: x}, value: 1}]",
      "3:54: this series lacks `b` and `c`: every series of x has `a`, `b` and `c`",
    ],
    [
      "name: x, type: gauge, labels: [a], series: [{labels: {a: x, d: y}, value: 1}]",
      "3:64: label `d` is not one of this metric's: `a`",
    ],
    [
      "name: x, type: gauge, series: [{value: 1}]}\n- {name: x, type: gauge, series: [{value: 1}]",
      "4:10: metric x is there twice; put all its series into one",
    ],
    [
      "name: x, type: histogram, native: true, series: [{rate: 1, observe: {exponential: {mean: 1}}}]}\n- {name: x, type: histogram, buckets: [1], series: [{rate: 1, observe: {exponential: {mean: 1}}}]",
      "4:10: metric x is there twice; put all its series into one, with `native: both`",
    ],
    [
      "name: x, type: gauge, series: [{value: 1}]}\n- {name: x, type: histogram, native: both, buckets: [1], series: [{rate: 1, observe: {exponential: {mean: 1}}}]",
      "4:10: metric x is there twice; put all its series into one",
    ],
    [
      "name: x, type: summary, series: [{rate: 1, observe: {exponential: {mean: 1}}}]}\n- {name: x_sum, type: gauge, series: [{value: 1}]",
      "4:10: metric x_sum makes x_sum, and so does x",
    ],
    ["name: x, type: gauge, series: [{}]", "3:35: a gauge needs `value`"],
    [
      "name: x, type: info, series: [{value: 1}]",
      "3:35: an info metric has no `value`; expected `labels`, `from` or `until`",
    ],
    [
      "name: x, type: info, series: [{then: last}]",
      "3:35: an info metric has no `then`; expected `labels`, `from` or `until`",
    ],
  ] as const)("%s", ([keys, expected]) => {
    expect(errorOf(metric(keys))).toBe(expected);
  });
});

describe("parseSpec checks labels", () => {
  test.for([
    ["{code: 500}", '4:19: `code`: expected text or a list of texts, got the number 500; quote it: "500"'],
    ["{on: true}", '4:17: `on`: expected text or a list of texts, got the boolean true; quote it: "true"'],
    ["{code: ['200', 404]}", '4:27: `code`[1]: expected text, got the number 404; quote it: "404"'],
    ["{code: }", "4:19: `code`: expected text or a list of texts, got nothing"],
    ["{code: []}", "4:19: `code`: expected text or a list of texts, got an empty list"],
    ["{code: {a: b}}", "4:19: `code`: expected text or a list of texts, got a map"],
    ["{__name__: y}", "4:13: label `__name__` is reserved: names that begin with __ are Prometheus' own"],
    ["{__proto__: y}", "4:13: label `__proto__` is reserved: names that begin with __ are Prometheus' own"],
    ["{dashpreview: y}", "4:13: label `dashpreview` is reserved: it tells the series of previews apart"],
    ["{a-b: y}", '4:13: "a-b" is not a valid label name; expected letters, digits and _, not beginning with a digit'],
    ["{0a: y}", '4:13: "0a" is not a valid label name; expected letters, digits and _, not beginning with a digit'],
    ["{ünï: y}", '4:13: "ünï" is not a valid label name; expected letters, digits and _, not beginning with a digit'],
    ['{i: "{3..1}"}', "4:16: label `i`: the range {3..1} descends; write {1..3}"],
    ['{i: ["a", "{1..3..0}"]}', "4:22: label `i`: the range {1..3..0} needs a step of 1 or more"],
    ['{i: "\\ud800"}', "4:16: label `i`: half of a surrogate pair, which no label value may hold"],
    ["[a]", "4:12: `labels`: expected labels, such as {job: api}, got a list of 1"],
  ] as const)("%s", ([labels, expected]) => {
    expect(errorOf(gauge(`{labels: ${labels}, value: 1}`))).toBe(expected);
  });

  test("parseSpec refuses le for a classic histogram and quantile for a summary, and nowhere else", () => {
    const series = "[{labels: {le: a, quantile: b}, rate: 1, observe: {exponential: {mean: 1}}}]";
    expect(errorOf(metric(`name: x, type: histogram, buckets: [1], series: ${series}`))).toBe(
      "3:63: label `le` is reserved: a histogram makes it",
    );
    expect(errorOf(metric(`name: x, type: histogram, native: true, series: ${series}`))).toBe("no error");
    expect(errorOf(metric(`name: x, type: summary, series: ${series}`))).toBe(
      "3:54: label `quantile` is reserved: a summary makes it",
    );
    expect(errorOf(gauge("{labels: {le: a, quantile: b}, value: 1}"))).toBe("no error");
    const specWide = `labels: {le: a}\n${metric("name: x, type: histogram, buckets: [1], series: [{rate: 1, observe: {exponential: {mean: 1}}}]")}`;
    expect(errorOf(specWide)).toBe("1:10: label `le` is reserved: the histogram x makes it");
  });

  test("parseSpec refuses a key that is spec-wide too", () => {
    const own = `labels: {a: b}\n${gauge("{labels: {a: c}, value: 1}")}`;
    expect(errorOf(own)).toBe("5:13: label `a` is there twice: the spec's own `labels` put it on every series");
    const listed = `labels: {a: b}\n${metric("name: x, type: gauge, labels: [a, c], series: [{labels: {c: d}, value: 1}]")}`;
    expect(errorOf(listed)).toBe(
      "4:35: label `a` is put on every series by the spec's own `labels`; leave it out here",
    );
  });
});

describe("parseSpec checks signals", () => {
  test.for([
    [
      "true",
      "4:11: `value`: expected a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: …}, got true",
    ],
    [
      "",
      "4:11: `value`: expected a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: …}, got nothing",
    ],
    [
      "[]",
      "4:11: `value`: expected a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: …}, got an empty list",
    ],
    [
      "{}",
      "4:11: `value`: expected a signal: a number, a list of signals, promtool's notation in quotes, or one such as {line: …}, got an empty map",
    ],
    [
      ".inf",
      '4:11: `value`: expected a signal: a number, a list of signals, promtool\'s notation in quotes, or one such as {line: …}, got Infinity; write it in promtool\'s notation: "NaN" or "Inf"',
    ],
    ["{lien: {from: 1, to: 2, for: 1m}}", "4:12: unknown key `lien` in `value`; did you mean `line`?"],
    ["{line: {from: 1, to: 2}}", "4:12: `line` needs `for`, `samples` or `until`"],
    ["{line: {from: 1, to: 2, for: 1m, samples: 3}}", "4:44: `line` has `for` and `samples`; give one of them"],
    ["{line: {form: 1, to: 2, for: 1m}}", "4:19: unknown key `form` in `line`; did you mean `from`?"],
    ["{line: {from: '1', to: 2, for: 1m}}", '4:25: `from`: expected a number, got "1"; leave the quotes out'],
    [
      "{line: {from: 1, to: 2, for: 15}}",
      "4:40: `for`: expected a duration such as 30s, 15m or 1h30m, got 15; add a unit: 15s",
    ],
    [
      "{line: {from: 1, to: 2, for: 1 hour}}",
      '4:40: `for`: expected a duration such as 30s, 15m or 1h30m, got "1 hour"',
    ],
    ["{line: {from: 1, to: 2, for: 0s}}", '4:40: `for`: expected a duration longer than 0, got "0s"'],
    [
      "{line: {from: 1, to: 2, for: 9999999999y}}",
      '4:40: `for`: expected a duration such as 30s, 15m or 1h30m, got "9999999999y"',
    ],
    ["{line: {from: 1, to: 2, samples: 0}}", "4:44: `samples`: expected a whole number of 1 or more, got 0"],
    ["{line: {from: 1, to: 2, samples: 1.5}}", "4:44: `samples`: expected a whole number of 1 or more, got 1.5"],
    [
      "{line: {from: 1, to: 2, for: 1m, bounds: '[['}}",
      '4:52: `bounds`: expected one of [], [), (], (), got "[["; did you mean `[]`?',
    ],
    [
      "{line: {from: 1, to: 2}, for: 1m}",
      "4:36: unknown key `for` in `value`; what belongs to `line` stands inside it: {line: {…}}",
    ],
    [
      "{line: {from: 1, to: 2, for: 1m}, gap: {for: 1m}}",
      "4:45: `value`: a signal has one key, this has `line` and `gap`; `add` sums signals up, a list runs them one after the other",
    ],
    ["{values: []}", "4:20: `values`: expected a list of numbers and null, got an empty list"],
    ["{values: [1, x]}", '4:24: `values`[1]: expected a number, or null for a missing scrape, got "x"'],
    ["{random: {min: 2, max: 2}}", "4:34: `max` 2 must be greater than `min` 2"],
    ["{gap: {}}", "4:12: `gap` needs `for`, `samples` or `until`"],
    [
      "[5, {gap: {for: 1m}}]",
      "4:12: `value`[0] is endless, so what follows is never reached; put it into `limit`: {limit: {of: …, for: 1h}}",
    ],
    ["{loop: {of: 5}}", "4:23: `loop` cannot repeat an endless signal; put it into `limit`: {limit: {of: …, for: 1h}}"],
    [
      "{loop: {of: {loop: {of: '1x2'}}}}",
      "4:23: `loop` cannot repeat an endless signal; put it into `limit`: {limit: {of: …, for: 1h}}",
    ],
    ["{loop: {of: '1x2', times: 0}}", "4:37: `times`: expected a whole number of 1 or more, got 0"],
    ["{limit: {of: 5}}", "4:12: `limit` needs `for`, `samples` or `until`"],
    ["{wave: {min: 5, max: 1, period: 1h}}", "4:32: `max` 1 must be at least `min` 5"],
    ["{wave: {min: 1, max: 5, period: 0s}}", '4:43: `period`: expected a duration longer than 0, got "0s"'],
    [
      "{wave: {min: 1, max: 5, period: 1h, peak: '25:00'}}",
      '4:53: `peak`: expected a time of day in UTC such as "14:00", or a duration after the window\'s start such as 30m, got "25:00"',
    ],
    ["{square: {low: 1, high: 5, period: 1h, duty: 2}}", "4:56: `duty`: expected a number from 0 to 1, got 2"],
    ["{noise: {mean: 1}}", "4:12: `noise` needs `stddev`"],
    ["{noise: {stddev: -1}}", "4:28: `stddev`: expected a number of 0 or more, got -1"],
    ["{walk: {start: 9, step: 1, min: 0, max: 5}}", "4:26: `start` 9 must lie between `min` 0 and `max` 5"],
    ["{walk: {start: 1, step: 1, min: 5, max: 5}}", "4:51: `max` 5 must be greater than `min` 5"],
    ["{spike: {height: 1}}", "4:12: `spike` needs `every` or `at`"],
    ["{spike: {height: 1, every: 1m, at: 1m}}", "4:42: `spike` has `every` and `at`; give one of them"],
    ["{spike: {height: 1, every: 1m, for: 1m}}", "4:47: `for` 1m must be shorter than `every` 1m"],
    ["{add: [1]}", "4:17: `add`: expected a list of 2 or more signals, got a list of 1"],
    ["{clamp: {of: 1}}", "4:12: `clamp` needs `min` or `max`"],
    ["{clamp: {of: 1, min: 3, max: 2}}", "4:40: `max` 2 must be at least `min` 3"],
    ["{add: [1, {random: {min: 1, max: 0}}]}", "4:44: `max` 0 must be greater than `min` 1"],
  ] as const)("%s", ([signal, expected]) => {
    expect(errorOf(value(signal))).toBe(expected);
  });

  test.for([
    ["value: 5, then: last", "4:14: `then` says what follows a finite signal, and this one is endless; leave it out"],
    [
      "value: {clamp: {of: 5, min: 0}}, then: end",
      "4:37: `then` says what follows a finite signal, and this one is endless; leave it out",
    ],
    [
      "value: {values: [1]}, then: lst",
      '4:32: `then`: expected one of last, loop, missing, end and {value: number}, got "lst"; did you mean `last`?',
    ],
    ["value: {values: [1]}, then: {valeu: 1}", "4:33: unknown key `valeu` in `then`; did you mean `value`?"],
    ["lables: {a: b}, value: 1", "4:4: unknown key `lables` in `series`[0]; did you mean `labels`?"],
    [
      "line: {from: 1}, value: 1",
      "4:4: unknown key `line` in `series`[0]; a signal stands below `value` or `rate`: value: {line: …}",
    ],
  ] as const)("{%s}", ([entry, expected]) => {
    expect(errorOf(gauge(`{${entry}}`))).toBe(expected);
  });
});

describe("parseSpec checks counters, histograms and summaries", () => {
  const counter = (entry: string) => metric(`name: x, type: counter, series: [\n  {${entry}}]`);
  test.for([
    ["labels: {}", "4:3: a counter needs `rate` (events per second) or `value` (raw)"],
    ["rate: 1, value: 1", "4:13: a series has `rate` or `value`, not both; give one of them"],
    ["value: 1, initial: 5", "4:14: `initial` goes with `rate`; this counter has a raw `value`"],
    ["value: 1, gaps: running", "4:14: `gaps` goes with `rate`; this counter has a raw `value`"],
    ["rate: 1, gaps: run", '4:19: `gaps`: expected one of stop, running, got "run"'],
    ["rate: 1, initial: -1", "4:22: `initial`: expected a number of 0 or more, got -1"],
    ["rate: 1, resets: {}", "4:13: `resets` needs `every` or `at`"],
    ["rate: 1, resets: {at: [2h, 1h]}", "4:31: `at`[1]: the times must ascend"],
    ["rate: 1, resets: {every: 0s}", '4:29: `every`: expected a duration longer than 0, got "0s"'],
    ["rate: 1, integer: 1", "4:22: `integer`: expected true or false, got 1"],
    [
      "rate: 1, observe: {exponential: {mean: 1}}",
      "4:13: a counter has no `observe`; expected `labels`, `rate`, `value`, `then`, `from`, `until`, `initial`, `gaps`, `resets` or `integer`",
    ],
    ["rate: '1x2', then: {value: -1}", "4:31: `value` after a `rate` is a rate too and must not be below 0, got -1"],
    ["rate: -1", "4:10: `rate` must not be below 0, and this one reaches -1"],
    ["rate: {line: {from: 5, to: -5, for: 1h}}", "4:10: `rate` must not be below 0, and this one reaches -5"],
    ["rate: [{gap: {for: 1h}}, {values: [1, null, -2]}]", "4:10: `rate` must not be below 0, and this one reaches -2"],
    ["rate: {spike: {base: 1, height: -3, every: 1h}}", "4:10: `rate` must not be below 0, and this one reaches -2"],
    [
      "rate: {limit: {of: {wave: {min: -4, max: 4, period: 1h}}, for: 1h}}",
      "4:10: `rate` must not be below 0, and this one reaches -4",
    ],
    ["rate: {clamp: {of: {wave: {min: -4, max: 4, period: 1h}}, min: 0}}", "no error"],
    ["rate: {noise: {mean: 1, stddev: 9}}", "no error"],
  ] as const)("counter {%s}", ([entry, expected]) => {
    expect(errorOf(counter(entry))).toBe(expected);
  });

  const ok = "series: [{rate: 1, observe: {exponential: {mean: 1}}}]";
  test.for([
    [`type: histogram, ${ok}`, "3:4: a histogram needs `buckets`, or `native: true`"],
    [`type: histogram, buckets: [], ${ok}`, "3:39: `buckets`: expected a list of numbers, got an empty list"],
    [`type: histogram, buckets: [1, 3, 2], ${ok}`, "3:46: `buckets`[2]: bounds must ascend, and 2 follows 3"],
    [`type: histogram, buckets: [1, 1], ${ok}`, "3:43: `buckets`[1]: bounds must ascend, and 1 follows 1"],
    [
      `type: histogram, buckets: [1, .inf], ${ok}`,
      "3:43: `buckets`[1]: expected a number, got Infinity; leave +Inf out, it is always there",
    ],
    [
      `type: histogram, native: true, buckets: [1], ${ok}`,
      "3:44: `native: true` writes no buckets; leave them out, or say `native: both`",
    ],
    [`type: histogram, native: maybe, ${ok}`, '3:38: `native`: expected one of true, false, both, got "maybe"'],
    [
      `type: histogram, buckets: [1], schema: 3, ${ok}`,
      "3:44: `schema` is the resolution of a native histogram; say `native: true` or `native: both` too",
    ],
    [`type: histogram, native: true, schema: 9, ${ok}`, "3:52: `schema`: expected a whole number from -4 to 8, got 9"],
    [`type: summary, quantiles: [0.5, 1.5], ${ok}`, "3:45: `quantiles`[1]: expected a number from 0 to 1, got 1.5"],
    [`type: summary, quantiles: [0.5, 0.5], ${ok}`, "3:45: `quantiles`[1]: 0.5 is there twice"],
    ["type: summary, series: [{rate: 1}]", "3:37: a summary needs `observe`"],
    ["type: summary, series: [{observe: {exponential: {mean: 1}}}]", "3:37: a summary needs `rate`"],
    [
      "type: summary, series: [{rate: 1, observe: {}}]",
      "3:56: `observe`: expected a distribution such as {lognormal: {p50: 0.1, p99: 0.8}}, got an empty map",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {lognorm: {p50: 1, p99: 2}}}]",
      "3:57: unknown key `lognorm` in `observe`; did you mean `lognormal`?",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {lognormal: {p50: 2, p99: 1}}}]",
      "3:82: `p99` 1 must be greater than `p50` 2",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {lognormal: {p50: 0, p99: 1}}}]",
      "3:74: `p50`: expected a number greater than 0, got 0",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {normal: {mean: 0, stddev: 0}}}]",
      "3:83: `stddev`: expected a number greater than 0, got 0",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {uniform: {min: 3, max: 3}}}]",
      "3:80: `max` 3 must be greater than `min` 3",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {values: {a: 1}}}]",
      '3:66: `values`: expected a number as key, got "a"',
    ],
    [
      "type: summary, series: [{rate: 1, observe: {values: {1: 1, 1.0: 1}}}]",
      "3:72: `values`: the value 1 is there twice",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {values: {1: -1}}}]",
      "3:69: `1`: expected a number of 0 or more, got -1",
    ],
    [
      "type: summary, series: [{rate: 1, observe: {values: {1: 0}}}]",
      "3:65: `values`: at least one weight must be greater than 0",
    ],
  ] as const)("%s", ([keys, expected]) => {
    expect(errorOf(metric(`name: x, ${keys}`))).toBe(expected);
  });
});

describe("parseSpec checks the grid and the alerts", () => {
  const rest = "metrics: [{name: x, type: info, series: [{}]}]\n";
  test.for([
    ["step: 0s", '2:7: `step`: expected a duration longer than 0, got "0s"'],
    ["step: 15", "2:7: `step`: expected a duration such as 30s, 15m or 1h30m, got 15; add a unit: 15s"],
    ["step: 7s\nhistory: 1m", "3:10: `history` 1m is not a multiple of `step` 7s"],
    ["interval: 15s", "2:1: unknown key `interval`; did you mean `step`?"],
    ["scrapes: 5", "2:1: `scrapes` goes with `start`; without one give `history`"],
    ["start: 2026-11-01T00:00:00Z", "2:1: `start` needs `history` or `scrapes`: how long the window is"],
    [
      "start: 2026-11-01T00:00:00Z\nscrapes: 5\nhistory: 1h",
      "3:1: the window has `history` and `scrapes`; give one of them",
    ],
    [
      "start: yesterday\nscrapes: 5",
      '2:8: `start`: expected a time with its zone, such as 2026-11-01T00:00:00Z, got "yesterday"',
    ],
    [
      "start: 2026-11-01T00:00:00\nscrapes: 5",
      '2:8: `start`: expected a time with its zone, such as 2026-11-01T00:00:00Z, got "2026-11-01T00:00:00"',
    ],
    [
      "start: 2026-02-30T00:00:00Z\nscrapes: 5",
      "2:8: `start`: 2026-02-30T00:00:00Z is not a time from 1970 on; expected one such as 2026-11-01T00:00:00Z",
    ],
    [
      "start: 1969-02-01T00:00:00Z\nscrapes: 5",
      "2:8: `start`: 1969-02-01T00:00:00Z is not a time from 1970 on; expected one such as 2026-11-01T00:00:00Z",
    ],
    ["seed: 1.5", "2:7: `seed`: expected a whole number of 0 or more, got 1.5"],
    ["alerts: [{alert: A}]", "2:10: an expectation needs one of `fires` and `never: true`"],
    ["alerts: [{alert: A, fires: never, never: true}]", "2:10: an expectation needs one of `fires` and `never: true`"],
    ["alerts: [{alert: A, never: false}]", "2:28: `never`: expected true, got false"],
    [
      "alerts: [{alert: A, fires: nevr}]",
      '2:28: `fires`: expected never or {after: duration, within: duration}, got "nevr"; did you mean `never`?',
    ],
    ["alerts: [{alert: A, fires: {within: 5m}}]", "2:21: `fires` needs `after`"],
    [
      "alerts: [{alert: A, fires: {after: 5}}]",
      "2:36: `after`: expected a duration such as 30s, 15m or 1h30m, got 5; add a unit: 5s",
    ],
    [
      "alerts: [{alert: A, labels: {code: 5}, fires: never}]",
      '2:36: `code`: expected text, got the number 5; quote it: "5"',
    ],
    [
      "alerts: [{alert: A, labels: {a-b: x}, fires: never}]",
      '2:30: "a-b" is not a valid label name; expected letters, digits and _, not beginning with a digit',
    ],
  ] as const)("%s", ([keys, expected]) => {
    expect(errorOf(`version: 1\n${keys}\n${rest}`)).toBe(expected);
  });
});

test("parseSpec names every problem at once, in the order of the file, and at most 20", () => {
  const text = metric(
    "name: x, type: gauge, series: [{vale: 1}, {labels: {a: 1}, value: 1}, {value: {gap: {fro: 1m}}}]",
  );
  expect(errorOf(text)).toBe(
    [
      "3:36: unknown key `vale` in `series`[0]; did you mean `value`?",
      '3:59: `a`: expected text or a list of texts, got the number 1; quote it: "1"',
      "3:89: unknown key `fro` in `gap`; did you mean `for`?",
    ].join("\n"),
  );
  const many = metric(`name: x, type: gauge, series: [${"{vale: 1}, ".repeat(50)}]`);
  const lines = errorOf(many).split("\n");
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toBe("and 30 more");
});

describe("parseSpec reads promtool's notation", () => {
  test.for([
    [
      '"1x3 foo"',
      '4:11: `value`: promtool\'s notation: expected a+bxn, a-bxn, axn, _, _xn, stale or {{schema:…}} at column 5 of the text, got "foo"',
    ],
    [
      '"  "',
      '4:11: `value`: promtool\'s notation: text must have at least one value, such as "1x20 _x4 5+1x3", got an empty text',
    ],
    [
      '"1+2"',
      '4:11: `value`: promtool\'s notation: expected how often, as in 1+2x5 at column 1 of the text, got "1+2"',
    ],
    [
      '{add: [1, "{{schema:1 sum:1 count:1}}"]}',
      "4:11: `value`: native histograms: they go into lists, loop, limit and beside gap only, got add",
    ],
    ['"{{schema:1 sum:1 count:1}}"', "no error"],
    ['["{{schema:1 sum:1 count:1}}", {gap: {for: 1m}}]', "no error"],
  ] as const)("%s", ([signal, expected]) => {
    expect(errorOf(value(signal))).toBe(expected);
  });

  test("parseSpec refuses a rate in promtool's notation that goes below 0, and histograms", () => {
    const counter = (rate: string) => metric(`name: x, type: counter, series: [\n  {rate: "${rate}"}]`);
    expect(errorOf(counter("5-2x3"))).toBe("4:10: `rate` must not be below 0, and this one reaches -1");
    expect(errorOf(counter("5-2x2"))).toBe("no error");
    expect(errorOf(counter("{{sum:1}}"))).toBe(
      "4:10: `rate`: histograms ({{…}}) can only be the `value` of a gauge or a metric of unknown type",
    );
  });
});
