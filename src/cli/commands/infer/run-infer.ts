import { resolve } from "node:path";
import { parseSpec } from "../../../data-spec/read/parse.ts";
import { HttpError, UsageError } from "../../../errors.ts";
import { askRepeatedly } from "../../../http/ask-repeatedly.ts";
import { createHttpClient } from "../../../http/client.ts";
import { describeTooComplex } from "../../../infer/infer-work.ts";
import { type InferOverrides, noOverrides, readOverrides } from "../../../infer/levels/overrides.ts";
import type { KnownMetric } from "../../../infer/read/known-metric.ts";
import { fromMetricsPage } from "../../../infer/sources/from-metrics-page.ts";
import { fromPrometheus } from "../../../infer/sources/from-prometheus.ts";
import { fromRules, readRules } from "../../../infer/sources/from-rules.ts";
import { renderSpec } from "../../../infer/write/render.ts";
import { updateSpec } from "../../../infer/write/update-spec.ts";
import { describePlace } from "../../../present/format-table.ts";
import { type Inferred, infer } from "../../../preview/infer.ts";
import { readInputs } from "../../../preview/inputs.ts";
import { findPrometheusBinary } from "../../../preview/local/binary.ts";
import { removeLeftovers } from "../../../preview/local/leftovers.ts";
import { isPlainFile, readPlainFile } from "../../../system/plain-file.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { networkFrom } from "../../flags/connections.ts";
import { optionalDuration } from "../../flags/optional-duration.ts";
import { retryFrom } from "../../flags/retry.ts";
import { prometheusFrom } from "../../flags/servers.ts";
import { createProgress } from "../../terminal/progress.ts";
import type { InferFlags } from "./options.ts";

/** Files that are read whole; larger ones are no such files. */
const maxFileBytes = 16 * 1024 * 1024;

/** Runs `infer`. Returns the exit code. */
export async function runInfer(flags: InferFlags, context: CliContext): Promise<number> {
  if (flags.update !== undefined && flags.file !== undefined)
    throw new UsageError("--update changes that file itself; --file goes with a new spec");
  refuseOverwriting(flags, context);
  const progress = createProgress(context);
  const { execPath, confinement, signal } = context;
  const code = flags["allow-code"] ? { execPath, confinement, signal } : undefined;
  const paths = flags.dashboards ?? [];
  const known = await readKnown(flags, context);
  const { rules, skip } = fromRules(readAllRules(flags, context), { evaluated: flags["rules-evaluated"] });
  if (paths.length === 0 && known.length === 0 && rules.length === 0) {
    throw new UsageError(
      "nothing to infer from. Name dashboards, or pass --from-metrics, --from-prometheus or --from-rules",
    );
  }
  const inputs =
    paths.length === 0
      ? { dashboards: [], warnings: [] }
      : await readInputs({
          dashboards: paths,
          // The spec beside a dashboard may be the very file to overwrite, and broken.
          findSpecs: false,
          cwd: context.cwd,
          code,
          signal: context.signal,
          blocking: context.blocking,
        });
  const existing =
    flags.update === undefined
      ? undefined
      : { file: flags.update, text: readText(flags.update, "a data spec", context) };
  if (existing !== undefined) context.blocking(() => parseSpec(existing.text, existing));
  const overrides: InferOverrides = existing === undefined ? noOverrides : readOverrides(existing.text);
  const result = await infer(
    {
      dashboards: inputs.dashboards.map(({ source }) => source),
      options: {
        nowMs: context.now(),
        stepMs: optionalDuration("step", flags.step),
        historyMs: optionalDuration("history", flags.history),
        known,
        rules,
        overrides: { ...overrides, skip: new Set([...overrides.skip, ...skip]) },
      },
      local: localServer(flags, context),
    },
    { ...context, progress },
  );
  progress.clear();
  for (const text of inputs.warnings) context.err.write(`warning: ${plainLine(text)}\n`);
  write(result, existing, flags, context);
  return 0;
}

