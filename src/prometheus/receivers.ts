import { UsageError } from "../errors.ts";

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

/**
 * A kind of server that accepts remote write and answers queries. All differences between the kinds are in this row.
 */
export interface Receiver {
  /** Display name. */
  readonly title: string;
  /** Path before `/api/v1` of the query API. */
  readonly queryPrefix: string;
  readonly writePath: string;
  /** The header that selects a tenant; undefined if the credentials select it. */
  readonly tenantHeader: string | undefined;
  /** Whether it can delete single series; `ask` means that it depends on its flags (admin API). */
  readonly deletesSeries: "yes" | "never" | "ask";
  /** Status endpoints that it lacks below `queryPrefix`. */
  readonly lacks: readonly StatusEndpoint[];
  readonly advice: RefusalAdvice;
}

const otherWritePath = { noWritePath: "Check the address, or pass the full address with --prometheus-write-url" };

const table = {
  prometheus: {
    title: "Prometheus",
    queryPrefix: "",
    writePath: "/api/v1/write",
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
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "never",
    lacks: ["config", "flags", "tsdb"],
    advice: otherWritePath,
  },
  // https://thanos.io/tip/components/receive.md/
  thanos: {
    title: "Thanos",
    queryPrefix: "",
    writePath: "/api/v1/receive",
    tenantHeader: "THANOS-TENANT",
    deletesSeries: "never",
    lacks: [],
    advice: otherWritePath,
  },
  // https://docs.victoriametrics.com/victoriametrics/#prometheus-querying-api-usage
  victoriametrics: {
    title: "VictoriaMetrics",
    queryPrefix: "",
    writePath: "/api/v1/write",
    tenantHeader: "X-Scope-OrgID",
    deletesSeries: "yes",
    lacks: [],
    advice: otherWritePath,
  },
  // https://grafana.com/docs/grafana-cloud/send-data/metrics/metrics-prometheus/
  "grafana-cloud": {
    title: "Grafana Cloud",
    queryPrefix: "/api/prom",
    writePath: "/api/prom/push",
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

/** The row of a receiver. */
export function receiverOf(name: ReceiverName): Receiver {
  return table[name];
}

/**
 * The header that selects the tenant; empty without a tenant.
 *
 * @throws {UsageError} if the receiver has no tenant header.
 */
export function tenantHeaders({ title, tenantHeader }: Receiver, tenant: string | undefined): Record<string, string> {
  if (tenant === undefined) return {};
  if (tenantHeader === undefined)
    throw new UsageError(`${title} does not support --tenant: the user name selects the tenant. Leave --tenant out`);
  return { [tenantHeader]: tenant };
}

/** The reason why a receiver with `deletesSeries: "never"` keeps series. */
export function keepsSeries({ title }: Pick<Receiver, "title">): string {
  return `${title} cannot delete single series; they stay until its retention ends`;
}
