import { resolve } from "node:path";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { HttpError, UsageError } from "../../../errors.ts";
import { askRepeatedly } from "../../../http/ask-repeatedly.ts";
import { createHttpClient } from "../../../http/client.ts";
import { inferScenario } from "../../../infer/incident/infer-scenarios.ts";
import { describeTooComplex } from "../../../infer/infer-work.ts";
import { type InferOverrides, noOverrides, readOverrides } from "../../../infer/levels/overrides.ts";
import type { KnownMetric } from "../../../infer/read/known-metric.ts";
import type { InferredSpec } from "../../../infer/series/model.ts";
import { fromMetricsPage } from "../../../infer/sources/from-metrics-page.ts";
import { fromPrometheus } from "../../../infer/sources/from-prometheus.ts";
import { fromRules, type RuleQuery, ruleQueries } from "../../../infer/sources/from-rules.ts";
import { renderSpec } from "../../../infer/write/render.ts";
import { renderIncident } from "../../../infer/write/render-incident.ts";
import { type UpdatedSpec, updateSpec } from "../../../infer/write/update-spec.ts";
import { describePlace } from "../../../present/describe-place.ts";
import { readRuleText } from "../../../preview/alerts/read-rule-text.ts";
import { stdinName } from "../../../preview/files/printed-name.ts";
import { recordingReader } from "../../../preview/files/read-recording.ts";
import { type Inferred, infer } from "../../../preview/infer.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { isPlainFile, readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import { counted } from "../../../text/counted.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { networkFrom } from "../../flags/connections.ts";
import { retryFrom } from "../../flags/retry.ts";
import { prometheusFrom } from "../../flags/servers.ts";
import { readFiles } from "../../read-files.ts";
import { createProgress } from "../../terminal/progress.ts";
import { tuneFor } from "../../tune-engine.ts";
import type { InferRequest } from "./options.ts";

/** The largest metrics page, rule file or data spec that is read. */
const maxFileBytes = 16 * 1024 * 1024;

/** Runs `infer`. Returns the exit code. */
export async function runInfer(given: InferRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  // `-o -` is standard output, where the spec goes anyway.
  const request = given.file === stdinName ? { ...given, file: undefined } : given;
  if (request.incident !== undefined) {
    refuseOverwriting(request, context);
    return (await import("./run-incident.ts")).runIncident({ ...request, incident: request.incident }, context);
  }
  if (request.update !== undefined && request.file !== undefined)
    throw new UsageError(
      "--update names the data spec that is changed, and -o a new one: pass --update FILE without -o",
    );
  refuseOverwriting(request, context);
  tuneFor("reading");
  const progress = createProgress(context);
  const { dashboards: paths, build = [], buildTimeoutMs, allowCode } = request;
  const hasDashboards = paths.length + build.length > 0;
  const known = await readKnown(request, context);
  const { rules, skip } = fromRules(await readAllRules(request, context), { evaluated: request.rulesEvaluated });
  if (!hasDashboards && known.length === 0 && rules.length === 0) {
    throw new UsageError(
      "nothing to infer from. Name dashboards, or pass --from-metrics, --from-prometheus or --from-rules",
    );
  }
  const inputs = !hasDashboards
    ? { dashboards: [], warnings: [] }
    : await readFiles(
        // The spec beside a dashboard may be the very file to overwrite, and broken.
        { dashboards: paths, build, buildTimeoutMs, allowCode, untrusted: false, findSpecs: false },
        context,
      );
  const existing =
    request.update === undefined
      ? undefined
      : { file: request.update, text: readText(request.update, "a data spec", context) };
  if (existing !== undefined) context.blocking(() => parseSpec(existing.text, withFiles(existing, context)));
  const overrides: InferOverrides = existing === undefined ? noOverrides : readOverrides(existing.text);
  const result = await infer(
    {
      dashboards: inputs.dashboards.map(({ source }) => source),
      options: {
        nowMs: context.now(),
        stepMs: request.stepMs,
        historyMs: request.historyMs,
        known,
        rules,
        overrides: { ...overrides, skip: new Set([...overrides.skip, ...skip]) },
      },
      local: localServer(request, context),
    },
    { ...context, progress },
  );
  const incident = existing === undefined && hasDashboards ? await inferScenario(result.inference) : undefined;
  progress.clear();
  for (const text of inputs.warnings) context.err.write(`warning: ${plainLine(text)}\n`);
  write({ ...result, incident }, existing, request, context);
  return 0;
}

/** Protects edits in an existing spec. Devices and pipes, such as /dev/stdout, may be written to. */
function refuseOverwriting({ file, force }: InferRequest, { cwd }: CliContext): void {
  if (file === undefined || force || !isPlainFile(resolve(cwd, file))) return;
  throw new UsageError(
    `${file} already exists: pass --update ${file} to add what is missing, or --force to overwrite it`,
  );
}

function localServer(request: InferRequest, context: CliContext) {
  if (!request.check) return undefined;
  try {
    const binary = findPrometheusBinary({ ...context, wanted: request.prometheusBin });
    removeLeftovers(context.temporaryFolder, context.processes, { nowMs: context.now() });
    const { temporaryFolder, version } = context;
    // An hour shows what is empty; the spec itself says how much history it makes.
    return {
      binary,
      temporaryFolder,
      userAgent: `dashpreview/${version}`,
      historyMs: 3_600_000,
      maxSeries: 50_000,
      maxSamples: 100_000_000,
      untrusted: false,
    };
  } catch (error) {
    if (!(error instanceof UsageError) || request.prometheusBin !== undefined) throw error;
    context.err.write("note: no Prometheus server here, so the result is not checked; see dashpreview up --local\n");
    return undefined;
  }
}

