import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/prometheus/receivers.ts
var hourMs = 36e5;
var shorter = "pass a shorter --history";
var table = {
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
      noWritePath: "Start Prometheus with --web.enable-remote-write-receiver; for another server pass --receiver, for another path --prometheus-write-url"
    }
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
      tooOld: `Mimir takes less history than that of this tenant: ${shorter}, or raise its limit out_of_order_time_window (-ingester.out-of-order-time-window)`
    }
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
      tooOld: `Cortex takes less history than that of this tenant: ${shorter}, or raise its limit out_of_order_time_window (-ingester.out-of-order-time-window)`
    }
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
      noWritePath: "Thanos takes writes at its component Receive: name it with --prometheus-write-url, such as http://thanos-receive:19291/api/v1/receive",
      tooOld: `Thanos Receive takes less history than that: ${shorter}, or start Receive with --tsdb.out-of-order.time-window`
    }
  },
  // https://docs.victoriametrics.com/victoriametrics/#prometheus-querying-api-usage
  // https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/#url-format
  victoriametrics: {
    title: "VictoriaMetrics",
    queryPrefix: "",
    writePath: "/api/v1/write",
    // It names its host in every answer (lib/httpserver).
    answersAs: ({ headers }) => headers["x-server-hostname"] !== void 0,
    refusals: "whole",
    defaultHistoryMs: Number.POSITIVE_INFINITY,
    clusterPath: /\/(?:insert|select)(\/(?:\d+(?::\d+)?|multitenant)\/prometheus)$/,
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "yes",
    lacks: [],
    advice: {
      noWritePath: "Check the address; in a cluster name vminsert with --prometheus-write-url, such as http://vminsert:8480/insert/0/prometheus/api/v1/write"
    }
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
    tenantHeader: void 0,
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: {
      unauthorized: "Grafana Cloud needs basic auth: set --prometheus-user to the instance ID of the stack's Prometheus, and --prometheus-password to a token with the scopes metrics:write and metrics:read",
      noWritePath: "Pass the address of the stack's Prometheus without a path; dashpreview adds /api/prom",
      tooOld: "Grafana Cloud accepts less history: pass a shorter --history"
    }
  }
};
var receiverNames = Object.keys(table);
var receivers = Object.values(table).reverse();
function receiverOf(name) {
  return table[name];
}
function keepsSeries({ title }) {
  return `${title} cannot delete single series; they stay until its retention ends`;
}

export {
  receiverNames,
  receivers,
  receiverOf,
  keepsSeries
};
