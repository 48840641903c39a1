import { setTimeout as wait } from "node:timers/promises";
import type { SourceDashboard } from "../../src/dashboard/read/read.ts";
import { restoreSource } from "../../src/dashboard/restore/restore.ts";
import type { PreviewDashboard } from "../../src/dashboard/rewrite/rewrite.ts";
import { createGrafana } from "../../src/grafana/connection.ts";
import { ensurePreviewFolder } from "../../src/grafana/dashboards/folder.ts";
import { saveDashboard } from "../../src/grafana/dashboards/save.ts";
import type { Grafana } from "../../src/grafana/grafana.ts";
import { decodeManifest, encodeManifest } from "../../src/grafana/marks/manifest.ts";
import { makeTags } from "../../src/grafana/marks/tags.ts";
import { sourceId } from "../../src/identity/preview-identity.ts";
import { startGrafanaDouble } from "../../test/servers/grafana-double.ts";

const identity = { project: "k2m4x7qa", key: "pr-12", revision: "k3v4x2ab" };
const expiresAtMs = Date.UTC(2030, 0, 1);

/** Fields that Grafana itself changes when it saves: its version of the schema, and what it fills in again. */
const grafanasOwn = ["schemaVersion", "id", "version"];

/** Saves previews in the Grafana double, reads them back, and restores their sources. */
export async function createSaver(): Promise<{
  check: (saved: Saved) => Promise<string | undefined>;
  stop: () => Promise<void>;
}> {
  const double = await startGrafanaDouble();
  const grafana = createGrafana({
    url: double.url,
    userAgent: "dashpreview",
    auth: { type: "bearer", token: double.tokens.editor },
    sleep: (ms) => wait(ms),
  });
  await ensurePreviewFolder(grafana);
  return {
    check: (saved) => check(grafana, saved),
    stop: async () => {
      grafana.close();
      await double.stop();
    },
  };
}

/** One dashboard on its way. */
export interface Saved {
  readonly text: string;
  readonly dashboard: SourceDashboard;
  readonly preview: PreviewDashboard;
}

/** Why a dashboard did not come back as it went; undefined if it did. */
async function check(grafana: Grafana, { text, dashboard, preview }: Saved): Promise<string | undefined> {
  const { uid, kind, model, restore, apiVersion } = preview;
  const manifest = encodeManifest({
    ...identity,
    order: 1,
    createdAtMs: expiresAtMs - 1000,
    expiresAtMs,
    fromMs: expiresAtMs - 86_400_000,
    stepMs: 15_000,
    isolation: "label",
    source: { path: dashboard.file },
    dataSourceUid: "prom-main",
    restore,
  });
  if (manifest.leftOut.length > 0) return `the manifest has no room for ${manifest.leftOut.join(" and ")}`;
  const tags = makeTags({ ...identity, src: sourceId(dashboard.source), expiresAtMs, keep: false });
  const version = apiVersion === undefined ? {} : { apiVersion };
  const { stored } = await saveDashboard(
    grafana,
    { uid, kind, model, tags, manifest: manifest.text, folderUid: "dashpreview", ...version },
    undefined,
  );
  const lost = firstDifference({ ...withoutMarks(model) }, stored.model);
  if (lost !== undefined) return `read back with another ${lost}`;
  const found = decodeManifest(stored.manifest ?? "");
  if (found === undefined) return "the manifest that was read back is damaged";
  const restored = restoreSource({ kind, model: stored.model }, found.restore);
  if (restored === undefined) return "the restore record that was read back is damaged";
  if (restored.notes.length > 0) return restored.notes[0];
  const different = firstDifference(JSON.parse(text), restored.json);
  return different === undefined ? undefined : `restored with another ${different}`;
}

/** Tags, uid and the list that the manifest goes into are the saver's. */
function withoutMarks({
  tags: _tags,
  uid: _uid,
  templating: _templating,
  variables: _variables,
  ...rest
}: PreviewDashboard["model"]) {
  return rest;
}

/** The way to the first value that is not as it was. What Grafana adds of its own does not count. */
function firstDifference(expected: unknown, found: unknown, path = ""): string | undefined {
  if (typeof expected !== "object" || expected === null) return Object.is(expected, found) ? undefined : path;
  if (typeof found !== "object" || found === null) return path;
  if (Array.isArray(expected) && expected.length !== (found as unknown[]).length) return path;
  for (const [name, value] of Object.entries(expected)) {
    if (grafanasOwn.includes(name) && path === "") continue;
    const other = (found as Record<string, unknown>)[name];
    if (name === "datasource" && isSameSource(value, other)) continue;
    const different = firstDifference(value, other, `${path}.${name}`);
    if (different !== undefined) return different;
  }
  return undefined;
}

/** Grafana's schema of today names data sources by objects; that of old dashboards by text. */
function isSameSource(expected: unknown, found: unknown): boolean {
  return typeof expected === "string" && (found as { uid?: unknown } | undefined)?.uid === expected;
}
