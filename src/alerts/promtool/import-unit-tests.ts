import type { SpecPath } from "../../data-spec/source/path.ts";
import { readSource } from "../../data-spec/source/source.ts";
import { SpecError } from "../../errors.ts";
import { asArray, asObject, field, textField } from "../../json/read.ts";
import { parseDuration } from "../../text/duration.ts";
import { type ImportedExpectation, readExpectations } from "./read-expectations.ts";
import { type InputSeries, readInputSeries } from "./read-series.ts";

/** One test of a unit-test file, to become a data spec. */
export interface ImportedTest {
  /** Of the test, else its number from 1. */
  readonly name: string;
  readonly intervalMs: number;
  /** As long as its longest series, and as its last moment of a test. */
  readonly scrapes: number;
  readonly series: readonly InputSeries[];
  readonly expectations: readonly ImportedExpectation[];
  /** Parts of the test that a data spec has no words for, or takes more strictly. */
  readonly unsaid: readonly string[];
}

/** A unit-test file of promtool. */
export interface ImportedFile {
  readonly ruleFiles: readonly string[];
  readonly evaluationMs: number;
  readonly tests: readonly ImportedTest[];
}

const maxMebibytes = 16;
const maxTests = 200;
const maxScrapes = 10_000_000;

/**
 * Reads a unit-test file of promtool.
 *
 * @throws {SpecError} with the line and column of what is wrong.
 */
export function importUnitTests(text: string, file: string): ImportedFile {
  const { data, locate } = readSource(text, file, maxMebibytes);
  const fail = (path: SpecPath, message: string): never => {
    throw new SpecError([{ message, position: locate(path) }]);
  };
  if (asObject(data) === undefined || !Array.isArray(field(data, "tests")))
    fail([], "not a unit-test file of promtool: it has no list `tests`");
  const duration = (value: unknown, path: SpecPath): number | undefined => {
    if (value === undefined || value === null) return undefined;
    return parseDuration(String(value)) ?? fail(path, `expected a duration such as 1m, got ${JSON.stringify(value)}`);
  };
  const evaluationMs = duration(field(data, "evaluation_interval"), ["evaluation_interval"]) || 60_000;
  const tests = asArray(field(data, "tests"));
  if (tests.length > maxTests) fail(["tests"], `more than ${maxTests} tests`);
  return {
    ruleFiles: asArray(field(data, "rule_files")).filter((one) => typeof one === "string"),
    evaluationMs,
    tests: tests.map((test, index) => readTest(test, index)),
  };

  function readTest(test: unknown, index: number): ImportedTest {
    const at: SpecPath = ["tests", index];
    const intervalMs = duration(field(test, "interval"), [...at, "interval"]) || evaluationMs;
    const series = asArray(field(test, "input_series")).map((one, place): InputSeries => {
      const path = [...at, "input_series", place];
      const read = readInputSeries(textField(one, "series") ?? "", notationOf(field(one, "values")));
      return "error" in read ? fail([...path, read.at], read.error) : read;
    });
    if (series.length === 0) fail(at, "this test has no input_series, and a data spec needs a series");
    const { expectations, unsaid, lastMs } = readExpectations(test, (value, path) => duration(value, [...at, ...path]));
    const scrapes = Math.max(...series.map(({ count }) => count), Math.floor(lastMs / intervalMs) + 1);
    if (scrapes > maxScrapes) fail(at, `more than ${maxScrapes} values in a series`);
    const others = ["external_labels", "external_url", "start_timestamp"].filter(
      (key) => field(test, key) !== undefined,
    );
    return {
      name: textField(test, "name") ?? String(index + 1),
      intervalMs,
      scrapes,
      series,
      expectations,
      unsaid: [...others.map((key) => `${key} is not part of a data spec`), ...unsaid],
    };
  }
}

/** One value alone may be written as a number. */
function notationOf(values: unknown): string {
  return typeof values === "string" || typeof values === "number" ? String(values) : "";
}
