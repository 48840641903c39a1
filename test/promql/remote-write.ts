import { createRequire } from "node:module";
import protobuf from "protobufjs/minimal.js";

const snappy = createRequire(import.meta.url)("snappyjs") as { compress(data: Uint8Array): Uint8Array<ArrayBuffer> };

/** A series of samples, oldest first. Labels include `__name__`. */
export interface TestSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly { readonly timeMs: number; readonly value: number }[];
}

/**
 * Sends series in one remote-write 1.0 request. Apart from the product's own sender on purpose.
 *
 * @see https://prometheus.io/docs/specs/prw/remote_write_spec/
 */
export async function writeSeries(url: string, series: readonly TestSeries[]): Promise<void> {
  const request = new protobuf.Writer();
  for (const { labels, samples } of series) {
    const message = request.uint32(10).fork();
    for (const name of Object.keys(labels).sort())
      message.uint32(10).fork().uint32(10).string(name).uint32(18).string(labels[name]!).ldelim();
    for (const { timeMs, value } of samples)
      message.uint32(18).fork().uint32(9).double(value).uint32(16).int64(timeMs).ldelim();
    message.ldelim();
  }
  const response = await fetch(`${url}/api/v1/write`, {
    method: "POST",
    headers: {
      "Content-Encoding": "snappy",
      "Content-Type": "application/x-protobuf",
      "X-Prometheus-Remote-Write-Version": "0.1.0",
    },
    body: snappy.compress(request.finish()),
  });
  if (!response.ok) throw new Error(`remote write: ${response.status} ${await response.text()}`);
}
