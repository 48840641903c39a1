import { UsageError } from "../../../errors.ts";
import { resultDocument } from "../../../present/format-json.ts";
import { writeBundle } from "../../../preview/bundle/write-bundle.ts";
import { validate } from "../../../preview/validate.ts";
import { counted } from "../../../text/counted.ts";
import type { CliContext } from "../../context.ts";
import { reviewFrom } from "../../flags/review-flags.ts";
import { hostFrom } from "../../review/host.ts";
import { readReviewed } from "../../review/inputs.ts";
import { writeResultFile } from "../../review/outputs.ts";
import { warn } from "../../review/warn.ts";
import { rulesToBundle } from "../../rules/reviewed-rules.ts";
import type { UpRequest } from "./options.ts";

/**
 * Runs `up --bundle`: reads and validates as `up` would, and writes data for a run that has the secrets. Code may be
 * run with `--allow-code`: this run has nothing that it could take. Returns the exit code.
 */
export async function runBundle(request: UpRequest, context: CliContext): Promise<number> {
  const folder = request.bundle!;
  if (request.fromBundle !== undefined) throw new UsageError("--bundle and --from-bundle exclude each other");
  const review = reviewFrom(request, context);
  const host = hostFrom(request, review, context);
  try {
    const { inputs, all, scenarios, warnings, base } = await readReviewed(
      request,
      // Code may be run: this run has nothing that it could take.
      { review, host, untrusted: false },
      context,
    );
    warn(context, warnings);
    const report = await validate(inputs, {
      nowMs: context.now(),
      historyMs: request.historyMs === "max" ? undefined : request.historyMs,
      stepMs: request.stepMs,
      maxSeries: request.maxSeries,
      maxSamples: request.maxSamples,
      untrusted: true,
      signal: context.signal,
    });
    const named = scenarios.filter((one) => one !== undefined);
    const {
      dashboards,
      specs,
      rules: ruleFiles,
    } = writeBundle({
      inputs,
      rules: await rulesToBundle(request, { base, all }, context),
      scenarios: named,
      folder,
      cwd: context.cwd,
      topPath: base.topPath,
      report,
      redactor: context.redactor,
    });
    const result = resultDocument({
      state: "bundled",
      bundle: folder,
      dashboards: dashboards.map(({ source, holding }) =>
        holding?.place === undefined ? source : `${source}#${holding.place}`,
      ),
      specs: specs.map(({ source }) => source),
      ...(ruleFiles === undefined ? {} : { ruleFiles: ruleFiles.files.map(({ source }) => source) }),
      ...(named.length === 0 ? {} : { scenarios: named }),
    });
    const held = ruleFiles === undefined ? "" : `, ${counted(ruleFiles.files.length, "rule file")}`;
    const text =
      `${folder}: ${counted(dashboards.length, "dashboard")}, ${counted(specs.length, "data spec")}${held}; ` +
      `a run with the secrets goes on with dashpreview up --from-bundle ${folder}\n`;
    if (request.output === "json") context.out.json(result);
    else context.out.write(text);
    writeResultFile(request, result, context);
    return 0;
  } finally {
    host?.close();
  }
}
