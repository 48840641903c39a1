import { resolve } from "node:path";
import { describeSpec } from "../../../data-spec/describe/describe.ts";
import { formatDescription } from "../../../data-spec/describe/format-description.ts";
import { planSpec } from "../../../data-spec/plan/plan.ts";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { UsageError } from "../../../errors.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import type { CliContext } from "../../context.ts";
import type { DescribeRequest } from "./options.ts";

const maxSpecBytes = 1024 * 1024;

/** Runs `describe`. Returns the exit code. */
export async function runDescribe(request: DescribeRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  const file = request.spec;
  const text = readPlainFile(resolve(context.cwd, file), { file, what: "a data spec", maxBytes: maxSpecBytes });
  await refuseDashboard(text, file);
  const readFile = recordingReader(resolve(context.cwd, file));
  const described = context.blocking(() => {
    const document = parseSpec(text, { file, scenario: request.scenario, readFile });
    const plan = planSpec(document, {
      nowMs: context.now(),
      historyMs: request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples,
    });
    return describeSpec(document, plan, { series: request.series, samples: request.samples });
  });
  if (request.output === "json") context.out.json(described);
  else context.out.write(`${formatDescription(described).join("\n")}\n`);
  return 0;
}

/** A dashboard is the likeliest mistake, and its mistakes as a data spec are many. */
async function refuseDashboard(text: string, file: string): Promise<void> {
  if (!(await isDashboard(text, file))) return;
  throw new UsageError(
    `${file} is a dashboard, and describe shows data specs: make one with dashpreview infer ${file} -o ` +
      `${file.replace(/\.(?:json|ya?ml)$/, "")}.data.yaml, or check the dashboard with dashpreview validate ${file}`,
  );
}

async function isDashboard(text: string, file: string): Promise<boolean> {
  const { wasDashboards } = await import("../../../dashboard/read/was-dashboard.ts");
  if (!wasDashboards(text)) return false;
  const { isHcl, loadHcl } = await import("../../../dashboard/terraform/load-hcl.ts");
  if (isHcl(file)) await loadHcl();
  const { readSources } = await import("../../../dashboard/forms/read-sources.ts");
  try {
    return readSources(text, file).sources.length > 0;
  } catch {
    return false;
  }
}
