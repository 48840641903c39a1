import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readDashboard, type SourceDashboard } from "../../src/dashboard/read/read.ts";
import { type PreviewDashboard, rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import { parts } from "../../src/dashboard/view/parts.ts";
import { panelsIn } from "../../src/dashboard/view/queries.ts";
import { readVariables } from "../../src/dashboard/view/variables.ts";
import { ExpectedError } from "../../src/errors.ts";
import { previewUid, sourceId } from "../../src/identity/preview-identity.ts";
import { removeVariableInjection } from "../../src/promql/isolation/inject-variable-query.ts";
import { removeInjection } from "../../src/promql/isolation/remove.ts";
import { compareVerdicts, readRecording } from "../../test/oracle/compare.ts";
import { startPrometheus } from "../../test/servers/prometheus.ts";
import { type ExpressionPair, pairExpressions, whereIs } from "./expressions.ts";
import { type CorpusFailure, type CorpusFigures, missedLines } from "./figures.ts";
import { fillIn, guesses } from "./fill-in.ts";
import { everySelectorHolds } from "./marks.ts";
import { createParser, type Parser, selectorOf } from "./parser.ts";
import { createSaver } from "./saved.ts";

const isolation = { name: "dashpreview", value: "k2m4x7qa.pr-12.k3v4x2ab" };
const matcher = `${isolation.name}="${isolation.value}"`;

interface Rewritten {
  readonly file: string;
  readonly text: string;
  readonly dashboard: SourceDashboard;
  readonly preview: PreviewDashboard;
}

/** Puts every `.json` below `dir` through reading, rewriting, isolating, saving and restoring, and counts. */
export async function measureCorpus(dir: string): Promise<CorpusFigures> {
  const files = findJson(dir).map((file) => ({ file, text: readFileSync(join(dir, file), "utf8") }));
  const failures: CorpusFailure[] = [];
  const fail = (
    dashboard: string,
    measure: CorpusFailure["measure"],
    reason: string,
    more: Partial<CorpusFailure> = {},
  ) => failures.push({ dashboard, measure, reason, ...more });
  const cpu = process.cpuUsage();
  const start = performance.now();
  const rewritten = files.flatMap((each) => rewriteOne(each, fail));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);

  const saved = await saveAll(rewritten, fail);
  const counts = await countExpressions(rewritten, fail);
  const verdicts = await compareWithGrafana(fail);
  const figures = {
    dashboards: files.length,
    panels: rewritten.reduce((sum, { dashboard }) => sum + panelsIn(parts(dashboard)).length, 0),
    rewritten: saved,
    ...verdicts,
    ...counts,
    seconds: round(seconds),
    cpu_seconds: round((user + system) / 1_000_000),
    failures,
  };
  return { ...figures, missed: missedLines(figures) };
}

/** Checks the recorded dashboards, on what Grafana answered to them. */
async function compareWithGrafana(fail: Fail): Promise<Pick<CorpusFigures, "verdict_checked" | "verdict_agreed">> {
  const compared = await compareVerdicts(readRecording("."));
  const differing = compared.filter(({ grafana, check }) => grafana !== check);
  for (const { dashboard, panel, grafana, check, reason } of differing) {
    const why = reason === undefined ? "" : `: ${reason}`;
    fail(dashboard, "verdict", `${check} by the check, ${grafana} by Grafana's answers${why}`, { where: panel });
  }
  return { verdict_checked: compared.length, verdict_agreed: compared.length - differing.length };
}

type Fail = (
  dashboard: string,
  measure: CorpusFailure["measure"],
  reason: string,
  more?: Partial<CorpusFailure>,
) => void;

function findJson(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .sort();
}

function rewriteOne({ file, text }: { file: string; text: string }, fail: Fail): Rewritten[] {
  try {
    const dashboard = readDashboard(text, { file });
    const uid = previewUid({ project: "k2m4x7qa", key: "pr-12" }, sourceId(`${file}:${dashboard.source}`));
    const window = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
    const dataSource = { uid: "prom-main", type: "prometheus", name: "Prometheus" };
    return [
      {
        file,
        text,
        dashboard,
        preview: rewriteForPreview(dashboard, {
          uid,
          key: "pr-12",
          dataSource,
          isolation,
          window,
          reviewUrl: "https://example.org/12",
        }),
      },
    ];
  } catch (error) {
    fail(file, "rewritten", error instanceof ExpectedError ? error.message : String((error as Error).stack));
    return [];
  }
}

