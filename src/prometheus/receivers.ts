/** An endpoint below `/api/v1/status`. */
export type StatusEndpoint = "buildinfo" | "config" | "flags" | "tsdb";

/**
 * Advice for a refused request that replaces the general advice. Each text begins with a capital letter and ends
 * without a full stop.
 */
export interface RefusalAdvice {
  /** HTTP 401. */
  readonly unauthorized?: string;
  /** HTTP 404 or 405 for a write: this address does not accept remote write. */
  readonly noWritePath: string;
  /** The samples are older than the server accepts. */
  readonly tooOld?: string;
}

/** How a server answers at an address: what a receiver is recognised by. */
export interface Clues {
  /** Host name of the address, in lower case. */
  readonly host: string;
  /** Path below which it answered, without `/api/v1` and without a slash at the end. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** `application` and `version` of `/api/v1/status/buildinfo`; empty text where it does not say. */
  readonly application: string;
  readonly version: string;
}

/**
 * A kind of server that accepts remote write and answers queries. All differences between the kinds are in this row.
 */
export interface Receiver {
  /** Display name. */
  readonly title: string;
  /** Path before `/api/v1` of the query API. */
  readonly queryPrefix: string;
  readonly writePath: string;
  /** Whether it is this one. The last row of the table that says yes counts. */
  readonly answersAs: (clues: Clues) => boolean;
  /**
   * How much of a request is refused. `whole`: nothing of it is stored. `partial`: its good samples are stored, and the
   * answer names the first reason only.
   */
  readonly refusals: "whole" | "partial";
  /**
   * Milliseconds of history that a server in use takes with default settings; Infinity for any. Used where it does not
   * say so itself.
   */
  readonly defaultHistoryMs: number;
  /** The path below which a cluster has its parts, one for each of `insert`, `select` and `delete`. */
  readonly clusterPath?: RegExp;
  /** The header that selects a tenant; undefined if the credentials select it. */
  readonly tenantHeader: string | undefined;
  /** Whether it can delete single series; `ask` means that it depends on its flags (admin API). */
  readonly deletesSeries: "yes" | "never" | "ask";
  /** Status endpoints that it lacks below `queryPrefix`. */
  readonly lacks: readonly StatusEndpoint[];
  readonly advice: RefusalAdvice;
}

const hourMs = 3_600_000;

const shorter = "pass a shorter --history";

