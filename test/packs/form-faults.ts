import { createBlock } from "../../src/generator/sampling/block.ts";
import { createSource } from "../../src/generator/sampling/source.ts";
import { dayMs, minuteMs } from "./pack-day.ts";
import type { PackFile } from "./read-pack.ts";

const keys = "version title about source labels signals metrics relations negative".split(" ");

/** Sentences about what is wrong with the form of a pack that is a valid data spec. */
export function formFaults({ name, pack, document }: PackFile): string[] {
  const faults: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(name)) faults.push("a pack's name has small letters, digits and -");
  for (const key of Object.keys(pack)) if (!keys.includes(key)) faults.push(`a pack has no key \`${key}\``);
  const { title, about, source, negative = [], metrics } = pack;
  if (typeof title !== "string" || title.length > 60 || title.includes("\n")) faults.push("`title` is one line");
  if (typeof about !== "string" || about.length < 20) faults.push("`about` is a sentence or two");
  if (typeof source !== "string" || !/^https:\/\/\S+$/.test(source)) faults.push("`source` is an https address");
  for (const { name: metric, type, help, unit } of metrics) {
    if (typeof help !== "string" || help.length < 8) faults.push(`${metric} lacks \`help\``);
    if (unit === undefined && type !== "info" && type !== "gauge") faults.push(`${metric} lacks \`unit\``);
    if (type === "unknown") faults.push(`${metric} is of unknown type`);
  }
  const names = new Set(metrics.map((metric) => metric.name));
  for (const metric of negative) if (!names.has(metric)) faults.push(`\`negative\`: there is no metric ${metric}`);
  return [...faults, ...causeFaults(document, JSON.stringify([pack.signals, pack.metrics]))];
}

function causeFaults({ signals, seed }: PackFile["document"], text: string): string[] {
  const faults: string[] = [];
  const day = signals.find(({ name }) => name === "day");
  if (day === undefined || day.per.length > 0) faults.push("there is no cause `day` without `per`");
  else {
    const grid = { fromMs: dayMs, stepMs: minuteMs, count: 1440 };
    const source = createSource({ name: "x", labels: [], kind: "gauge", value: day }, { seed, grid });
    const block = createBlock(240);
    const leaves = Array.from({ length: 6 }, (_, part) => {
      source.fill(240 * part, 240, [block]);
      return block.values.some((value) => !(value >= 0 && value <= 1));
    });
    if (leaves.includes(true)) faults.push("the cause `day` leaves 0…1");
  }
  const load = signals.find(({ name }) => name === "load");
  if (load === undefined || load.per.length === 0) faults.push("there is no cause `load` that is `per` a label");
  for (const { name } of signals) {
    if (!text.includes(`"signal":${JSON.stringify(name)}`)) faults.push(`nothing uses the cause \`${name}\``);
  }
  return faults;
}
