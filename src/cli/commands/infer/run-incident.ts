import { resolve } from "node:path";
import { UsageError } from "../../../errors.ts";
import { type InferredIncident, inferIncident } from "../../../preview/alerts/infer-incident.ts";
import { readRuleFiles } from "../../../preview/alerts/read-rules.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { isPlainFile } from "../../../system/plain-file.ts";
import { counted } from "../../../text/counted.ts";
import { nearestWord } from "../../../text/nearest-word.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { InferRequest } from "./options.ts";

/** A request with `--incident`. */
export type IncidentRequest = InferRequest & { readonly incident: readonly string[] };

/** Runs `infer --incident`. Returns the exit code: 1 if an alert that was asked for does not fire. */
export async function runIncident(request: IncidentRequest, context: CliContext): Promise<number> {
  refuseOthers(request);
  const { cwd, blocking, temporaryFolder, version } = context;
  const isFile = (one: string) => isPlainFile(resolve(cwd, one)) || /[./\\]/.test(one);
  const names = request.incident.filter((one) => !isFile(one));
  const paths = [...request.incident.filter(isFile), ...(request.fromRules ?? [])];
  if (paths.length === 0)
    throw new UsageError(`--incident ${names.join(" ")}: name the rule files that have it with --from-rules`);
  const files = await readRuleFiles({ paths, cwd, blocking });
  const known = files.flatMap(({ groups }) =>
    groups.flatMap(({ rules }) => rules.filter(({ kind }) => kind === "alert").map(({ name }) => name)),
  );
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearestWord(name, known);
    throw new UsageError(
      `--incident ${name}: no alert has this name${near === undefined ? "" : `; did you mean ${near}?`}`,
    );
  }
  const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
  removeLeftovers(temporaryFolder, context.processes, { nowMs: context.now() });
  const progress = createProgress(context);
  const made = await inferIncident(
    {
      files,
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      stepMs: request.stepMs,
      evaluationIntervalMs: 60_000,
      alerts: request.incident.some(isFile) ? undefined : names,
    },
    { ...context, progress, tune: tuneFor },
  );
  progress.clear();
  return write(made, request, context);
}

function refuseOthers({ dashboards, update, fromMetrics, fromPrometheus, build }: IncidentRequest): void {
  const other =
    dashboards.length > 0
      ? "dashboards"
      : update !== undefined
        ? "--update"
        : fromMetrics !== undefined
          ? "--from-metrics"
          : fromPrometheus
            ? "--from-prometheus"
            : build !== undefined
              ? "--build"
              : undefined;
  if (other !== undefined) throw new UsageError(`--incident makes a spec from rules alone: leave out ${other}`);
}

function write(
  { text, test, wanted, inference }: InferredIncident,
  request: IncidentRequest,
  context: CliContext,
): number {
  const { out, err, files, cwd } = context;
  const asked = test.alerts.filter((_, index) => wanted[index]);
  const silent = asked.filter(({ state }) => state !== "firing");
  if (request.file !== undefined) files.replace({ path: resolve(cwd, request.file), what: request.file }, text);
  if (request.output === "json") {
    const where = request.file === undefined ? { spec: text } : { file: request.file };
    const alerts = asked.map(({ alert, file, line, state, reason }) => {
      const fires = state === "firing";
      return { alert, file, line, fires, ...(reason === undefined ? {} : { reason: reason.text }) };
    });
    const nothing = { added: [], extended: [], findings: [], tooComplex: [] };
    out.json({ ...where, metrics: inference.spec.metrics.length, checked: true, ...nothing, alerts });
  } else if (request.file === undefined) out.document(text);
  if (request.file !== undefined)
    err.write(`wrote ${request.file}: dashpreview test RULES --data ${request.file} --scenario incident\n`);
  const firing = asked.length - silent.length;
  const verb = asked.length === 1 ? "fires" : "fire";
  err.write(`${firing} of ${counted(asked.length, "alert")} ${verb} in the scenario incident\n`);
  for (const { alert, file, line, reason } of silent)
    err.write(
      `${plainLine(`${file}:${line}: ${alert} does not fire: ${reason?.text ?? "no data was found for it"}`)}\n`,
    );
  return silent.length === 0 ? 0 : 1;
}