/** A spec that somebody edited is not to be lost. Devices and pipes, such as /dev/stdout, are written to. */
function refuseOverwriting({ file, force }: InferFlags, { cwd }: CliContext): void {
  if (file === undefined || force || !isPlainFile(resolve(cwd, file))) return;
  throw new UsageError(
    `${file} already exists: pass --update ${file} to add what is missing, or --force to overwrite it`,
  );
}

function localServer(flags: InferFlags, context: CliContext) {
  if (!flags.check) return undefined;
  try {
    const binary = findPrometheusBinary({ ...context, wanted: flags["prometheus-bin"] });
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
    if (!(error instanceof UsageError) || flags["prometheus-bin"] !== undefined) throw error;
    context.err.write("note: no Prometheus server here, so the result is not checked; see dashpreview up --local\n");
    return undefined;
  }
}

function write(
  { inference, checked, findings }: Inferred,
  existing: { file: string; text: string } | undefined,
  flags: InferFlags,
  { out, err, cwd, now, files }: CliContext,
): void {
  const updated =
    existing === undefined
      ? undefined
      : updateSpec(existing.text, inference.spec, { file: existing.file, nowMs: now() });
  const text = updated?.text ?? renderSpec(inference.spec);
  const target = flags.update ?? flags.file;
  if (target !== undefined) files.replace({ path: resolve(cwd, target), what: target }, text);
  const json = flags.output === "json";
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
  else if (updated === undefined) err.write(`wrote ${target}: ${inference.spec.metrics.length} metrics\n`);
  else
    err.write(
      `${target}: ${updated.added.length} metrics added, series added to ${updated.extended.length} metrics${list([...updated.added, ...updated.extended])}\n`,
    );
  for (const one of inference.tooComplex) err.write(`nothing inferred for ${plainLine(describeTooComplex(one))}\n`);
  for (const finding of findings)
    err.write(`still ${finding.state}: ${plainLine(describePlace(finding))}: ${plainLine(finding.reason)}\n`);
  if (checked && findings.length + inference.tooComplex.length === 0) err.write("every query returns data\n");
}

function list(names: readonly string[]): string {
  return names.length === 0 ? "" : `: ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", …" : ""}`;
}

async function readKnown(flags: InferFlags, context: CliContext): Promise<KnownMetric[]> {
  const pages = await Promise.all(
    (flags["from-metrics"] ?? []).map(async (place) => {
      const text = await readPage(place, flags, context);
      return context.blocking(() => fromMetricsPage(text, { file: place }));
    }),
  );
  if (!flags["from-prometheus"]) {
    if (flags.match !== undefined) throw new UsageError("--match goes with --from-prometheus");
    return pages.flat();
  }
  if (flags.match === undefined)
    throw new UsageError(
      "--from-prometheus needs --match, such as --match '{job=\"api\"}': a whole server is too much",
    );
  const prometheus = prometheusFrom(flags, context);
  try {
    return [...pages.flat(), ...(await fromPrometheus(prometheus, flags.match, { signal: context.signal }))];
  } finally {
    prometheus.close();
  }
}

async function readPage(place: string, flags: InferFlags, context: CliContext): Promise<string> {
  if (!/^https?:\/\//.test(place)) return readText(place, "a /metrics page", context);
  const url = new URL(place);
  const client = createHttpClient({
    url: url.origin,
    maxResponseBytes: maxFileBytes,
    ...networkFrom(flags["ca-file"], context),
  });
  try {
    const request = { method: "GET", path: url.pathname + url.search } as const;
    const answer = await askRepeatedly(client, request, {
      ...retryFrom(url.host, flags, context),
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

function readAllRules(flags: InferFlags, context: CliContext) {
  return (flags["from-rules"] ?? []).flatMap((file) =>
    context.blocking(() => readRules(readText(file, "a rule file", context), { file })),
  );
}

function readText(file: string, what: string, { cwd }: CliContext): string {
  return readPlainFile(resolve(cwd, file), { file, what, maxBytes: maxFileBytes });
}
