import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { runCli } from "../e2e/cli.ts";
import { type GitHubLab, startGitHubLab } from "./github-lab.ts";
import { dashboard } from "./repository.ts";

let lab: GitHubLab;
beforeAll(async () => {
  lab = await startGitHubLab();
});
afterAll(() => lab?.stop());
afterEach(() => expect(lab.github.violations).toEqual([]));

const indented = (text: string) => text.trimEnd().replaceAll(/^/gm, "    ");
/** As Grafana 12 stores it: saving adds nothing. */
function stored(text: string): string {
  const annotations = {
    list: [
      {
        builtIn: 1,
        datasource: { type: "grafana", uid: "-- Grafana --" },
        enable: true,
        hide: true,
        iconColor: "rgba(0, 211, 255, 1)",
        name: "Annotations & Alerts",
        type: "dashboard",
      },
    ],
  };
  const rest = { annotations, fiscalYearStartMonth: 0, graphTooltip: 0, timepicker: {}, weekStart: "" };
  return `${JSON.stringify({ ...JSON.parse(text), schemaVersion: 42, ...rest }, undefined, 2)}\n`;
}

const withoutUid = (title: string) => dashboard("", { title });

/** Dashboards of the team in one file, as people keep them for Kubernetes. */
function boards(entries: Readonly<Record<string, string>>): string {
  const data = Object.entries(entries).map(([key, text]) => `  # made by hand\n  ${key}: |\n${indented(text)}\n`);
  return `# boards of the team
apiVersion: v1
kind: ConfigMap
metadata:
  name: boards # mounted by the sidecar
  labels: {grafana_dashboard: "1"}
data:
${data.join("")}---
apiVersion: grafana.integreatly.org/v1beta1
kind: GrafanaDashboard
metadata: {name: jobs}
spec:
  instanceSelector: {matchLabels: {dashboards: grafana}}
  json: |
${indented(dashboard("jobs"))}
`;
}

const before = { "a.json": dashboard("a"), "b.json": dashboard("b"), "c.json": withoutUid("c") };
const changedB = stored(dashboard("b", { title: "b now", requests: "max(rate(http_requests_total[1m]))" }));
const file = "boards/k8s.yaml";
const listed = [{ filename: file, status: "modified" }];

test("Of a file of dashboards a review previews what it changes, removes what has left it, and exports into it", async () => {
  const base = lab.repository.commit(`review-${lab.review}`, {
    [file]: boards(before),
    "boards/api.json": undefined,
    "boards/jobs.json": undefined,
    "boards/values.yaml": "dashboards: {enabled: true}\n",
  });
  const push = (entries: Readonly<Record<string, string>>) =>
    lab.repository.checkout(lab.push({ [file]: boards(entries) }, listed, { baseSha: base }));

  const first = push({ ...before, "b.json": changedB, "c.json": withoutUid("c now") });
  const opened = await lab.run({ folder: first });
  expect([opened.code, lab.standing()], opened.log).toEqual([0, ["b now", "c now"]]);
  expect(opened.log).not.toMatch(/values\.yaml/);
  expect(lab.comment()).toContain("b now: what changed (2)");
  const [, again = ""] = /dashpreview up --local (.*)/.exec(lab.comment().replaceAll("&#35;", "#"))!;
  expect(again).toBe("'boards/k8s.yaml#boards/b.json' 'boards/k8s.yaml#boards/c.json'");

  const preview = lab.grafana.dashboards().find(({ model }) => String(model["title"]).endsWith("b now"))!;
  const exporting = (args: readonly string[]) =>
    runCli(["export", preview.uid, ...args], {
      cwd: first,
      env: { GRAFANA_URL: lab.grafana.url, GRAFANA_TOKEN: lab.grafana.tokens.editor },
    });
  const text = readFileSync(join(first, file), "utf8");
  const same = await exporting([]);
  expect([same.code, same.stdout], same.stderr).toEqual([0, text]);
  (preview.model["panels"] as { title: string }[])[0]!.title = "Requests per second";
  const edited = await exporting(["-o", file]);
  expect(edited.code, edited.stderr).toBe(0);
  const lines = text.split("\n");
  const written = readFileSync(join(first, file), "utf8").split("\n");
  const differing = written.flatMap((line, index) =>
    line === lines[index] ? [] : [[lines[index]!.trim(), line.trim()]],
  );
  expect([written.length, differing]).toEqual([
    lines.length,
    [['"title": "Requests",', '"title": "Requests per second",']],
  ]);

  const second = await lab.run({ folder: push({ "a.json": before["a.json"], "b.json": changedB }) });
  expect([second.code, lab.standing()], second.log).toEqual([0, ["b now"]]);
});
