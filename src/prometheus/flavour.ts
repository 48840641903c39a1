/** Which server takes the series: they differ in paths and in the header that names a tenant. */
export type Flavour = "prometheus" | "mimir" | "thanos" | "victoriametrics";

/** What differs. */
export interface FlavourPaths {
  /** Before `/api/v1` of the query API. */
  readonly queryPrefix: string;
  readonly writePath: string;
  readonly tenantHeader: string;
}

const paths: Readonly<Record<Flavour, FlavourPaths>> = {
  prometheus: { queryPrefix: "", writePath: "/api/v1/write", tenantHeader: "X-Scope-OrgID" },
  // https://grafana.com/docs/mimir/latest/references/http-api/
  mimir: { queryPrefix: "/prometheus", writePath: "/api/v1/push", tenantHeader: "X-Scope-OrgID" },
  // https://thanos.io/tip/components/receive.md/
  thanos: { queryPrefix: "", writePath: "/api/v1/receive", tenantHeader: "THANOS-TENANT" },
  victoriametrics: { queryPrefix: "", writePath: "/api/v1/write", tenantHeader: "X-Scope-OrgID" },
};

/** The paths of a flavour. */
export function flavourOf(flavour: Flavour): FlavourPaths {
  return paths[flavour];
}