// Rows further down are more particular: the last one that recognises a server has it.
const table = {
  prometheus: {
    title: "Prometheus",
    queryPrefix: "",
    writePath: "/api/v1/write",
    answersAs: () => true,
    refusals: "whole",
    // Half of a block's two hours, before the newest sample.
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "ask",
    lacks: [],
    advice: {
      noWritePath:
        "Start Prometheus with --web.enable-remote-write-receiver; for another server pass --receiver, for " +
        "another path --prometheus-write-url",
    },
  },
  // https://grafana.com/docs/mimir/latest/references/http-api/
  mimir: {
    title: "Mimir",
    queryPrefix: "/prometheus",
    writePath: "/api/v1/push",
    // pkg/util/version/info_handler.go: "Grafana Mimir"; Grafana Enterprise Metrics is built on it.
    answersAs: ({ application }) => /mimir|grafana enterprise metrics/i.test(application),
    // pkg/ingester/ingester.go, `firstPartialErr`: whatever is valid is committed, the first soft error is returned.
    // The distributor drops invalid series in the same way.
    refusals: "partial",
    // Limit `out_of_order_time_window`, by default 0: samples an hour older than the tenant's newest one are refused.
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Mimir wants --tenant if it has several; else check --prometheus-token, or user name and password",
      noWritePath: "Name with --prometheus-write-url where Mimir's distributor takes writes: …/api/v1/push",
      tooOld:
        `Mimir takes less history than that of this tenant: ${shorter}, or raise its limit ` +
        `out_of_order_time_window (-ingester.out-of-order-time-window)`,
    },
  },
  // https://cortexmetrics.io/docs/api/
  cortex: {
    title: "Cortex",
    queryPrefix: "/prometheus",
    writePath: "/api/v1/push",
    // Names no application; Prometheus answers at this path since 2.14.
    answersAs: ({ application, version }) => application === "" && /^1\./.test(version),
    // pkg/ingester/ingester.go, `updateFirstPartial`: as in Mimir.
    refusals: "partial",
    defaultHistoryMs: hourMs,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Cortex wants --tenant if it has several; else check --prometheus-token, or user name and password",
      noWritePath: "Name with --prometheus-write-url where Cortex' distributor takes writes: …/api/v1/push",
      tooOld:
        `Cortex takes less history than that of this tenant: ${shorter}, or raise its limit ` +
        `out_of_order_time_window (-ingester.out-of-order-time-window)`,
    },
  },
  // https://thanos.io/tip/components/receive.md/
  thanos: {
    title: "Thanos",
    queryPrefix: "",
    writePath: "/api/v1/receive",
    // All its versions are 0.x; a Prometheus 0.x has no such endpoint.
    answersAs: ({ application, version }) => application === "" && /^v?0\./.test(version),
    // pkg/receive/writer.go: "Append as many valid samples as possible, but keep track of the errors".
    refusals: "partial",
    // Receive keeps a TSDB with the defaults of Prometheus for each tenant.
    defaultHistoryMs: hourMs,
    tenantHeader: "THANOS-TENANT",
    deletesSeries: "never",
    lacks: ["config", "tsdb"],
    advice: {
      noWritePath:
        "Thanos takes writes at its component Receive: name it with --prometheus-write-url, such as " +
        "http://thanos-receive:19291/api/v1/receive",
      tooOld:
        `Thanos Receive takes less history than that: ${shorter}, or start Receive with ` +
        `--tsdb.out-of-order.time-window`,
    },
  },
  // https://docs.victoriametrics.com/victoriametrics/#prometheus-querying-api-usage
  // https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/#url-format
  victoriametrics: {
    title: "VictoriaMetrics",
    queryPrefix: "",
    writePath: "/api/v1/write",
    // It names its host in every answer (lib/httpserver).
    answersAs: ({ headers }) => headers["x-server-hostname"] !== undefined,
    refusals: "whole",
    defaultHistoryMs: Number.POSITIVE_INFINITY,
    clusterPath: /\/(?:insert|select)(\/(?:\d+(?::\d+)?|multitenant)\/prometheus)$/,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "yes",
    lacks: [],
    advice: {
      noWritePath:
        "Check the address; in a cluster name vminsert with --prometheus-write-url, such as " +
        "http://vminsert:8480/insert/0/prometheus/api/v1/write",
    },
  },
  // https://grafana.com/docs/grafana-cloud/send-data/metrics/metrics-prometheus/
  "grafana-cloud": {
    title: "Grafana Cloud",
    queryPrefix: "/api/prom",
    writePath: "/api/prom/push",
    answersAs: ({ host, path }) => path.endsWith("/api/prom") || host.endsWith(".grafana.net"),
    // It is a Mimir.
    refusals: "partial",
    defaultHistoryMs: hourMs,
    tenantHeader: undefined,
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized:
        "Grafana Cloud needs basic auth: set --prometheus-user to the instance ID of the stack's Prometheus, " +
        "and --prometheus-password to a token with the scopes metrics:write and metrics:read",
      noWritePath: "Pass the address of the stack's Prometheus without a path; dashpreview adds /api/prom",
      tooOld: "Grafana Cloud accepts less history: pass a shorter --history",
    },
  },
} as const satisfies Record<string, Receiver>;

/** A value of `--receiver`. */
export type ReceiverName = keyof typeof table;

/** All values of `--receiver`. */
export const receiverNames = Object.keys(table) as readonly ReceiverName[];

/** Every row, the most particular first. */
export const receivers = Object.values(table).reverse() as readonly Receiver[];

/** The row of a receiver. */
export function receiverOf(name: ReceiverName): Receiver {
  return table[name];
}

/** The reason why a receiver with `deletesSeries: "never"` keeps series. */
export function keepsSeries({ title }: Pick<Receiver, "title">): string {
  return `${title} cannot delete single series; they stay until its retention ends`;
}
