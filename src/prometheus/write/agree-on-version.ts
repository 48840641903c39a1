import { HttpError } from "../../errors.ts";
import { encodeNothing } from "../encode/encode-floats.ts";
import type { WriteVersion } from "../encode/write-version.ts";
import type { Prometheus } from "../prometheus.ts";
import type { SendContext } from "./send-request.ts";
import { writtenCount } from "./write-status.ts";

const probeMs = 5000;

/**
 * The version of remote write that a receiver is sent: the wanted one; for `auto` 2 if it takes an empty request of it,
 * else 1. It is asked once. A receiver that knows version 1 only may take such a request as well and understand nothing
 * of it: it does not say how much it has written. After a 415 to version 2 it is sent version 1, whatever was wanted.
 *
 * @throws the signal's reason if it is aborted.
 */
export async function agreeOnVersion(
  prometheus: Prometheus,
  { signal }: Pick<SendContext, "signal">,
): Promise<WriteVersion> {
  const { remoteWrite } = prometheus;
  if (remoteWrite.agreed !== undefined) return remoteWrite.agreed;
  if (remoteWrite.wanted !== "auto") return remoteWrite.wanted;
  const asking = ask(prometheus, signal);
  remoteWrite.agreed = asking.then((version) => version ?? 1);
  // Who gets no answer asks again the next time; the requests of this time say what is wrong.
  asking.then(
    (version) => version ?? forget(remoteWrite),
    () => forget(remoteWrite),
  );
  return remoteWrite.agreed;
}

async function ask(prometheus: Prometheus, signal: AbortSignal | undefined): Promise<WriteVersion | undefined> {
  const request = encodeNothing(2);
  try {
    const answer = await prometheus.write(request.compress(), {
      version: 2,
      attempt: 0,
      signal,
      timeoutMs: Math.min(probeMs, prometheus.timeoutMs),
    });
    if (answer.status >= 500 || answer.status === 429) return undefined;
    return answer.status >= 200 && answer.status < 300 && writtenCount(answer) !== undefined ? 2 : 1;
  } catch (error) {
    if (error instanceof HttpError) return undefined;
    throw error;
  }
}

function forget(remoteWrite: Prometheus["remoteWrite"]): void {
  remoteWrite.agreed = undefined;
}
