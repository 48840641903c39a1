import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lessons } from "../../src/preview/playground/generated/lessons.ts";
import { Playground } from "../../src/preview/playground/playground.ts";
import { explainSteps } from "../../src/promql/steps/explain.ts";
import { isolatedAsk } from "../../src/promql/steps/isolated-ask.ts";
import type { Step } from "../../src/promql/steps/step.ts";
import type { LessonPart, PlaygroundLesson, PlaygroundSet } from "../../src/report/playground/playground-data.ts";
import { askSteps } from "../promql/ask-steps.ts";
import { temporaryFolder, toolPath } from "../servers/process.ts";

/** Every expression of the lessons is run on a real Prometheus, and every number that they state is looked for. */
const folder = temporaryFolder();
let playground: Playground;

beforeAll(() => {
  playground = new Playground(
    {
      binary: toolPath("prometheus"),
      temporaryFolder: folder,
      userAgent: "dashpreview-lessons",
      maxSeries: 1000,
      maxSamples: 1_000_000,
    },
    {
      now: Date.now,
      random: Math.random,
      sleep: (ms, signal) => wait(ms, undefined, { signal }),
      signal: new AbortController().signal,
    },
  );
});
afterAll(async () => {
  await playground?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(lesson: PlaygroundLesson): Promise<PlaygroundSet> {
  const applied = await playground.apply(lesson.spec.text);
  if (!applied.ok) throw new Error(JSON.stringify(applied.problems));
  return applied.data;
}

/** Every number that an explanation shows. */
function numbersIn(value: unknown): number[] {
  if (typeof value === "number") return [value, value / 1000];
  if (Array.isArray(value)) return value.flatMap(numbersIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

const isAbout = (stated: string, number: number) => {
  const decimals = stated.split(".")[1]?.length ?? 0;
  return Math.abs(Number(stated) - number) <= 0.5 * 10 ** -decimals + 1e-9;
};

/** `{a="b"} 1.5`, sorted. */
function linesOf({ result, error }: Step): string[] {
  if (error !== undefined) return [`error: ${error}`];
  if (result!.series.length === 0) return ["(nothing)"];
  return result!.series.map(({ labels, values }) => {
    const pairs = Object.entries(labels)
      .filter(([name]) => name !== "__name__")
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, text]) => `${name}="${text}"`);
    return `${pairs.length === 0 ? "" : `{${pairs.join(", ")}} `}${values.at(-1)}`;
  });
}

function isStated(line: string, actual: string): boolean {
  if (line.startsWith("error: ")) return actual.startsWith("error: ") && actual.includes(line.slice(7));
  const [, labels, number] = /^(.*?)([-\d.e+]+|NaN)$/.exec(line) ?? [undefined, line, undefined];
  const [, ownLabels, own] = /^(.*?)([-\d.e+]+|NaN)$/.exec(actual) ?? [undefined, actual, undefined];
  if (labels !== ownLabels) return false;
  return number === undefined || isAbout(number, Number(own));
}

test("there are eight lessons, each with a spec, expressions and text", () => {
  expect(lessons.map(({ id }) => id)).toEqual([
    "counter-and-rate",
    "resets-and-stale-markers",
    "increase-and-extrapolation",
    "aggregation",
    "joins",
    "quantiles",
    "absent-and-alerts",
    "native-histograms",
  ]);
  for (const { parts } of lessons) expect(parts.filter(({ kind }) => kind === "query").length).toBeGreaterThan(4);
});

// The last lesson first: the server then gets native histograms before it has newer samples of anything.
describe.for([...lessons].reverse())("$title", (lesson) => {
  test("its expressions give the answers, and its steps the numbers, that it states", async () => {
    const data = await fill(lesson);
    const ask = isolatedAsk(askSteps((await playground.url())!), data.label!);
    const known: number[] = [];
    const wrong: string[] = [];
    const queries = lesson.parts.filter((part): part is LessonPart & { kind: "query" } => part.kind === "query");
    for (const { query, afterMs, result } of queries) {
      const atMs = data.range.fromMs + afterMs;
      const explained = await explainSteps(query, { ask, atMs, version: data.prometheus });
      if (!explained.ok) throw new Error(`${query}: ${explained.reason}`);
      const actual = linesOf(explained.root);
      known.push(...numbersIn(explained.root));
      const fits = actual.length === result.length && result.every((line) => actual.some((one) => isStated(line, one)));
      if (!fits) wrong.push(`${query} at ${afterMs / 1000} s: ${actual.join(" ")}`);
      wrong.push(...disagreements(explained.root).map((text) => `${query}: ${text}`));
    }
    const text = lesson.parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])).join("\n");
    for (const [, stated] of text.matchAll(/\*\*(-?[\d.]+)\*\*/g))
      if (!known.some((number) => isAbout(stated!, number))) wrong.push(`no step shows ${stated}`);
    expect(wrong).toEqual([]);
  });
});

/** Steps whose own calculation is not the server's number. */
function disagreements(step: Step): string[] {
  const { detail } = step;
  const rows: readonly { readonly agrees?: boolean | undefined }[] =
    detail?.kind === "window"
      ? detail.series
      : detail?.kind === "quantile" || detail?.kind === "grouping"
        ? detail.groups
        : [];
  return [
    ...rows.filter(({ agrees }) => agrees === false).map((row) => JSON.stringify(row).slice(0, 300)),
    ...step.children.flatMap(disagreements),
  ];
}
