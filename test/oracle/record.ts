// Asks a real Grafana for every panel of the fixtures, as a browser does, and writes its answers into
// test/contracts/verdicts-grafana.json. Shares no code with src/check. `node scripts/verdict-oracle.mjs` runs it.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, openBrowser } from "./browser.ts";
import { dashboards } from "./dashboards/all.ts";
import type { Json } from "./dashboards/build.ts";
import { openDashboard } from "./filling.ts";
import { recordPanels } from "./record-panels.ts";
import type { RecordedQuestion, Recording } from "./record-shape.ts";
import { writeSpec } from "./write-spec.ts";

const root = process.env["DASHPREVIEW_ROOT"] ?? ".";
const setting = (name: string): string => {
  const value = process.env[`DASHPREVIEW_E2E_${name}`];
  if (value === undefined) throw new Error(`set DASHPREVIEW_E2E_${name}`);
  return value;
};

// A server refuses samples that it had once, so every recording has names of its own, and forgets them again.
const prefix = `oracle${Date.now().toString(36)}_`;
const ownNames = (text: string) => text.replaceAll(/\boracle_/g, prefix);

const prometheusUrl = setting("PROMETHEUS_URL");
const spec = ownNames(readFileSync(join(root, "test/oracle/data.yaml"), "utf8"));
const { fromMs, toMs } = await writeSpec(prometheusUrl, spec);
const browser = await openBrowser({ url: setting("GRAFANA_URL"), token: setting("GRAFANA_TOKEN"), prometheusUrl });
const recorded: Recording = {
  grafana: browser.version,
  prometheus: browser.prometheusVersion,
  fromMs,
  toMs,
  dashboards: await Promise.all(
    Object.entries(dashboards).map(([name, model]) => recordDashboard(name, model, browser)),
  ),
};
const file = join(root, "test/contracts/verdicts-grafana.json");
const shortLists = (text: string) =>
  text.replace(/\[\s+([^[\]{}]*?)\s+\]/g, (_, list) => `[${list.replace(/\s+/g, " ")}]`);
writeFileSync(file, `${shortLists(JSON.stringify(recorded, undefined, 1)).replaceAll(prefix, "oracle_")}\n`);
process.stdout.write(`${file}: ${recorded.dashboards.length} dashboards\n`);

async function recordDashboard(name: string, json: Json, browser: Browser) {
  const named = JSON.parse(ownNames(JSON.stringify(json))) as Json;
  const model = named.spec ?? named;
  const questions: RecordedQuestion[] = [];
  const range = { fromMs, toMs };
  const opened = await openDashboard(model, async (query) => {
    const question = await browser.askVariable(query, range);
    questions.push(question);
    return question.answer;
  });
  return { name, questions, panels: await recordPanels(model, opened, { browser, range }) };
}
