import { counts, failOn } from "../../../check/result.ts";
import { describePlace } from "../../../present/describe-place.ts";
import { findingsHelp, paintState } from "../../../present/format-table.ts";
import { describeSameUid } from "../../../preview/files/same-uid.ts";
import { isSpecPath } from "../../../preview/files/spec-path.ts";
import { type ValidatedDashboard, validate } from "../../../preview/validate.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { readFiles } from "../../read-files.ts";
import { requireDashboards } from "../../require-dashboards.ts";
import { painter } from "../../terminal/paint.ts";
import type { ValidateRequest } from "./options.ts";

/** Runs `validate`. Returns the exit code. */
export async function runValidate(request: ValidateRequest, context: CliContext): Promise<number> {
  requireDashboards(request, "validate");
  // A file that is a data spec is checked as one; folders and globs are for dashboards, which bring theirs.
  const named = request.dashboards.filter((path) => isSpecPath(path, context.cwd));
  const dashboardPaths = request.dashboards.filter((path) => !named.includes(path));
  const inputs = await readFiles({ ...request, dashboards: dashboardPaths, specs: named }, context);
  const { dashboards, specs, warnings, sameUids } = await validate(inputs, {
    nowMs: context.now(),
    historyMs: request.historyMs,
    stepMs: request.stepMs,
    maxSeries: request.maxSeries,
    maxSamples: request.maxSamples,
    untrusted: request.untrusted,
    signal: context.signal,
    blocking: context.blocking,
  });
  const { out } = context;
  if (request.output === "json") {
    out.json({ dashboards, specs, warnings, sameUids });
  } else {
    const paint = painter(out.colours);
    const lines = [
      ...specs.flatMap(({ file, series, samples, scenarios }) => [
        `${paint.green("ok")}  ${plainLine(file)}: ${series} series, at most ${samples} samples`,
        ...scenarios.map((one) => `    scenario ${one.name}: ${one.series} series, at most ${one.samples} samples`),
      ]),
      ...dashboards.flatMap((dashboard) => dashboardLines(dashboard, out.colours)),
      ...sameUids.map((same) => `${paint.red("!!")}  ${plainLine(describeSameUid(same))}`),
      ...warnings.map((text) => paint.yellow(`warning: ${plainLine(text)}`)),
    ];
    out.write(`${lines.join("\n")}\n`);
  }
  return dashboards.some((dashboard) => failOn(dashboard, request.failOn)) || sameUids.length > 0 ? 1 : 0;
}

function dashboardLines({ file, title, queries, findings, spec }: ValidatedDashboard, colours: boolean): string[] {
  const paint = painter(colours);
  const wrong = findings.find(({ state }) => counts(state, "broken"));
  return [
    `${wrong === undefined ? paint.green("ok") : paint.red("!!")}  ${plainLine(file)}: "${plainLine(title)}", ` +
      `${counted(queries, "Prometheus query", "Prometheus queries")}` +
      (spec === undefined ? paint.yellow(", no data spec") : ""),
    ...findings.map((finding) => {
      const { state, code, reason, expr } = finding;
      const shown = expr === undefined || state === "skipped" ? "" : `\n           ${paint.dim(plainLine(expr))}`;
      const place = plainLine(describePlace(finding));
      return `    ${paintState(state, state, paint)}  ${place}: ${plainLine(reason)} ${paint.dim(`(${code})`)}${shown}`;
    }),
    ...(wrong === undefined ? [] : [`    ${paint.dim(findingsHelp(wrong.code))}`]),
  ];
}
