import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { Courses } from "../generator/named/courses.ts";
import { signalTable } from "../generator/signal-table.ts";
import { parseDuration } from "../text/duration.ts";
import { firstSamples, type SampleShown, type WireSamples } from "./plan/first-samples.ts";
import { planSpec } from "./plan/plan.ts";
import { parseSpec } from "./read/parse.ts";

const text = readFileSync(new URL("../../docs/data-spec.md", import.meta.url), "utf8");
const metricKeys = ["type", "buckets", "native", "schema", "quantiles"];
const startMs = Date.UTC(2026, 10, 1);

interface Row {
  readonly title: string;
  readonly spec: string;
  readonly stepMs: number;
  /** Expected samples by the end of the series' name and its `le` or `quantile`. */
  readonly expected: readonly { readonly series: string; readonly tokens: readonly string[] }[];
}

/** Rows of the tables whose header is `spec | step | samples`. */
function readRows(): Row[] {
  const rows: Row[] = [];
  let inside = false;
  // The formatter pads cells; what is in them has no two blanks in a row beside a bar.
  for (const line of text
    .split("\n")
    .map((padded) => padded.replaceAll(/ +\|/g, " |").replaceAll(/\| +/g, "| ").trim())) {
    if (line === "| spec | step | samples |") inside = true;
    else if (!line.startsWith("|")) inside = false;
    else if (inside && !/^\| -+ \|/.test(line)) rows.push(readRow(line));
  }
  return rows;
}

function readRow(line: string): Row {
  const cells = /^\| `(.+?)` \| (\w+) \| (.+) \|$/.exec(line);
  if (cells === null) throw new Error(`not a row of expected samples: ${line}`);
  const [, spec = "", step = "", samples = ""] = cells;
  const expected = samples.split("<br>").map((span) => {
    const match = /^`((?:_[a-z]+)?(?:\{[^}]*\})?) ?(.+)`$/.exec(span);
    if (match === null) throw new Error(`not expected samples: ${span}`);
    return { series: match[1]!, tokens: match[2]!.split(" ") };
  });
  return { title: `${spec} every ${step}`, spec, stepMs: parseDuration(step)!, expected };
}

/** The row's entry of `series` as a spec of one metric, with the row's `signals`. */
function specOf({ spec, stepMs, expected }: Row): string {
  const { signals, ...entry } = parse(spec) as Record<string, unknown>;
  const entries = Object.entries(entry);
  const pick = (wanted: boolean) => Object.fromEntries(entries.filter(([key]) => metricKeys.includes(key) === wanted));
  return JSON.stringify({
    version: 1,
    step: `${stepMs}ms`,
    start: new Date(startMs).toISOString(),
    scrapes: expected[0]!.tokens.length,
    ...(signals === undefined ? {} : { signals }),
    metrics: [{ name: "x", type: "gauge", ...pick(true), series: [pick(false)] }],
  });
}

function generate(row: Row): WireSamples[] {
  const plan = planSpec(parseSpec(specOf(row), { file: "row" }), { nowMs: startMs + 365 * 86_400_000 });
  return firstSamples(plan.definitions[0]!, plan, plan.grid.count);
}

function expectSample(got: SampleShown | undefined, token: string): void {
  const range = /^(-?[\d.]+)\.\.(-?[\d.]+)$/.exec(token);
  const histogram = /^([\d.]+):([\d.]+)$/.exec(token);
  if (token === "_") expect(got).toBeNull();
  else if (token === "stale" || token === "NaN") expect(got).toBe(token);
  else if (token === "Inf") expect(got).toBe("+Inf");
  else if (range !== null) {
    expect(got).toBeGreaterThanOrEqual(Number(range[1]));
    expect(got).toBeLessThan(Number(range[2]));
  } else if (histogram !== null) {
    const { count, sum } = got as { count: number; sum: number };
    expectNumber(count, Number(histogram[1]));
    expectNumber(sum, Number(histogram[2]));
  } else expectNumber(got as number, Number(token));
}

/** Equal within 1e-9 of its size. */
function expectNumber(got: number, expected: number): void {
  expect(expected).not.toBeNaN();
  expect(Math.abs(got - expected), `got ${got}, expected ${expected}`).toBeLessThanOrEqual(
    1e-9 * Math.max(1, Math.abs(expected)),
  );
}

const rows = readRows();

test("docs/data-spec.md has a table for every signal and kind", () => {
  expect(rows.length).toBeGreaterThan(80);
  const keys = Object.entries(signalTable).flatMap(([type, { read }]) => (read === undefined ? [] : [type]));
  expect(keys.length).toBeGreaterThan(15);
  const words = [...keys, "counter", "gauge", "unknown", "histogram", "summary", "info"];
  expect(words.filter((word) => !rows.some(({ spec }) => spec.includes(word)))).toEqual([]);
});

describe("docs/data-spec.md", () => {
  test.for(rows.map((row) => [row.title, row] as const))("$0", ([, row]) => {
    const wire = generate(row);
    for (const { series, tokens } of row.expected) {
      const found = wire.find(({ name, labels }) => {
        const made = labels
          .filter(([label]) => label === "le" || label === "quantile")
          .map(([label, value]) => `{${label}="${value}"}`);
        return `${name.slice(1)}${made.join("")}` === series;
      });
      expect(found, `no series x${series} among ${wire.map(({ name }) => name).join(", ")}`).toBeDefined();
      for (const [index, token] of tokens.entries()) expectSample(found!.samples[index], token);
    }
  });

  const recorded = /^```csv\n([\s\S]*?)^```\n\n```yaml recorded\n([\s\S]*?)^```$/m.exec(text)!;
  test("the example of a recorded file is a spec, with the samples of the file", () => {
    const readFile = (path: string) => (path === "load.csv" ? recorded[1]! : "");
    const document = parseSpec(recorded[2]!, { file: "example", readFile });
    const plan = planSpec(document, { nowMs: startMs });
    const first = (index: number) =>
      firstSamples(plan.definitions[index]!, { seed: plan.seed, grid: plan.grid, courses: new Courses(plan.grid) }, 5);
    expect(first(0)[0]!.samples).toEqual([20, 22, 24, 52, 80]);
    expect(first(1)[0]!.samples).toEqual([22, 22, null, null, 75]);
  });

  const examples = [...text.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml]) => yaml!);

  test.for(examples.map((yaml, index) => [index + 1, yaml] as const))("example %i is a spec", ([, yaml]) => {
    expect(planSpec(parseSpec(yaml, { file: "example" }), { nowMs: startMs + 365 * 86_400_000 }).warnings).toEqual([]);
  });

  test("the first example makes as many series as the text below it says", () => {
    const plan = planSpec(parseSpec(examples[0]!, { file: "example" }), { nowMs: startMs });
    const count = (name: string) => plan.definitions.filter((definition) => definition.name === name).length;
    expect([count("http_requests_total"), count("http_request_duration_seconds"), count("up")]).toEqual([9, 1, 3]);
    expect(plan.seriesCount).toBe(9 + 9 + 3);
  });
});
