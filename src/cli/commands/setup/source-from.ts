import { UsageError } from "../../../errors.ts";
import { defined } from "../../../json/defined.ts";
import type { SetupOptions } from "../../../preview/setup/setup-options.ts";
import { formatDuration } from "../../../text/duration.ts";
import { serverAddress } from "../../../text/server-address.ts";
import type { CliContext } from "../../context.ts";
import { authFrom, headersFrom, networkFrom } from "../../flags/connections.ts";
import type { SetupRequest } from "./options.ts";

/**
 * Settings of the data source: credentials as this program has them. A client certificate stays here, because it
 * proves who a runner is.
 *
 * @throws {UsageError} if `--datasource-url` is not an address.
 */
export function sourceFrom(request: SetupRequest, context: CliContext): SetupOptions["source"] {
  const { datasourceUrl, prometheusUrl, intervalMs, tenant } = request;
  const url = datasourceUrl === undefined ? undefined : serverAddress(datasourceUrl);
  if (datasourceUrl !== undefined && url === undefined)
    throw new UsageError("--datasource-url: expected an address such as http://prometheus:9090, without credentials");
  const auth = authFrom("prometheus", {
    token: request.prometheusToken,
    user: request.prometheusUser,
    password: request.prometheusPassword,
  });
  const isTls = (url ?? prometheusUrl ?? "").startsWith("https:");
  return {
    url,
    tenant,
    interval: formatDuration(intervalMs),
    headers: headersFrom(request.prometheusHeader),
    ...defined({ caPem: isTls ? networkFrom(request.caFile, context).caPem : undefined }),
    ...(auth.type === "basic" ? { basic: { user: auth.username, password: auth.password } } : {}),
    ...(auth.type === "bearer" ? { token: auth.token } : {}),
  };
}