function write(
  { inference, incident, checked, findings }: Inferred & { readonly incident: InferredSpec | undefined },
  existing: { file: string; text: string } | undefined,
  request: InferRequest,
  { out, err, cwd, now, files }: CliContext,
): void {
  const updated =
    existing === undefined
      ? undefined
      : updateSpec(existing.text, inference.spec, { ...withFiles(existing, { cwd }), nowMs: now() });
  const { spec } = inference;
  const text = updated?.text ?? (incident === undefined ? renderSpec(spec) : renderIncident(spec, incident));
  const target = request.update ?? request.file;
  if (target !== undefined) files.replace({ path: resolve(cwd, target), what: target }, text);
  const json = request.output === "json";
  if (json) {
    const { added = [], extended = [] } = updated ?? {};
    const where = target === undefined ? { spec: text } : { file: target };
    const tooComplex = inference.tooComplex.map(({ query, what, reason }) => ({
      ...(query === undefined
        ? { what }
        : { panel: query.panelTitle, panelId: query.panelId, refId: query.refId, expr: query.expr }),
      reason,
    }));
    out.json({ ...where, metrics: inference.spec.metrics.length, added, extended, checked, findings, tooComplex });
    return;
  }
  if (target === undefined) out.document(text);
  else if (updated === undefined) err.write(`wrote ${target}: ${counted(inference.spec.metrics.length, "metric")}\n`);
  else err.write(`${target}: ${describeUpdate(updated)}\n`);
  for (const one of inference.tooComplex) err.write(`nothing inferred for ${plainLine(describeTooComplex(one))}\n`);
  for (const finding of findings) {
    const state = finding.state === "empty" || finding.state === "error" ? `still ${finding.state}` : finding.state;
    err.write(`${state}: ${plainLine(describePlace(finding))}: ${plainLine(finding.reason)}\n`);
  }
  const fine = findings.every(({ state }) => state === "hint");
  if (checked && fine && inference.tooComplex.length === 0) err.write("every query returns data\n");
}

/** How a spec that is updated is read: with the files of recorded values below its folder. */
function withFiles({ file }: { readonly file: string }, { cwd }: Pick<CliContext, "cwd">) {
  return { file, readFile: recordingReader(resolve(cwd, file)) };
}

function describeUpdate({ added, extended }: Pick<UpdatedSpec, "added" | "extended">): string {
  const parts = [
    ...(added.length > 0 ? [`added ${counted(added.length, "metric")}: ${firstNames(added)}`] : []),
    ...(extended.length > 0 ? [`added series to ${counted(extended.length, "metric")}: ${firstNames(extended)}`] : []),
  ];
  return parts.length === 0 ? "unchanged, nothing was missing" : parts.join("; ");
}

function firstNames(names: readonly string[]): string {
  return `${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
}

async function readKnown(request: InferRequest, context: CliContext): Promise<KnownMetric[]> {
  const pages = await Promise.all(
    (request.fromMetrics ?? []).map(async (place) => {
      const text = await readPage(place, request, context);
      return context.blocking(() => fromMetricsPage(text, { file: place }));
    }),
  );
  if (!request.fromPrometheus) {
    if (request.match !== undefined) throw new UsageError("--match goes with --from-prometheus");
    return pages.flat();
  }
  if (request.match === undefined)
    throw new UsageError(
      "--from-prometheus needs --match, such as --match '{job=\"api\"}': a whole server is too much",
    );
  const prometheus = prometheusFrom(request, context);
  try {
    return [...pages.flat(), ...(await fromPrometheus(prometheus, request.match, { signal: context.signal }))];
  } finally {
    prometheus.close();
  }
}

async function readPage(place: string, request: InferRequest, context: CliContext): Promise<string> {
  if (!/^https?:\/\//.test(place)) return readText(place, "a /metrics page", context);
  const url = new URL(place);
  const client = createHttpClient({
    url: url.origin,
    maxResponseBytes: maxFileBytes,
    ...networkFrom(request.caFile, context),
  });
  try {
    const question = { method: "GET", path: url.pathname + url.search } as const;
    const answer = await askRepeatedly(client, question, {
      ...retryFrom(url.host, request, context),
      signal: context.signal,
    });
    if (answer.status !== 200)
      throw new HttpError(`${client.url}${url.pathname}: answered ${answer.status}; expected a /metrics page`, {
        code: "unexpected",
      });
    return answer.text();
  } finally {
    client.close();
  }
}

async function readAllRules({ fromRules: files = [] }: InferRequest, context: CliContext): Promise<RuleQuery[]> {
  const queries: RuleQuery[] = [];
  for (const file of files) {
    const { groups } = await readRuleText(readText(file, "a rule file", context), file, context.blocking);
    queries.push(...ruleQueries(groups));
  }
  return queries;
}

function readText(file: string, what: string, { cwd }: CliContext): string {
  return readPlainFile(resolve(cwd, file), { file, what, maxBytes: maxFileBytes });
}
