import { uncomparedAlerts } from "../../../alerts/review/compare-rules.ts";
import { formatRuleTest } from "../../../alerts/show/format-rule-test.ts";
import { ruleReviewJson } from "../../../alerts/show/rule-review-json.ts";
import { checkExitCode, type FailOn } from "../../../check/result.ts";
import { defined } from "../../../json/defined.ts";
import { checkToJson, resultDocument } from "../../../present/format-json.ts";
import { formatTable } from "../../../present/format-table.ts";
import type { RulesBeside } from "../../../preview/alerts/rules-beside.ts";
import type { LocalUp } from "../../../preview/local/up-local.ts";
import type { PageChecks } from "../../../preview/page/page-checks.ts";
import { windowOf } from "../../../preview/up/plan.ts";
import { formatDuration } from "../../../text/duration.ts";
import { plainLine } from "../../../text/plain-line.ts";
import { scenarioTitle } from "../../../text/scenario-title.ts";
import type { CliContext } from "../../context.ts";
import { printFailedRules } from "../../terminal/failed-rules.ts";
import { painter } from "../../terminal/paint.ts";
import { spanText } from "../../terminal/time-text.ts";
import type { UpRequest } from "./options.ts";

/** A throw-away server with the data of one scenario, or of the specs as they are. */
export interface LocalScenario {
  readonly scenario: string | undefined;
  readonly local: LocalUp;
  /** The checks that its page is made of; undefined where there is no page. */
  readonly checks: PageChecks | undefined;
  /** New ones, for the same page later. */
  readonly freshChecks: () => PageChecks | undefined;
  /** The rules that were tested on its data; undefined without any. */
  readonly rules: RulesBeside | undefined;
}

/** Prints what was filled and checked, all scenarios of a dashboard below each other. */
export function printLocal(
  filled: readonly LocalScenario[],
  { output, exit, failOn }: Pick<UpRequest, "output" | "exit" | "failOn">,
  { out, err }: Pick<CliContext, "out" | "err">,
  pageUrl?: string,
): void {
  if (output === "json") {
    out.json({
      ...localJson(filled, { failOn, exit }),
      ...(exit ? {} : { url: filled[0]!.local.url }),
      ...defined({ pageUrl }),
    });
  } else {
    const paint = painter(out.colours);
    for (const { title, source, check } of inOrder(filled)) {
      out.write(`${paint.bold(plainLine(title))}  ${paint.dim(plainLine(source.file))}\n`);
      out.write(`${formatTable(check, { columns: out.columns, paint }).trimEnd()}\n\n`);
    }
    for (const { scenario, local } of filled)
      out.write(
        `${scenario === undefined ? "" : `${scenario}: `}${local.series} series, ${local.samples} samples over ` +
          `${spanText(windowOf(local.plan))} every ${formatDuration(local.plan.grid.stepMs)}, all read back\n`,
      );
    for (const { scenario, local } of filled)
      if (local.rules !== undefined) {
        const lines = formatRuleTest(local.rules.now, { columns: out.columns, paint });
        out.write(`\n${scenario === undefined ? "" : `${scenario}: `}${lines.join("\n")}\n`);
      }
  }
  for (const text of new Set(filled.flatMap(({ local }) => local.warnings))) err.write(`warning: ${plainLine(text)}\n`);
  for (const { local } of filled) printFailedRules(local.rules, { err });
  if (pageUrl !== undefined) err.write(`Page: ${pageUrl}\n`);
  if (exit) return;
  for (const { scenario, local } of filled) {
    const of = filled.length > 1 ? ` of ${scenario}` : "";
    err.write(`Prometheus${of}: ${local.url}  (Ctrl-C ends it and removes everything)\n`);
  }
}

/** The document of `up --local --output json`; the addresses of servers that go on are not in what is beside. */
export function localJson(
  filled: readonly LocalScenario[],
  { failOn, exit }: { readonly failOn: FailOn; readonly exit: boolean },
) {
  const [first] = filled;
  const sum = (name: "series" | "samples") => filled.reduce((total, { local }) => total + local[name], 0);
  const scenarios = filled.flatMap(({ scenario, local }) =>
    scenario === undefined ? [] : [{ ...scenarioJson(scenario, local, failOn), ...(exit ? {} : { url: local.url }) }],
  );
  return resultDocument({
    state: "local",
    window: windowJson(first!.local),
    ...(scenarios.length === 0 ? {} : { scenarios }),
    series: sum("series"),
    samples: sum("samples"),
    dashboards: inOrder(filled).map(({ title, scenario, source, check }) => ({
      ...{ source: source.file, title },
      ...defined({ scenario }),
      ...checkToJson(check),
    })),
    warnings: [...new Set(filled.flatMap(({ local }) => local.warnings))],
    ...(filled.some(({ local }) => local.rules !== undefined) ? { rules: filled.flatMap(rulesJson) } : {}),
  });
}

/** Nothing is compared here: a review does that, and a report. */
function rulesJson({ scenario, local: { rules } }: LocalScenario) {
  if (rules === undefined) return [];
  const { now: test } = rules;
  const alerts = uncomparedAlerts(test, "unknown");
  return [ruleReviewJson({ scenario, test, alerts, removed: [], uncompared: "up --local compares with no base" })];
}

function scenarioJson(scenario: string, local: LocalUp, failOn: FailOn) {
  const { series, samples, dashboards } = local;
  const exitCode = checkExitCode(
    dashboards.map(({ check }) => check),
    failOn,
  );
  return { scenario, window: windowJson(local), series, samples, exitCode };
}

function windowJson({ plan }: LocalUp) {
  const window = windowOf(plan);
  return {
    from: new Date(window.fromMs).toISOString(),
    to: new Date(window.toMs).toISOString(),
    stepSeconds: window.stepMs / 1000,
    leadInSeconds: window.leadInMs / 1000,
  };
}

function inOrder(filled: readonly LocalScenario[]) {
  const all = filled.flatMap(({ scenario, local }) =>
    local.dashboards.map(({ source, check }) => {
      return { scenario, source, check, title: scenarioTitle(source.title, scenario) };
    }),
  );
  const order = [...new Set(all.map(({ source }) => source.file))];
  return all.toSorted((a, b) => order.indexOf(a.source.file) - order.indexOf(b.source.file));
}
