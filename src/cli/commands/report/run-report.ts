import { resolve } from "node:path";
import { checkExitCode } from "../../../check/result.ts";
import { UsageError } from "../../../errors.ts";
import { readRulesWithBase } from "../../../preview/alerts/read-rules-beside.ts";
import type { RunContext } from "../../../preview/context.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { warnOfSameUids } from "../../../preview/files/same-uid.ts";
import type { Inputs } from "../../../preview/inputs.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { upLocal } from "../../../preview/local/up-local.ts";
import { type BaseDashboards, readBase } from "../../../preview/page/base-dashboards.ts";
import { createPageChecks } from "../../../preview/page/page-checks.ts";
import { withAlerts } from "../../../preview/page/with-alerts.ts";
import { inScenario, scenariosOf } from "../../../preview/scenarios/in-scenario.ts";
import { joinPages } from "../../../preview/scenarios/join-pages.ts";
import { pageHtml } from "../../../report/page-html.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { readPageTemplate } from "../../page-template.ts";
import { readFiles } from "../../read-files.ts";
import { preparePictures, writePictures } from "../../review/write-pictures.ts";
import { printFailedRules } from "../../terminal/failed-rules.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { ReportRequest } from "./options.ts";

/** Runs `report`. Returns the exit code. */
export async function runReport(request: ReportRequest, context: CliContext): Promise<number> {
  const { file, output } = request;
  const { pictures } = request;
  if (file === undefined && pictures === undefined && output !== "json")
    throw new UsageError("where to? Name the page with -o report.html, or a folder with --pictures");
  if (file === stdinName && output === "json") throw new UsageError("-o - and --output json exclude each other");
  const template = file === undefined && pictures === undefined ? undefined : readPageTemplate(context);
  const program = preparePictures(request, context);
  const endMs = request.at === undefined ? undefined : timeOf(request.at);
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const run = { ...context, progress, tune: tuneFor, ...(endMs === undefined ? {} : { now: () => endMs }) };
  const pages: ScenarioPage[] = [];
  try {
    const read = warnOfSameUids(await readFiles(request, context));
    const scenarios = scenariosOf(request.scenario, read);
    const { base: name } = request;
    const base =
      name === undefined
        ? undefined
        : await readBase(name, read, {
            ...{ cwd: context.cwd, env: context.childEnv, signal: context.signal, named: request.dashboards },
          });
    const all = scenarios.map((scenario) => ({ scenario, inputs: inScenario(read, scenario, context.blocking) }));
    for (const one of all) pages.push(await pageOf(request, { ...one, binary, base, pages: scenarios.length }, run));
    const data = joinPages(
      pages.map((page) => page.data),
      request.title,
    );
    progress.clear();
    if (output === "json") context.out.json(data);
    if (file === stdinName) context.out.document(pageHtml(template!, data));
    else if (file !== undefined)
      context.files.render({ path: resolve(context.cwd, file), what: file }, data, (clean) =>
        pageHtml(template!, clean),
      );
    if (pictures !== undefined) {
      const clean = context.redactor.value(data) as typeof data;
      const page = { html: pageHtml(template!, clean), data: clean };
      progress.step("taking pictures");
      await writePictures(page, { ...request, pictures, program: program! }, context);
    }
    for (const text of new Set(pages.flatMap(({ warnings }) => warnings)))
      context.err.write(`warning: ${plainLine(text)}\n`);
    if (file !== undefined && file !== stdinName)
      context.err.write(`wrote ${plainLine(file)}: ${counted(data.dashboards.length, "dashboard")}\n`);
    const code = checkExitCode(
      pages.flatMap(({ checks }) => checks.map(({ check }) => check)),
      request.failOn,
    );
    const failed = pages.map(({ rules }) => printFailedRules(rules, context)).includes(true);
    return failed && code === 0 && request.failOn !== "none" ? 1 : code;
  } finally {
    progress.clear();
  }
}

type ScenarioPage = Awaited<ReturnType<typeof pageOf>>;

/** The page of one scenario, or of the specs as they are, drawn from a throw-away Prometheus of its own. */
async function pageOf(
  request: ReportRequest,
  {
    binary,
    scenario,
    inputs,
    base,
    pages: count,
  }: {
    readonly binary: string;
    readonly scenario: string | undefined;
    readonly inputs: Inputs;
    readonly base: BaseDashboards | undefined;
    readonly pages: number;
  },
  context: CliContext & RunContext,
) {
  const { base: name } = request;
  const { cwd, blocking, childEnv: env } = context;
  const { rules, warnings: uncompared } = await readRulesWithBase(name, { paths: request.rules, cwd, blocking, env });
  const pages = createPageChecks({
    ...{ variables: request.variables, maxViews: request.maxViews, title: request.title },
    ...{ scenario, pages: count },
    sources: inputs.dashboards.map(({ source }) => source),
    base: base === undefined ? undefined : { ...base, name: name! },
    ...{ theme: request.theme, untrusted: request.untrusted, generator: `dashpreview ${context.version}` },
  });
  const local = await upLocal(
    {
      inputs: withBase(inputs, base),
      checks: pages,
      rules,
      ...{ binary, temporaryFolder: context.temporaryFolder, userAgent: `dashpreview/${context.version}` },
      ...{ historyMs: request.historyMs, stepMs: request.stepMs, leadIn: request.leadInMs },
      ...{ maxSeries: request.maxSeries, maxSamples: request.maxSamples, untrusted: request.untrusted },
    },
    context,
  );
  try {
    const { data, checks, warnings } = await pages.page(local.checkOf, context);
    return {
      data: withAlerts(data, local.rules, rules, { scenario, base: name }),
      ...{ checks, rules: local.rules },
      warnings: [...local.warnings, ...(base?.warnings ?? []), ...uncompared, ...warnings],
    };
  } finally {
    await local.stop();
  }
}

/**
 * The dashboards as they were, where they differ, are read by the same data spec; where that is inferred, it is from
 * both, so that queries that are gone have data too.
 */
function withBase(inputs: Inputs, base: BaseDashboards | undefined): Inputs {
  if (base === undefined) return inputs;
  const others = inputs.dashboards.flatMap(({ source: now, spec }) => {
    const source = base.before.get(now.file);
    return source === undefined || source === now ? [] : [{ source, spec }];
  });
  const gone = base.removed.map((source) => ({ source, spec: inputs.specs[0] }));
  return { ...inputs, dashboards: [...inputs.dashboards, ...others, ...gone] };
}

/** @throws {UsageError} for a day that no month has. */
function timeOf(text: string): number {
  const ms = Date.parse(text);
  // JavaScript takes the 31st of February for the 3rd of March.
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(text.slice(0, 16)))
    throw new UsageError(`--at ${text}: there is no such time`);
  return ms;
}
