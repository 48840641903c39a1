import type { HttpClient } from "../http/client.ts";
import { repeatForStatus } from "../http/repeat.ts";
import { asObject, field, textField } from "../json/read.ts";
import { queryPathsToTry } from "./places.ts";
import { type Clues, type Receiver, receiverOf, receivers } from "./receivers.ts";

/** A receiver that was recognised, and the path below which it answers questions. */
export interface Recognised {
  readonly receiver: Receiver;
  readonly path: string;
}

/**
 * Recognises a receiver by its answers: asks for `/api/v1/status/buildinfo` below each path that it may answer at.
 * Writes nothing.
 *
 * @param client - of the host; paths are whole.
 * @param url - the address as it was given.
 * @returns undefined if the server has trouble to answer: then nothing follows. A server without this endpoint, or that
 *   keeps it to itself, counts as what its address says, else as Prometheus.
 * @throws {HttpError} if there is no answer.
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#build-information
 */
export async function recognise(
  client: HttpClient,
  { hostname, pathname }: URL,
  { signal, timeoutMs }: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number },
): Promise<Recognised | undefined> {
  const given = pathname.replace(/\/+$/, "");
  let headers: Clues["headers"] = {};
  for (const path of queryPathsToTry(given)) {
    const request = { method: "GET", path: `${path}/api/v1/status/buildinfo`, signal, timeoutMs } as const;
    const answer = await client.send(request);
    const body = answer.status >= 200 && answer.status < 300 ? answer.json() : undefined;
    if (textField(body, "status") === "success" && asObject(field(body, "data")) !== undefined) {
      const [application = "", version = ""] = [
        textField(body, "data", "application"),
        textField(body, "data", "version"),
      ];
      return named({ host: hostname.toLowerCase(), path, headers: answer.headers, application, version });
    }
    if (repeatForStatus(answer.status) === "outage") return undefined;
    headers = { ...headers, ...answer.headers };
  }
  return named({ host: hostname.toLowerCase(), path: given, headers, application: "", version: "" });
}

function named(clues: Clues): Recognised {
  return {
    receiver: receivers.find(({ answersAs }) => answersAs(clues)) ?? receiverOf("prometheus"),
    path: clues.path,
  };
}
