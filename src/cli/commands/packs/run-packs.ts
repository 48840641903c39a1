import { UsageError } from "../../../errors.ts";
import { type Pack, type PackMetric, packNames, packOf } from "../../../packs/packs.ts";
import { nearestWord } from "../../../text/nearest-word.ts";
import type { CliContext } from "../../context.ts";
import { painter } from "../../terminal/paint.ts";
import { table } from "../../terminal/table.ts";
import type { PacksRequest } from "./options.ts";

/** Runs `packs`. Returns the exit code. */
export async function runPacks(request: PacksRequest, context: CliContext): Promise<number> {
  const { out } = context;
  const name = request.name;
  if (name === undefined) {
    const packs = packNames().map((each) => packOf(each)!);
    if (request.output === "json") out.json({ packs: packs.map(summary) });
    else out.write(`${listText(packs, context)}\n`);
    return 0;
  }
  const pack = packOf(name);
  if (pack === undefined) {
    const nearest = nearestWord(name, packNames());
    const hint = nearest === undefined ? "dashpreview packs lists them" : `did you mean ${nearest}?`;
    throw new UsageError(`there is no pack ${JSON.stringify(name.slice(0, 60))}; ${hint}`);
  }
  if (request.output === "json") out.json(details(pack));
  else out.write(`${packText(pack, context)}\n`);
  return 0;
}

function summary({ name, title, about, source, metrics }: Pack) {
  return { name, title, about, source, metrics: metrics.length };
}

function details({ metrics, ...pack }: Pack) {
  const { name, title, about, source, labels, signals } = pack;
  const causes = Object.entries(signals).map(([cause, { per = [] }]) => ({ name: `${name}.${cause}`, per }));
  const shown = metrics.map((metric) => ({
    name: metric.name,
    type: metric.type,
    ...(metric.unit !== undefined && { unit: metric.unit }),
    help: metric.help,
    labels: Object.fromEntries(labelsOf(metric)),
  }));
  return { name, title, about, source, labels, causes, metrics: shown };
}

/** The labels of a metric's series with all their values, those of the whole pack apart. */
function labelsOf({ series }: PackMetric): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const { labels = {} } of series)
    for (const [name, values] of Object.entries(labels))
      found.set(name, new Set([...(found.get(name) ?? []), ...[values].flat()]));
  return new Map([...found].map(([name, values]) => [name, [...values]]));
}

const listHead = ["PACK", "METRICS", "TITLE"];

function listText(packs: readonly Pack[], { out }: CliContext): string {
  const paint = painter(out.colours);
  const rows = packs.map(({ name, title, metrics }) => [name, String(metrics.length), title]);
  return table(rows, {
    head: listHead,
    columns: out.columns,
    paint: (cell, row) => (row === -1 ? paint.bold(cell) : cell),
  }).join("\n");
}

const packHead = ["METRIC", "TYPE", "UNIT", "LABELS"];

function packText({ name, title, about, source, labels, metrics }: Pack, { out }: CliContext): string {
  const paint = painter(out.colours);
  const rows = metrics.map((metric) => [
    metric.name,
    metric.type,
    metric.unit ?? "",
    [...labelsOf(metric).keys()].join(", "),
  ]);
  const common = Object.entries(labels).map(([label, value]) => `${label}=${[value].flat().join(",")}`);
  return [
    `${paint.bold(title)}: ${about}`,
    source,
    `in a data spec: metrics: [{pack: ${name}}]`,
    ...(common.length === 0 ? [] : [`labels of all series: ${common.join(" ")}`]),
    "",
    ...table(rows, {
      head: packHead,
      columns: out.columns,
      paint: (cell, row) => (row === -1 ? paint.bold(cell) : cell),
    }),
  ].join("\n");
}
