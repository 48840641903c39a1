// Asks a real Grafana to fill in the templates of templates.yaml (/api/v1/rule/test/grafana), and writes its answers into
// test/contracts/. The rules ask for constants, so that any Prometheus does.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { type Ask, askRule, type WrittenRule } from "./ask-rule.ts";

interface Rule extends WrittenRule {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}
interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** @returns the file that it wrote. */
export async function recordTemplates(ask: Ask, { root, source }: { readonly root: string; readonly source: string }) {
  const text = readFileSync(join(root, "test/alerts/backtest/templates.yaml"), "utf8");
  const [group] = (parse(text) as { groups: { folder: string; rules: readonly Rule[] }[] }).groups;
  const { version } = await ask<{ version: string }>("/api/health");
  const { appUrl } = await ask<{ appUrl: string }>("/api/frontend/settings");
  const { uid } = await ask<{ uid: string }>("/api/folders", { title: group!.folder });
  const rules: Record<string, Alert[]> = {};
  try {
    for (const rule of group!.rules) {
      const { annotations, labels } = rule;
      const { data, ...settings } = askRule(rule, source);
      const alerts = await ask<readonly Alert[]>("/api/v1/rule/test/grafana", {
        ...{ folderUid: uid, folderTitle: group!.folder, ruleGroup: "texts" },
        rule: { annotations, labels, grafana_alert: { ...settings, uid: rule.uid, data } },
      });
      rules[rule.title] = alerts.map((alert) => ({
        labels: Object.fromEntries(Object.entries(alert.labels).filter(([name]) => !name.startsWith("__"))),
        annotations: Object.fromEntries(
          Object.keys(annotations).map((name) => [
            name,
            // What every Grafana has of its own.
            (alert.annotations[name] ?? "")
              .replaceAll(appUrl, "http://localhost:3000/")
              .replaceAll(uid, "[uid of the folder]"),
          ]),
        ),
      }));
    }
  } finally {
    await ask(`/api/folders/${uid}`, undefined, "DELETE");
  }
  const file = join(root, `test/contracts/grafana-templates-${version.replace(/\.\d+$/, "")}.json`);
  writeFileSync(file, `${JSON.stringify({ grafana: version, rules }, undefined, 1)}\n`);
  return file;
}
