import { GrafanaError, UsageError } from "../errors.ts";
import { asArray, asObject, field, textField } from "../json/read.ts";
import { parseDuration } from "../text/duration.ts";
import type { Grafana } from "./grafana.ts";
import { isSameAddress } from "./same-address.ts";

/** The parts of a data source that previews need. */
export interface DataSource {
  readonly uid: string;
  readonly name: string;
  readonly type: string;
  readonly isDefault: boolean;
  /** Its scrape interval (`jsonData.timeInterval`); undefined if not set. */
  readonly scrapeIntervalMs: number | undefined;
  /** Its URL from Grafana's server; undefined if Grafana does not show it. */
  readonly url: string | undefined;
}

/** Plugins that handle queries like Grafana's own Prometheus data source. */
const prometheusTypes = ["prometheus", "grafana-amazonprometheus-datasource", "grafana-azureprometheus-datasource"];

/**
 * Whether previews can use data sources of this type. Narrower than `isPrometheusType` of dashboard/read, which says
 * whose queries are PromQL: VictoriaMetrics' own plugins are read, but a preview gets a data source from this list.
 */
export function takesPreviews(type: string): boolean {
  return prometheusTypes.includes(type);
}

/**
 * All data sources that the token may see, in Grafana's order. If listing them is forbidden, those in the frontend
 * settings.
 *
 * @throws {GrafanaError} if neither can be read.
 */
export async function listDataSources(grafana: Grafana): Promise<DataSource[]> {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/datasources",
    accept: [403],
    doing: "listing the data sources",
  });
  if (status !== 403) return asArray(body).flatMap((entry) => readDataSource(entry, textField(entry, "url")));
  const settings = await grafana.ask({
    method: "GET",
    path: "/api/frontend/settings",
    doing: "listing the data sources",
  });
  const named = asObject(field(settings.body, "datasources")) ?? {};
  return Object.values(named).flatMap((entry) => readDataSource(entry, undefined));
}

function readDataSource(entry: unknown, url: string | undefined): DataSource[] {
  const [uid, name, type] = ["uid", "name", "type"].map((property) => textField(entry, property));
  if (uid === undefined || uid === "" || name === undefined || type === undefined) return [];
  const interval = textField(entry, "jsonData", "timeInterval");
  const scrapeIntervalMs = interval === undefined ? undefined : parseDuration(interval) || undefined;
  return [
    {
      uid,
      name,
      type,
      isDefault: field(entry, "isDefault") === true,
      scrapeIntervalMs,
      url: url === "" ? undefined : url,
    },
  ];
}

/**
 * The data source for previews: the one with this uid or name, else the only Prometheus data source, else the one of
 * several whose address is the receiver's.
 *
 * @param near - address of the receiver.
 * @throws {UsageError} if it does not exist, is not a Prometheus data source, or there are several and none was named;
 *   the message lists them.
 * @throws {GrafanaError} if they cannot be listed.
 */
export async function chooseDataSource(grafana: Grafana, wanted?: string, near?: string): Promise<DataSource> {
  const all = await listDataSources(grafana);
  const fitting = all.filter(({ type }) => takesPreviews(type));
  const list =
    fitting.length === 0
      ? "It has no Prometheus data source."
      : `There ${fitting.length === 1 ? "is" : "are"}: ${names(fitting)}.`;
  if (wanted !== undefined) {
    const found = all.find(({ uid }) => uid === wanted) ?? all.find(({ name }) => name === wanted);
    if (found === undefined)
      throw new UsageError(`--datasource ${wanted}: ${grafana.url} has no data source with this uid or name. ${list}`);
    if (takesPreviews(found.type)) return found;
    throw new UsageError(`--datasource ${wanted}: it is of type ${found.type}, and previews need Prometheus. ${list}`);
  }
  const [first, second] = fitting;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined) {
    const there = near === undefined ? [] : fitting.filter(({ url }) => url !== undefined && isSameAddress(url, near));
    const [only, another] = there.length > 1 ? there.filter(({ isDefault }) => isDefault) : there;
    if (only !== undefined && another === undefined) return only;
    const none = near === undefined || there.length > 0 ? "" : `, and none of them has the address ${near}`;
    throw new UsageError(
      `${grafana.url} has several Prometheus data sources${none}: pass --datasource with one of ${names(fitting)}`,
    );
  }
  throw new GrafanaError(
    `${grafana.url} has no Prometheus data source that the token may see; ask an Admin to add one that ` +
      "points to the Prometheus that receives the series",
    { code: "no-data-source" },
  );
}

function names(sources: readonly DataSource[]): string {
  const shown = sources.slice(0, 20).map(({ uid, name }) => `${uid} (${name})`);
  return [...shown, ...(sources.length > 20 ? [`and ${sources.length - 20} more`] : [])].join(", ");
}
