import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type DataFrame, FieldType, getFieldDisplayName } from "@grafana/data";
import { expect, test } from "vitest";
import { answerFrames as checkedFrames, type PanelAnswer } from "../../../src/check/shown/answer-frames.ts";
import { fieldName } from "../../../src/check/shown/field-name.ts";
import { type Frame, NotJudged } from "../../../src/check/shown/frame.ts";
import { type PanelSettings, panelSettings } from "../../../src/check/shown/panel-settings.ts";
import { transform } from "../../../src/check/shown/transform/transform.ts";
import { tools } from "../../../src/check/testing/frames.ts";
import { parts } from "../../../src/dashboard/view/parts.ts";
import { panelsIn } from "../../../src/dashboard/view/queries.ts";
import type { PageSeries, PageTarget } from "../../../src/report/page-data.ts";
import { answerFrames } from "./answers/answer-frames.ts";
import { targetOf } from "./testing.ts";
import { transformFrames } from "./transform/transform-frames.ts";

// The check has its own idea of Grafana's frames and transformations, worked out apart from Grafana's packages. Where it
// judges, both have to show the same; it has no opinion on the order of columns and rows.

const root = join(import.meta.dirname, "../../..");
const corpus = process.env["DASHPREVIEW_CORPUS"] ?? join(root, "../shared/corpus");

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".json"))
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

interface Case {
  readonly name: string;
  readonly settings: PanelSettings;
  readonly answers: readonly PanelAnswer[];
}

const values = [1, 5, 2];

/** Series with the labels that the panel's settings name, as far as they look like names of labels. */
function answersOf(settings: PanelSettings, targets: readonly Partial<PanelAnswer>[]): PanelAnswer[] {
  const text = JSON.stringify(settings.steps);
  const named = [...text.matchAll(/"([a-z_]{2,})"/g)].map(([, name]) => name!).slice(0, 8);
  return targets.map(({ refId, format, legendFormat }, index) => ({
    ...{ refId: refId ?? String.fromCharCode(65 + index), format, legendFormat, expr: "sum(x)" },
    series: ["a", "b", "c"].slice(0, 1 + (index % 3)).map((who) => ({
      labels: labelsOf([...(index % 2 === 0 ? ["__name__"] : []), "instance", "job", ...named], who),
      timesMs: values.map((_, at) => 60_000 * at),
      values: values.map((value) => value + index),
    })),
  }));
}

const labelsOf = (names: readonly string[], who: string) =>
  new Map([...new Set(names)].sort().map((name) => [name, name === "__name__" ? "up" : `${name}-${who}`]));

function casesOf(file: string): Case[] {
  const model = JSON.parse(readFileSync(file, "utf8"));
  if (!Array.isArray(model.panels) && !Array.isArray(model.rows)) return [];
  return panelsIn(parts({ model, kind: "classic" })).flatMap(({ view, title }) => {
    if (view === undefined) return [];
    const settings = panelSettings(view, (text) => text);
    const targets = view.targets.filter(({ hidden }) => hidden !== true);
    return [{ name: `${file}: ${title}`, settings, answers: answersOf(settings, targets as Partial<PanelAnswer>[]) }];
  });
}

/** The same answers as the page's document has them. */
function targetsOf(answers: readonly PanelAnswer[]): PageTarget[] {
  const frames = checkedFrames(answers.map((answer) => ({ ...answer, format: undefined })));
  let next = 0;
  return answers.map(({ refId = "", format, legendFormat, series }) => {
    const shown = series.map(({ labels, values: numbers }): PageSeries => {
      const frame = frames[next++]!;
      const name = legendFormat === "__auto" ? "" : fieldName(frame.fields[1]!, frame, frames);
      return { labels: Object.fromEntries(labels), name, values: [...numbers] };
    });
    return targetOf(refId, shown, { format: format === "table" || format === "heatmap" ? format : "time_series" });
  });
}

interface Column {
  readonly name: string;
  readonly values: readonly unknown[] | undefined;
}

const pageColumns = (frames: DataFrame[]): Column[][] =>
  frames.map((frame) =>
    frame.fields
      .filter(({ type }) => type !== FieldType.frame)
      .map((field) => ({ name: getFieldDisplayName(field, frame, frames), values: field.values })),
  );
const checkColumns = (frames: readonly Frame[]): Column[][] =>
  frames.map((frame) => frame.fields.map((field) => ({ name: fieldName(field, frame, frames), values: field.values })));

/** Both by name, in order, with values only where both know them; a reader sees no null. */
function alike(page: Column[][], check: Column[][]) {
  const byName = (columns: Column[][]) =>
    columns.map((frame) =>
      frame.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0)),
    );
  const known = (columns: Column[][], others: Column[][]) =>
    columns.map((frame, i) =>
      frame.map(({ name, values: cells }, j) => ({
        name,
        values: others[i]?.[j]?.values === undefined ? undefined : cells?.map((cell) => String(cell ?? "")).toSorted(),
      })),
    );
  const [ours, theirs] = [byName(page), byName(check)];
  return { page: known(ours, theirs), check: known(theirs, ours) };
}

function checked({ settings, answers }: Case): Frame[] | undefined {
  try {
    let frames: readonly Frame[] = checkedFrames(answers);
    for (const step of settings.steps) frames = transform(frames, step, tools()).frames;
    return [...frames];
  } catch (error) {
    if (error instanceof NotJudged) return undefined;
    throw error;
  }
}

const cases = [join(root, "fixtures"), join(corpus, "dashboards")].flatMap(filesIn).flatMap(casesOf);

test("the page and the check make the same frames of answers, and the same of transformations", () => {
  const judged = cases.flatMap((one) => {
    const check = checked(one);
    return check === undefined ? [] : [{ one, check }];
  });
  const differing = judged.flatMap(({ one, check }) => {
    const { frames, problems } = transformFrames(answerFrames(targetsOf(one.answers)), one.settings.steps);
    const { page, check: expected } = alike(pageColumns(frames), checkColumns(check));
    return problems.length === 0 && JSON.stringify(page) === JSON.stringify(expected)
      ? []
      : [{ name: one.name, steps: one.settings.steps.map(({ id }) => id), problems, page, expected }];
  });
  expect(judged.length).toBeGreaterThan(20);
  expect(differing.slice(0, 3)).toEqual([]);
});

test("every transformation of the dashboards at hand is done", () => {
  const left = cases.flatMap(({ name, settings, answers }) => {
    const { problems } = transformFrames(answerFrames(targetsOf(answers)), settings.steps);
    return problems.map((problem) => `${name}: ${problem}`);
  });
  expect(left).toEqual([]);
});
