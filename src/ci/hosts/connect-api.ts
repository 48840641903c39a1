import { createHttpClient } from "../../http/client.ts";
import { defined } from "../../json/defined.ts";
import type { HostConnection } from "./ci-host.ts";
import { createHostApi, type HostApi, type HostApiOptions } from "./host-api.ts";

/** The API of one host: its address, and how it pages, names itself and advises. */
export interface ApiOfHost extends Pick<HostApiOptions, "name" | "paging" | "hasNext" | "advice" | "ownAdvice"> {
  readonly url: string;
  /** Headers of every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Connects to the API of a review's host. Sends nothing yet. The token goes to this address only. */
export function connectApi(
  { token, sleep, signal, retry, ...connection }: HostConnection,
  { url, headers, ...options }: ApiOfHost,
): HostApi {
  const client = createHttpClient({
    ...connection,
    ...defined({ ownHeaders: headers }),
    url,
    auth: { type: "bearer", token },
    timeoutMs: 20_000,
    maxSockets: 2,
  });
  return createHostApi({ client, sleep, signal, retry, ...options });
}
