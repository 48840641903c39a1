// Asks a real Grafana to evaluate rules.yaml over data.yaml (/api/v1/rule/backtest, with the feature toggle
// alertingBacktesting, and an empty Prometheus), and writes its answers into test/contracts/.
// `node scripts/backtest-contract.mjs` runs it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { writeSpec } from "../../oracle/write-spec.ts";
import { type Ask, askRule, type WrittenRule } from "./ask-rule.ts";
import { recordTemplates } from "./record-templates.ts";

const root = process.env["DASHPREVIEW_ROOT"] ?? ".";
const setting = (name: string): string => {
  const value = process.env[`DASHPREVIEW_E2E_${name}`];
  if (value === undefined) throw new Error(`set DASHPREVIEW_E2E_${name}`);
  return value;
};
const [grafana, token] = [setting("GRAFANA_URL"), setting("GRAFANA_TOKEN")];
const folder = join(root, "test/alerts/backtest");
const spec = readFileSync(join(folder, "data.yaml"), "utf8");
const text = readFileSync(join(folder, "rules.yaml"), "utf8");

interface Rule extends WrittenRule {
  readonly for?: string;
  readonly keepFiringFor?: string;
  readonly labels?: Readonly<Record<string, string>>;
}
/** A transition of one alert, as Grafana's history has it. */
interface Line {
  readonly previous: string;
  readonly current: string;
  readonly labels: Readonly<Record<string, string>>;
}

const ask: Ask = async <T>(path: string, body?: unknown, method = body === undefined ? "GET" : "POST") => {
  const answer = await fetch(`${grafana}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
};

const sources = await ask<readonly { uid: string; type: string }[]>("/api/datasources");
const source = sources.find(({ type }) => type === "prometheus")!.uid;
process.stdout.write(`${await recordTemplates(ask, { root, source })}\n`);
if (process.argv.includes("--templates")) process.exit();
const { fromMs, toMs } = await writeSpec(setting("PROMETHEUS_URL"), spec);
const { groups } = parse(text) as { groups: readonly { interval: string; rules: readonly Rule[] }[] };
const rules: Record<string, { at: string; from: string; to: string; labels: Line["labels"] }[]> = {};
for (const { interval, rules: listed } of groups)
  for (const rule of listed) {
    const { schema, data } = await ask<{ schema: { fields: { name: string }[] }; data: { values: unknown[][] } }>(
      "/api/v1/rule/backtest",
      {
        ...{ from: new Date(fromMs).toISOString(), to: new Date(toMs + 60_000).toISOString(), interval },
        ...{ for: rule.for, keep_firing_for: rule.keepFiringFor, labels: rule.labels },
        ...askRule(rule, source),
      },
    );
    const column = (name: string) => data.values[schema.fields.findIndex((field) => field.name === name)] ?? [];
    const lines = column("line") as Line[];
    rules[rule.title] = column("time").map((time, at) => {
      const { previous, current, labels } = lines[at]!;
      return { at: new Date(Number(time)).toISOString(), from: previous, to: current, labels };
    });
  }
const { version } = await ask<{ version: string }>("/api/health");
const file = join(root, `test/contracts/grafana-backtest-${version.replace(/\.\d+$/, "")}.json`);
const inLine = (_: string, one: string) => `{ ${one.replace(/\s+/g, " ")} }`;
const recorded = { grafana: version, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString(), rules };
writeFileSync(
  file,
  `${JSON.stringify(recorded, undefined, 1)
    .replaceAll(/\{\s+([^{}]*?)\s+\}/g, inLine)
    .replaceAll(/\{\s+("at"[^{}]*\{[^{}]*\})\s+\}/g, inLine)}\n`,
);
process.stdout.write(`${file}: ${Object.keys(rules).length} rules\n`);