async function saveAll(rewritten: readonly Rewritten[], fail: Fail): Promise<number> {
  const saver = await createSaver();
  let saved = 0;
  for (const each of rewritten) {
    const reason = await saver.check(each).catch((error: unknown) => String(error));
    if (reason === undefined) saved++;
    else fail(each.file, "rewritten", reason);
  }
  await saver.stop();
  return saved;
}

type Counts = Pick<
  CorpusFigures,
  "expressions" | "isolated" | "parser_accepted" | "parser_accepted_of" | "every_selector_marked" | "text_unchanged"
>;

async function countExpressions(rewritten: readonly Rewritten[], fail: Fail): Promise<Counts> {
  const prometheus = await startPrometheus();
  const counts = {
    expressions: 0,
    isolated: 0,
    parser_accepted: 0,
    parser_accepted_of: 0,
    every_selector_marked: 0,
    text_unchanged: 0,
  };
  try {
    const parser = createParser(prometheus.url);
    for (const { file, dashboard, preview } of rewritten) {
      const pairs = pairExpressions(dashboard, preview);
      const variables = readVariables(parts(dashboard));
      counts.expressions += pairs.length;
      const results = await Promise.all(
        pairs.map((pair) => judge(pair, (guess, text) => fillIn(text, variables, guess), parser)),
      );
      for (const [index, result] of results.entries()) {
        const pair = pairs[index]!;
        const where = { where: whereIs(pair.query), expr: pair.original };
        if (pair.replaced) {
          const finding = preview.findings.find(
            ({ code, expr }) => code === "not-isolated" && expr === pair.query.expr,
          );
          fail(file, "isolated", finding?.reason ?? "replaced", where);
          continue;
        }
        counts.isolated++;
        if (result.originalAccepted) counts.parser_accepted_of++;
        if (result.originalAccepted && result.accepted) counts.parser_accepted++;
        if (result.originalAccepted && !result.accepted)
          fail(file, "parser_accepted", `Prometheus does not take ${pair.isolated}`, where);
        if (result.marked) counts.every_selector_marked++;
        else fail(file, "every_selector_marked", `a selector without the matcher in ${pair.isolated}`, where);
        if (result.unchanged || preview.originals.get(pair.isolated) === pair.original) counts.text_unchanged++;
        else fail(file, "text_unchanged", `it comes back as another text from ${pair.isolated}`, where);
      }
    }
  } finally {
    await prometheus.stop();
  }
  return counts;
}

interface Judgement {
  readonly originalAccepted: boolean;
  readonly accepted: boolean;
  readonly marked: boolean;
  readonly unchanged: boolean;
}

async function judge(
  { query, original, isolated, replaced }: ExpressionPair,
  fill: (guess: string, text: string) => string,
  parser: Parser,
): Promise<Judgement> {
  if (replaced) return { originalAccepted: false, accepted: false, marked: false, unchanged: false };
  const isVariable = query.place === "variable";
  const promql = (text: string) => (isVariable ? selectorOf(text) : text);
  const restored = isVariable ? removeVariableInjection(isolated, isolation) : removeInjection(isolated, isolation);
  const before = promql(original);
  const after = promql(isolated);
  if (after === undefined)
    return { originalAccepted: true, accepted: false, marked: false, unchanged: restored === original };
  let guess: string = guesses[0];
  // A query without a selector of its own, such as `label_values(job)`, is one that Prometheus takes.
  let originalAccepted = before === undefined;
  for (const candidate of guesses) {
    if (before === undefined) break;
    originalAccepted = await parser(fill(candidate, before));
    guess = candidate;
    if (originalAccepted) break;
  }
  const filled = fill(originalAccepted ? guess : guesses[0], after);
  return { originalAccepted, accepted: await parser(filled), marked: holds(filled), unchanged: restored === original };
}

function holds(query: string): boolean {
  try {
    return everySelectorHolds(query, matcher);
  } catch {
    return false;
  }
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
