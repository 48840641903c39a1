import type { SettingsStore } from "../../../ci/settings/settings-store.ts";
import { UsageError } from "../../../errors.ts";
import { createGrafana } from "../../../grafana/connection.ts";
import type { Grafana } from "../../../grafana/grafana.ts";
import type { Auth } from "../../../http/request.ts";
import { defined } from "../../../json/defined.ts";
import { removeSetup } from "../../../preview/setup/remove-setup.ts";
import { setUp } from "../../../preview/setup/setup.ts";
import { secretOf } from "../../../secrets/secret.ts";
import type { CliContext } from "../../context.ts";
import { retryFrom } from "../../flags/retry.ts";
import { grafanaConnection, optionalPrometheusFrom } from "../../flags/servers.ts";
import { createProgress } from "../../terminal/progress.ts";
import { adminLogin } from "./admin-login.ts";
import { deliverTo } from "./deliver.ts";
import { openStore } from "./open-store.ts";
import type { SetupRequest } from "./options.ts";
import { printSetup } from "./print-setup.ts";
import { sourceFrom } from "./source-from.ts";
import { tokenVariable } from "./variables.ts";

/** Runs `setup`. Returns the exit code. */
export async function runSetup(request: SetupRequest, context: CliContext): Promise<number> {
  const url = check(request);
  const store = request.remove ? undefined : openStore(request, context);
  const connect = (auth: Auth, org?: number) =>
    createGrafana({
      ...grafanaConnection({ ...request, grafanaUrl: url }, context),
      auth,
      ...defined({ org }),
      sleep: context.sleep,
      retry: retryFrom("Grafana", request, context),
      signal: context.signal,
    });
  const grafana = connect(await adminLogin(request, context), request.org);
  try {
    if (request.remove) {
      const removed = await removeSetup(grafana, { dryRun: request.dryRun });
      return printSetup({ ...removed, token: undefined, variables: [], written: [] }, request, context);
    }
    const connectAs = (token: string) => {
      context.redactor.learn({ secrets: [secretOf(token)] });
      return connect({ type: "bearer", token });
    };
    return await make({ grafana, connectAs, store }, request, context);
  } finally {
    grafana.close();
    store?.close();
  }
}

interface Parties {
  readonly grafana: Grafana;
  readonly connectAs: (token: string) => Grafana;
  readonly store: SettingsStore | undefined;
}

async function make(
  { grafana, connectAs, store }: Parties,
  request: SetupRequest,
  context: CliContext,
): Promise<number> {
  const prometheus = optionalPrometheusFrom(request, context);
  const delivery = deliverTo(store, request, context);
  try {
    const result = await setUp(
      {
        grafana,
        connectAs,
        prometheus,
        dataSource: request.datasource,
        source: sourceFrom(request, context),
        editors: request.editors,
        place: store?.place ?? "by hand",
        tokenDays: request.tokenDays,
        renewToken: request.renewToken,
        tokenIsMissing: store !== undefined && !(await store.hasSecret(tokenVariable)),
        deliver: delivery.deliver,
        dryRun: request.dryRun,
      },
      { ...context, progress: createProgress(context) },
    );
    // Addresses may have changed although the token has not.
    if (!request.dryRun) await delivery.deliverRest();
    return printSetup({ ...result, ...delivery.result() }, request, context);
  } finally {
    prometheus?.close();
  }
}

/** @throws {UsageError} if flags contradict each other, or say too little. */
function check(request: SetupRequest): string {
  const { grafanaUrl, prometheusUrl, datasource, remove, tokenDays, renewToken } = request;
  if (grafanaUrl === undefined) throw new UsageError("no Grafana configured: set GRAFANA_URL or pass --grafana-url");
  if (tokenDays < 1 || tokenDays > 3650)
    throw new UsageError(`--token-days ${tokenDays}: expected 1 to 3650; a token without an expiry is not made`);
  if (remove && (renewToken || request.github || request.gitlab || request.forgejo || request.writeEnv !== undefined))
    throw new UsageError("--remove removes what is in Grafana: it goes with no flag about where a token goes");
  if (!remove && prometheusUrl === undefined && datasource === undefined)
    throw new UsageError(
      "which server takes the series of previews? set PROMETHEUS_URL or pass --prometheus-url, or name a data source " +
        "that reads it with --datasource",
    );
  return grafanaUrl;
}
