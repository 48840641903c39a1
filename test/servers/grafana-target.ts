import { setTimeout as wait } from "node:timers/promises";
import { createGrafana, type GrafanaOptions } from "../../src/grafana/connection.ts";
import type { Grafana } from "../../src/grafana/grafana.ts";
import { defined } from "../../src/json/defined.ts";
import { type GrafanaDouble, startGrafanaDouble } from "./grafana-double.ts";

/** A connection to a double as one of its roles, without waiting between attempts. */
export function connectTo(
  { url, tokens }: Pick<GrafanaDouble, "url" | "tokens">,
  role: keyof GrafanaDouble["tokens"] = "editor",
  options: Partial<GrafanaOptions> = {},
): Grafana {
  const auth = { type: "bearer", token: tokens[role] } as const;
  return createGrafana({
    url,
    auth,
    userAgent: "dashpreview/test",
    sleep: async () => {},
    timeoutMs: 5000,
    ...options,
  });
}

/** A Grafana for tests that need no tricks: the real one that the environment names, else a double. */
export interface GrafanaTarget {
  readonly grafana: Grafana;
  readonly real: boolean;
  stop(): Promise<void>;
}

/** The variables are those of `npm run test:e2e`; `prometheusUrl` is for the double, a real one has its own. */
export async function startGrafanaTarget({ prometheusUrl }: { prometheusUrl?: string } = {}): Promise<GrafanaTarget> {
  const { DASHPREVIEW_E2E_GRAFANA_URL: url, DASHPREVIEW_E2E_GRAFANA_TOKEN: token } = process.env;
  if (url !== undefined && url !== "" && token !== undefined) {
    const sleep = async (ms: number) => void (await wait(ms));
    const grafana = createGrafana({ url, auth: { type: "bearer", token }, userAgent: "dashpreview/test", sleep });
    return { grafana, real: true, stop: async () => grafana.close() };
  }
  const double = await startGrafanaDouble(defined({ prometheusUrl }));
  return { grafana: connectTo(double), real: false, stop: double.stop };
}
