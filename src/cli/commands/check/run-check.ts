import { checkExitCode } from "../../../check/result.ts";
import { diffDashboards } from "../../../dashboard/diff/diff.ts";
import { UsageError } from "../../../errors.ts";
import type { Grafana } from "../../../grafana/grafana.ts";
import { defined } from "../../../json/defined.ts";
import { checkToJson, resultDocument } from "../../../present/format-json.ts";
import { escapeMarkdown, formatMarkdown } from "../../../present/format-markdown.ts";
import { formatTable } from "../../../present/format-table.ts";
import { type CheckedSource, checkSources } from "../../../preview/check.ts";
import { describeSameUid, findSameUids } from "../../../preview/files/same-uid.ts";
import { type Inputs, readInputs } from "../../../preview/inputs.ts";
import { nameInUse } from "../../../preview/review/name-in-use.ts";
import { inScenario, scenariosOf } from "../../../preview/scenarios/in-scenario.ts";
import { plainLine } from "../../../text/plain-line.ts";
import { scenarioTitle } from "../../../text/scenario-title.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { grafanaFrom, prometheusFrom } from "../../flags/servers.ts";
import { readFiles } from "../../read-files.ts";
import { requireDashboards } from "../../require-dashboards.ts";
import { identified } from "../../review/identified.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { CheckRequest } from "./options.ts";

/** Runs `check`. Returns the exit code. */
export async function runCheck(request: CheckRequest, context: CliContext): Promise<number> {
  requireDashboards(request, "check");
  tuneFor("reading");
  const ofReview = request.key !== undefined || request.name !== undefined;
  const prometheus = prometheusFrom(request, context);
  const grafana = ofReview ? grafanaFrom(request, context) : undefined;
  const progress = createProgress(context);
  try {
    const inputs = await readFiles(request, context);
    const changes =
      request.compareWith === undefined ? undefined : await changesSince(request.compareWith, inputs, context);
    const previews = grafana === undefined ? undefined : { grafana, owner: await ownerOf(request, grafana, context) };
    const checked: CheckedSource[] = [];
    for (const scenario of scenariosOf(request.scenario, inputs)) {
      const own = inScenario(inputs, scenario, context.blocking);
      const { historyMs, untrusted } = request;
      const options = { inputs: own, scenario, prometheus, previews, historyMs, untrusted };
      checked.push(...(await checkSources(options, { ...context, progress })));
    }
    print(checked, changes, request, context);
    const same = findSameUids(inputs.dashboards).map(describeSameUid);
    for (const text of [...inputs.warnings, ...same]) context.err.write(`warning: ${plainLine(text)}\n`);
    return checkExitCode(
      checked.map(({ check }) => check),
      request.failOn,
    );
  } finally {
    progress.clear();
    prometheus.close();
    grafana?.close();
  }
}

/** The review that the request names, under the name that its previews have. */
async function ownerOf(request: CheckRequest, grafana: Grafana, context: CliContext) {
  const named = reviewFrom({ project: request.project, key: request.key, name: request.name }, context);
  const { review } = await identified(named, request, context);
  return nameInUse(grafana, review);
}

async function changesSince(base: string, inputs: Inputs, { cwd }: CliContext): Promise<readonly string[]> {
  if (inputs.dashboards.length !== 1)
    throw new UsageError(`--compare-with goes with one dashboard, not ${inputs.dashboards.length}`);
  const [before] = (await readInputs({ dashboards: [base], cwd })).dashboards;
  return diffDashboards(before!.source, inputs.dashboards[0]!.source).lines;
}

function print(
  checked: readonly CheckedSource[],
  changes: readonly string[] | undefined,
  { output }: CheckRequest,
  { out }: CliContext,
): void {
  if (output === "json") {
    const dashboards = checked.map(({ source, scenario, check }) => ({
      ...{ source: source.file, title: source.title },
      ...defined({ scenario }),
      ...checkToJson(check),
    }));
    out.json(resultDocument({ state: "checked", dashboards, ...defined({ changes }) }));
    return;
  }
  const paint = painter(out.colours);
  for (const { source, scenario, check } of checked) {
    const title = scenarioTitle(source.title, scenario);
    // Without its name nobody could tell one scenario's table from another's.
    const heading = scenario === undefined ? "" : `#### ${escapeMarkdown(title, 200)}\n\n`;
    if (output === "markdown") out.write(`${heading}${formatMarkdown(check)}\n`);
    else
      out.write(
        `${paint.bold(plainLine(title))}  ` +
          `${paint.dim(plainLine(source.file))}\n${formatTable(check, { columns: out.columns, paint })}\n`,
      );
  }
  if (changes === undefined) return;
  const lines = changes.map((line) => `- ${plainLine(line)}`);
  out.write(`${lines.length === 0 ? "nothing changed that a reviewer would see" : lines.join("\n")}\n`);
}
