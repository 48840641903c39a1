import { UsageError } from "../../../errors.ts";
import { examine } from "../../../preview/doctor/doctor.ts";
import type { DoctorRow } from "../../../preview/doctor/doctor-row.ts";
import { tokenFix } from "../../../preview/doctor/setup-fix.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { grafanaFrom, optionalPrometheusFrom } from "../../flags/servers.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";
import type { DoctorRequest } from "./options.ts";

/** Runs `doctor`. Returns the exit code. */
export async function runDoctor(request: DoctorRequest, context: CliContext): Promise<number> {
  const { grafanaUrl, prometheusUrl, org } = request;
  const fix = { grafanaUrl, prometheusUrl, org };
  const hasLogin = request.grafanaToken !== undefined || request.grafanaUser !== undefined;
  const grafana = grafanaUrl === undefined || !hasLogin ? undefined : grafanaFrom(request, context);
  const missing: readonly DoctorRow[] =
    grafanaUrl === undefined || hasLogin
      ? []
      : [
          { state: "fail", subject: "token", text: "no Grafana token: GRAFANA_TOKEN is not set", fix: tokenFix(fix) },
          { state: "unchecked", subject: "Grafana", text: "not checked: no token" },
        ];
  const prometheus = optionalPrometheusFrom(request, context);
  if (grafanaUrl === undefined && prometheus === undefined)
    throw new UsageError(
      "nothing to check: set GRAFANA_URL and PROMETHEUS_URL, or pass --grafana-url and --prometheus-url",
    );
  try {
    const examined = await examine(
      {
        grafana,
        prometheus,
        dataSource: request.datasource,
        fix,
        historyMs: request.historyMs,
        stepMs: request.stepMs,
      },
      { ...context, progress: createProgress({ ...context, quiet: true }) },
    );
    const found = [...missing, ...examined];
    const findings = request.allowSharedServer
      ? found.map((one) => (one.subject === "rules" && one.state === "fail" ? { ...one, state: "warn" as const } : one))
      : found;
    if (request.output === "json") context.out.json({ ok: !findings.some(isFailure), findings });
    else context.out.write(text(findings, context));
    return findings.some(isFailure) ? 3 : 0;
  } finally {
    grafana?.close();
    prometheus?.close();
  }
}

const isFailure = ({ state }: DoctorRow) => state === "fail";

function text(findings: readonly DoctorRow[], { out }: CliContext): string {
  const paint = painter(out.colours);
  const marks = {
    ok: paint.green("ok  "),
    warn: paint.yellow("warn"),
    fail: paint.red("FAIL"),
    unchecked: paint.dim("-   "),
  };
  return findings
    .map((one) => {
      const advice = one.advice === undefined ? "" : `\n      ${" ".repeat(13)}${paint.dim(plainLine(one.advice))}`;
      const fix = one.fix === undefined ? "" : `\n      ${" ".repeat(13)}fix: ${plainLine(one.fix)}`;
      return `${marks[one.state]}  ${one.subject.padEnd(12)} ${plainLine(one.text)}${advice}${fix}\n`;
    })
    .join("");
}
