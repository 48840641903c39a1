import { chooseDataSource } from "../../grafana/data-sources.ts";
import type { Grafana } from "../../grafana/grafana.ts";
import { isSameAddress } from "../../grafana/same-address.ts";
import { addressText, seeThrough } from "../../grafana/see-samples.ts";
import type { Prometheus } from "../../prometheus/prometheus.ts";
import { instantQuery } from "../../prometheus/query/query.ts";
import { readClock } from "../../prometheus/query/read-clock.ts";
import { markMetric } from "../../prometheus/write/revision-mark.ts";
import { reachText } from "../cleanup/reach.ts";
import type { DoctorRow } from "./doctor-row.ts";
import { type FixSetting, setupFix } from "./setup-fix.ts";

const subject = "data source";
/** A sample of just now may not have reached every replica. */
const settledMs = 60_000;

/**
 * Queries that tell one server from every other: the marks of previews, which are random, and to the millisecond when
 * its targets were scraped. Each query gives one series for each.
 */
const fingerprints = [
  `group by (preview) (last_over_time(${markMetric}[${reachText}]))`,
  `count_values("at", timestamp(up))`,
] as const;

/**
 * Proves that Grafana's data source reads what the receiver holds, by asking both for something that no other server
 * has. Changes nothing.
 *
 * @throws {ExpectedError} if one of them cannot be asked.
 */
export async function examineSight(
  grafana: Grafana,
  prometheus: Prometheus,
  wanted: string | undefined,
  fix?: FixSetting,
): Promise<DoctorRow[]> {
  const source = await chooseDataSource(grafana, wanted, prometheus.url);
  const addresses =
    `up writes to ${prometheus.url}, and Grafana's data source ${source.name} (${source.uid}) ` +
    `reads ${addressText(source)}`;
  const timeMs = (await readClock(prometheus)).nowMs - settledMs;
  for (const expr of fingerprints) {
    const doing = "looking for samples that Grafana is to read";
    const held = (await instantQuery(prometheus, expr, { timeMs, doing })).map(({ labels }) => JSON.stringify(labels));
    if (held.length === 0) continue;
    const sight = await seeThrough(grafana, source, { expr, timeMs });
    if (sight.state === "unknown")
      return [{ state: "warn", subject, text: `whether it reads the receiver is not known: ${sight.reason}` }];
    const read = new Set(sight.labels.map((labels) => JSON.stringify(labels)));
    if (held.some((one) => read.has(one)))
      return [{ state: "ok", subject, text: `${source.name} reads what ${prometheus.url} holds` }];
    return [
      {
        state: "fail",
        subject,
        text: `${addresses}: samples of the one are not seen through the other`,
        advice: "name the data source that reads the receiver with --datasource, or correct PROMETHEUS_URL or --tenant",
        ...(fix === undefined ? {} : { fix: setupFix(fix, ["--datasource-url", "ADDRESS"]) }),
      },
    ];
  }
  if (source.url !== undefined && isSameAddress(source.url, prometheus.url))
    return [
      { state: "ok", subject, text: `${source.name} has the receiver's address; there are no samples to compare yet` },
    ];
  return [
    {
      state: "warn",
      subject,
      text: `${addresses}; there are no samples yet that prove them to be one server`,
      advice: "the first up looks for its own samples through the data source",
    },
  ];
}
