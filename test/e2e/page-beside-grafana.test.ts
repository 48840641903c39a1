import { cpSync, existsSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type BothBrowsers, type BothSides, prepareBoth, startBoth } from "./beside/both-sides.ts";
import { differences } from "./beside/differences.ts";
import { fixtureDashboards, fixtureSpec } from "./beside/fixtures.ts";
import { isKnown } from "./beside/known.ts";
import { type Stack, startStack } from "./stack.ts";

// The page beside Grafana's own: the same dashboards, series and time range in both. Needs a real Grafana with its
// frontend. DASHPREVIEW_E2E_PICTURES names a folder for pictures of both and for what was read.
const {
  DASHPREVIEW_E2E_GRAFANA_URL: url,
  DASHPREVIEW_E2E_GRAFANA_TOKEN: token,
  DASHPREVIEW_E2E_PICTURES: pictures,
  DASHPREVIEW_E2E_BESIDE: only,
} = process.env;

/** Whether the Grafana has a frontend, not only an API. */
async function hasFrontend(): Promise<boolean> {
  if (url === undefined || url === "") return false;
  const answer = await fetch(`${url}/login`).catch(() => undefined);
  return answer?.ok === true && (await answer.text()).includes("grafanaBootData");
}

const corpus = resolve("../shared/corpus/dashboards");
const ofCorpus = [
  "rfmoz/node-exporter-full.json",
  "mixins/kubernetes/k8s-resources-namespace.json",
  "mixins/kafka/kafka-overview-dashboard.json",
  "mixins/argocd/argocd-overview.json",
  "mixins/node-exporter/nodes.json",
];
const wanted = (name: string) => only === undefined || only.split(",").some((one) => name.includes(one));
const fixtures = Object.entries(fixtureDashboards()).filter(([name]) => wanted(name));
const big = ofCorpus.filter((path) => wanted(path) && existsSync(join(corpus, path)));

const real = await hasFrontend();
const about = real
  ? "beside a Grafana with its frontend"
  : "not compared: DASHPREVIEW_E2E_GRAFANA_URL names no Grafana that has its frontend";

describe.skipIf(!real)(about, () => {
  let stack: Stack;
  let browsers: BothBrowsers;
  const sides = new Map<string, BothSides>();

  beforeAll(async () => {
    stack = await startStack();
    for (const [name, model] of fixtures) stack.write(`fixtures/${name}`, model);
    stack.write("fixtures/dashpreview.yaml", fixtureSpec);
    for (const path of big) cpSync(join(corpus, path), join(stack.folder, "corpus", basename(path)));
    const prepared = [
      ...(fixtures.length === 0 ? [] : await prepareBoth(stack, ["fixtures"], ["--key", "beside-fixtures"])),
      ...(big.length === 0 ? [] : await prepareBoth(stack, ["corpus"], ["--key", "beside-corpus", "--history", "6h"])),
    ];
    for (const one of prepared) sides.set(basename(one.file), one);
    browsers = await startBoth(token!, pictures);
  }, 900_000);
  afterAll(async () => {
    await browsers?.close();
    for (const key of ["beside-fixtures", "beside-corpus"]) await stack?.run(["cleanup", "--key", key]);
    await stack?.stop();
  }, 120_000);

  test.for([...fixtures.map(([name]) => name), ...big.map((path) => basename(path))])(
    "%s shows what Grafana shows",
    { timeout: 300_000 },
    async (name) => {
      const both = sides.get(name)!;
      const drawn = await browsers.draw(both, name.replace(".json", ""));
      const { panels } = both.data.dashboards[0]!.views[0]!;
      expect(drawn.ours.length).toBeGreaterThan(0);
      expect(differences(drawn).filter((one) => !isKnown(one, panels))).toEqual([]);
    },
  );
});
