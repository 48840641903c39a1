import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { UsageError } from "../../../errors.ts";
import { readPanelCsv } from "../../../preview/import/read-panel-csv.ts";
import { readMetricTypes, readRange, usualStepMs } from "../../../preview/import/read-range.ts";
import type { RecordedData } from "../../../preview/import/recorded-series.ts";
import { type RenderedSpec, renderRecorded } from "../../../preview/import/render-recorded.ts";
import { readPlainFile } from "../../../system/plain-file.ts";
import { nextTurn } from "../../../system/turn.ts";
import { counted } from "../../../text/counted.ts";
import { csvCell } from "../../../text/csv.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { prometheusFrom } from "../../flags/servers.ts";
import type { ImportRequest } from "./options.ts";

const maxFileBytes = 64 * 1024 * 1024;
/** A longer spec has its values in a file beside it. */
const maxSpecLength = 768 * 1024;

/** Runs `import`. Returns the exit code. */
export async function runImport(request: ImportRequest, context: CliContext): Promise<number> {
  await nextTurn(context.signal);
  const { fromCsv, fromPrometheus, digits, file, mapping, output } = request;
  const { cwd, out, err, files } = context;
  if ((fromCsv === undefined) === (fromPrometheus === undefined))
    throw new UsageError("import from where? Pass one of --from-prometheus URL and --from-csv FILE");
  if (digits < 1 || digits > 15) throw new UsageError("--digits: expected a number from 1 to 15");
  if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(request.name)) throw new UsageError("--name: not a metric name");
  const csvName = file?.replace(/(?:\.data)?\.(?:ya?ml|json)$/, "").concat(".values.csv");
  for (const path of [file, mapping])
    if (path !== undefined && !request.force && existsSync(resolve(cwd, path)))
      throw new UsageError(`${path} is there already; pass --force to overwrite it`);
  const { data, types } =
    fromCsv === undefined ? await readServer(request, context) : { data: readCsv(fromCsv, context), types: undefined };
  const render = (csv: string | undefined) =>
    context.blocking(() =>
      renderRecorded(data, { ...{ keepLabels: request.keepLabels, digits, name: request.name, types }, csv }),
    );
  let spec: RenderedSpec = render(undefined);
  if (spec.text.length > maxSpecLength) {
    if (csvName === undefined)
      throw new UsageError("too many values for one file; with -o x.data.yaml they go into a CSV file beside it");
    if (!request.force && existsSync(resolve(cwd, csvName)))
      throw new UsageError(`${csvName} is there already; pass --force to overwrite it`);
    spec = render(basename(csvName));
  }
  const csvFile = spec.csv === undefined ? undefined : csvName;
  if (csvFile !== undefined) files.replace({ path: resolve(cwd, csvFile), what: csvFile }, spec.csv!);
  if (file !== undefined) files.replace({ path: resolve(cwd, file), what: file }, spec.text);
  if (mapping !== undefined) files.replace({ path: resolve(cwd, mapping), what: mapping }, mappingTable(spec));
  const mapped = spec.mapped.length;
  if (output === "json") {
    const where = file === undefined ? { spec: spec.text } : { file, ...(csvFile === undefined ? {} : { csvFile }) };
    out.json({ ...where, metrics: spec.metrics, series: spec.series, mapped, warnings: data.warnings });
    return 0;
  }
  if (file === undefined) out.document(spec.text);
  else
    err.write(
      `wrote ${plainLine(file)}: ${counted(spec.metrics, "metric")}, ${counted(spec.series, "series", "series")}\n`,
    );
  if (csvFile !== undefined) err.write(`wrote ${plainLine(csvFile)}: the values\n`);
  if (mapped > 0)
    err.write(
      `${counted(mapped, "value")} of labels replaced by made-up ones` +
        `${mapping === undefined ? "; --mapping FILE writes which" : `: ${plainLine(mapping)}`}\n`,
    );
  for (const text of data.warnings) err.write(`warning: ${plainLine(text)}\n`);
  return 0;
}

function readCsv(file: string, { cwd, blocking }: CliContext): RecordedData {
  const text = readPlainFile(resolve(cwd, file), { file, what: "a CSV file", maxBytes: maxFileBytes });
  return blocking(() => readPanelCsv(text, file));
}

async function readServer(request: ImportRequest, context: CliContext) {
  const { fromPrometheus: url, query: queries = [], rangeMs, stepMs, at, prometheusUrl } = request;
  if (queries.length === 0)
    throw new UsageError(
      "--from-prometheus needs --query, such as --query '{job=\"api\"}': a whole server is too much",
    );
  // A token that is set for one server must not reach another one.
  if (prometheusUrl !== undefined && new URL(prometheusUrl).origin !== new URL(url!).origin)
    throw new UsageError(
      "--from-prometheus and PROMETHEUS_URL name two servers, and tokens are for one: leave PROMETHEUS_URL out",
    );
  const endMs = at === undefined ? context.now() : Date.parse(at);
  if (Number.isNaN(endMs)) throw new UsageError(`--at ${at}: there is no such time`);
  const prometheus = prometheusFrom({ ...request, prometheusUrl: url! }, context);
  try {
    const options = { queries, endMs, rangeMs, stepMs: stepMs ?? usualStepMs(rangeMs), signal: context.signal };
    const data = await readRange(prometheus, options);
    return { data, types: await readMetricTypes(prometheus, context.signal) };
  } finally {
    prometheus.close();
  }
}

function mappingTable({ mapped }: RenderedSpec): string {
  const rows = mapped.map(({ label, value, made }) => [label, value, made].map(csvCell).join(","));
  return `${["label,value,made up", ...rows].join("\n")}\n`;
}
