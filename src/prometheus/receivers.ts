import { UsageError } from "../errors.ts";

/** An endpoint below `/api/v1/status`. */
export type StatusEndpoint = "buildinfo" | "config" | "flags" | "tsdb";

/**
 * Advice for a refused request, where the usual words would mislead. Each begins with a capital and has no full stop at
 * its end.
 */
export interface RefusalAdvice {
  /** HTTP 401. */
  readonly unauthorized?: string;
  /** HTTP 404 or 405 for a write: nothing takes remote write at this address. */
  readonly noWritePath: string;
  /** Samples are older than the server takes. */
  readonly tooOld?: string;
}

/** A kind of server that takes remote write and answers queries. Whatever depends on the kind is read from here. */
export interface Receiver {
  /** Its name for people. */
  readonly title: string;
  /** Before `/api/v1` of the query API. */
  readonly queryPrefix: string;
  readonly writePath: string;
  /** The header that names a tenant; undefined if the credentials do. */
  readonly tenantHeader: string | undefined;
  /** Whether it deletes single series: `yes`; `never`; `ask`: if its admin API is on, which its flags say. */
  readonly deletesSeries: "yes" | "never" | "ask";
  /** Status endpoints that it does not have below `queryPrefix`: they are not asked. */
  readonly lacks: readonly StatusEndpoint[];
  readonly advice: RefusalAdvice;
}

const otherWritePath = { noWritePath: "Check the address, or name it with --prometheus-write-url" };

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
        "Start Prometheus with --web.enable-remote-write-receiver, or say with --receiver what server it is, or with --prometheus-write-url where it takes remote write",
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
        "Grafana Cloud wants basic auth: --prometheus-user is the instance ID of the stack's Prometheus, --prometheus-password a token with the scopes metrics:write and metrics:read",
      noWritePath: "Give the address of the stack's Prometheus without a path: /api/prom is added to it",
      tooOld: "Grafana Cloud takes less history than that: pass a shorter --history",
    },
  },
} as const satisfies Record<string, Receiver>;

/** What `--receiver` may say. */
export type ReceiverName = keyof typeof table;

/** Every receiver that is known. */
export const receiverNames = Object.keys(table) as readonly ReceiverName[];

/** The row of a receiver. */
export function receiverOf(name: ReceiverName): Receiver {
  return table[name];
}

/**
 * The header that says whose series are written and read.
 *
 * @throws {UsageError} if the receiver takes no tenant.
 */
export function tenantHeaders({ title, tenantHeader }: Receiver, tenant: string | undefined): Record<string, string> {
  if (tenant === undefined) return {};
  if (tenantHeader === undefined)
    throw new UsageError(`${title} takes no --tenant: the user name says whose series they are`);
  return { [tenantHeader]: tenant };
}

/** Why a receiver whose row says `never` keeps series. */
export function keepsSeries({ title }: Pick<Receiver, "title">): string {
  return `${title} deletes no single series; they end with its retention`;
}
