import { UsageError } from "../../../errors.ts";
import type { Finding } from "../../../preview/doctor/finding.ts";
import { durationFlag } from "../../../text/duration.ts";
import { plainLine } from "../../../text/plain-line.ts";
import type { CliContext } from "../../context.ts";
import { defineCommand } from "../../define-command.ts";
import type { OptionSet } from "../../flags/option.ts";
import { grafanaOptions, networkOptions, outputOptions, prometheusOptions } from "../../flags/options.ts";
import { grafanaFrom, optionalPrometheusFrom } from "../../flags/servers.ts";
import { painter } from "../../terminal/paint.ts";
import { createProgress } from "../../terminal/progress.ts";

const options = {
  history: { type: "duration", default: "6h", describe: "How much history up will be asked for" },
  step: { type: "duration", default: "15s", describe: "Scrape interval" },
  datasource: { type: "string", describe: "uid or name of Grafana's Prometheus data source" },
  "allow-shared-server": { type: "boolean", default: false, describe: "Rules on the receiver are no failure" },
  ...outputOptions,
  ...grafanaOptions,
  ...prometheusOptions,
  ...networkOptions,
  // Whoever looks whether a server is there wants to know now.
  "retry-for": { ...networkOptions["retry-for"], default: "5s" },
} as const satisfies OptionSet;

/** `doctor`: whether servers, rights and settings are as `up` needs them. Changes nothing. Exit code 3 if something would stop `up`. */
export const doctorCommand = defineCommand({
  name: "doctor",
  summary: "Say whether servers, rights and settings are as needed",
  json: {
    ok: "Nothing would stop up",
    findings: "subject, state (ok, warn or fail), text, advice",
  },
  options,
  async run(args, context) {
    const { examine } = await import("../../../preview/doctor/doctor.ts");
    const grafana = args["grafana-url"] === undefined ? undefined : grafanaFrom(args, context);
    const prometheus = optionalPrometheusFrom(args, context);
    if (grafana === undefined && prometheus === undefined)
      throw new UsageError("nothing to look at: set GRAFANA_URL and PROMETHEUS_URL, or pass --grafana-url and --prometheus-url");
    try {
      const found = await examine(
        {
          grafana,
          prometheus,
          dataSource: args.datasource,
          historyMs: durationFlag("history", args.history),
          stepMs: durationFlag("step", args.step),
        },
        { ...context, progress: createProgress({ ...context, quiet: true }) },
      );
      const findings = args["allow-shared-server"]
        ? found.map((one) => (one.subject === "rules" && one.state === "fail" ? { ...one, state: "warn" as const } : one))
        : found;
      if (args.output === "json") context.out.json({ ok: !findings.some(isFailure), findings });
      else context.out.write(text(findings, context));
      return findings.some(isFailure) ? 3 : 0;
    } finally {
      grafana?.close();
      prometheus?.close();
    }
  },
});

const isFailure = ({ state }: Finding) => state === "fail";

function text(findings: readonly Finding[], { out }: CliContext): string {
  const paint = painter(out.colours);
  const marks = { ok: paint.green("ok  "), warn: paint.yellow("warn"), fail: paint.red("FAIL") };
  return findings
    .map((one) => {
      const advice = one.advice === undefined ? "" : `\n      ${" ".repeat(13)}${paint.dim(plainLine(one.advice))}`;
      return `${marks[one.state]}  ${one.subject.padEnd(12)} ${plainLine(one.text)}${advice}\n`;
    })
    .join("");
}
