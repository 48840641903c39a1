import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkDashboard } from "../../src/check/check-dashboard.ts";
import { previewInput } from "../../src/check/preview-input.ts";
import type { CheckResult } from "../../src/check/result.ts";
import { readDashboard } from "../../src/dashboard/read/read.ts";
import { rewriteForPreview } from "../../src/dashboard/rewrite/rewrite.ts";
import type { QueryBackend } from "../../src/templating/backend.ts";
import { dashboards } from "./dashboards/all.ts";
import type { RecordedDashboard, Recording } from "./record-shape.ts";
import { replay } from "./replay.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** One panel, judged twice. */
export interface Compared {
  readonly dashboard: string;
  readonly panel: string;
  /** By what Grafana answered. */
  readonly grafana: Verdict;
  readonly check: string;
  readonly reason?: string | undefined;
}

/** @param root - the folder of the project. */
export function readRecording(root: string): Recording {
  return JSON.parse(readFileSync(join(root, "test/contracts/verdicts-grafana.json"), "utf8")) as Recording;
}

/** Checks every fixture on the recorded answers, and puts each panel's state beside Grafana's. */
export async function compareVerdicts(recording: Recording): Promise<Compared[]> {
  const { fromMs, toMs } = recording;
  const compared = recording.dashboards.map(async (recorded) => {
    const check = await checkFixture(recorded.name, { backend: replay(recorded), window: { fromMs, toMs } });
    return beside(recorded, check);
  });
  return (await Promise.all(compared)).flat();
}

/** Runs the check of one fixture. */
export async function checkFixture(
  name: string,
  { backend, window }: { readonly backend: QueryBackend; readonly window: { fromMs: number; toMs: number } },
): Promise<CheckResult> {
  const source = readDashboard(JSON.stringify(dashboards[name]), { file: `${name}.json` });
  const dataSource = { uid: "oracle", type: "prometheus", name: "Prometheus" };
  const preview = rewriteForPreview(source, { uid: "oracle", key: "oracle", dataSource, isolation: undefined, window });
  return checkDashboard({
    ...previewInput(preview, undefined),
    backend,
    window,
    scrapeIntervalMs: 15_000,
  });
}

/** Panels by their order, which is the same in both. */
export function beside(recorded: RecordedDashboard, { panelResults }: Pick<CheckResult, "panelResults">): Compared[] {
  return recorded.panels.map((panel, index) => {
    const { state, reason, title } = panelResults[index] ?? { state: "missing", reason: undefined, title: "" };
    const named = title === panel.title ? state : `${state} of another panel (${title})`;
    return { dashboard: recorded.name, panel: panel.title, grafana: verdictOf(panel, recorded), check: named, reason };
  });
}
