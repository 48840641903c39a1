import { formatDuration } from "../duration.ts";
import { ExpectedError } from "../errors.ts";
import type { Grafana } from "../grafana/connection.ts";
import { chooseDataSource } from "../grafana/data-sources.ts";
import { previewFolder } from "../grafana/identity.ts";
import { probeGrafana } from "../grafana/probe.ts";
import type { Prometheus } from "../prometheus/connection.ts";
import { probeReceiver, type ReceiverProbe } from "../prometheus/probe.ts";
import type { RunContext } from "./context.ts";

/** One thing that was looked at. `fail` stops `up`; `warn` does not. */
export interface Finding {
  readonly state: "ok" | "warn" | "fail";
  readonly subject: string;
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string;
}

/** What `doctor` looks at. */
export interface DoctorOptions {
  readonly grafana: Grafana | undefined;
  readonly prometheus: Prometheus | undefined;
  readonly dataSource: string | undefined;
  readonly historyMs: number;
  readonly stepMs: number;
}

/** Looks at servers, rights and settings, changes nothing, and goes on after a failure. */
export async function examine(options: DoctorOptions, context: RunContext): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const section = async (subject: string, look: () => Promise<readonly Finding[]>) => {
    try {
      findings.push(...(await look()));
    } catch (error) {
      if (!(error instanceof ExpectedError) || context.signal.aborted) throw error;
      findings.push({ state: "fail", subject, text: error.message });
    }
  };
  const { grafana, prometheus } = options;
  if (grafana !== undefined) {
    await section("Grafana", () => examineGrafana(grafana));
    await section("data source", () => examineDataSource(grafana, options.dataSource));
  }
  if (prometheus !== undefined) await section("Prometheus", () => examineReceiver(prometheus, options, context));
  return findings;
}

async function examineGrafana(grafana: Grafana): Promise<Finding[]> {
  const probe = await probeGrafana(grafana);
  const saving = `the token may ${probe.maySave === "no" ? "not " : ""}save previews`;
  return [
    { state: "ok", subject: "Grafana", text: `${grafana.url} answers, version ${probe.version ?? "not told"}` },
    probe.maySave === "unknown"
      ? { state: "warn", subject: "rights", text: "Grafana does not tell whether the token may save; it needs the role Editor" }
      : { state: probe.maySave === "yes" ? "ok" : "fail", subject: "rights", text: saving, ...(probe.advice === undefined ? {} : { advice: probe.advice }) },
    {
      state: "ok",
      subject: "folder",
      text: `"${previewFolder.title}" ${probe.folder === "there" ? "is there" : "will be made by the first up"}`,
    },
    probe.dashboardApi === undefined
      ? { state: "warn", subject: "API", text: "without /apis two runs at once are told apart by reading back only; Grafana 12 has it" }
      : { state: "ok", subject: "API", text: "/apis is there: saving and deleting are atomic" },
  ];
}

async function examineDataSource(grafana: Grafana, wanted: string | undefined): Promise<Finding[]> {
  const { name, uid, scrapeIntervalMs } = await chooseDataSource(grafana, wanted);
  const interval = scrapeIntervalMs === undefined ? "no scrape interval set, so 15s" : `scrape interval ${formatDuration(scrapeIntervalMs)}`;
  return [{ state: "ok", subject: "data source", text: `${name} (${uid}), ${interval}` }];
}

async function examineReceiver(prometheus: Prometheus, { historyMs, stepMs }: DoctorOptions, context: RunContext): Promise<Finding[]> {
  const probe = await probeReceiver(prometheus, context);
  return [
    { state: "ok", subject: "Prometheus", text: `${prometheus.url} answers, version ${probe.version ?? "not told"}` },
    receiverFinding(probe),
    ...historyFindings(probe, historyMs, stepMs),
    ...clockFindings(probe, context.now()),
    probe.adminApi === "enabled"
      ? { state: "ok", subject: "deletion", text: "the admin API is on: series of old revisions are deleted" }
      : {
          state: "warn",
          subject: "deletion",
          text: "the admin API is off or not told: series of old previews stay until the server's retention ends",
          advice: "start Prometheus with --web.enable-admin-api",
        },
    ruleFinding(probe),
  ];
}
