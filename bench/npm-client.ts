import { createRequire } from "node:module";
import { join } from "node:path";

interface Timeseries {
  labels: Record<string, string>;
  samples: { value: number; timestamp: number }[];
}
type Push = (
  timeseries: Timeseries[],
  options: { url: string; fetch: typeof fetch },
) => Promise<{ status: number; errorMessage?: string }>;

/** `scrape`: one call for all series of a scrape, oldest first, as a process that reports its metrics does. `once`: everything in a single call. */
export type ClientUse = "scrape" | "once";

/**
 * 1,000 series × 240 samples through the npm package `prometheus-remote-write`, installed in `folder`. The samples are made beforehand.
 *
 * @returns samples a second.
 */
export async function runNpmClient({
  folder,
  url,
  use,
}: {
  folder: string;
  url: string;
  use: ClientUse;
}): Promise<number> {
  const { pushTimeseries } = createRequire(join(folder, "x.js"))("prometheus-remote-write") as { pushTimeseries: Push };
  const calls = use === "scrape" ? scrapes() : [merge(scrapes())];
  const started = performance.now();
  for (const call of calls) {
    const { status, errorMessage } = await pushTimeseries(call, { url: `${url}/api/v1/write`, fetch });
    if (status >= 300) throw new Error(`prometheus-remote-write: ${status} ${errorMessage ?? ""}`);
  }
  return 240_000 / ((performance.now() - started) / 1000);
}

function scrapes(): Timeseries[][] {
  const endMs = Math.floor(Date.now() / 15_000) * 15_000;
  return Array.from({ length: 240 }, (_, scrape) =>
    Array.from({ length: 1000 }, (_, index) => ({
      labels: labels(index),
      samples: [{ value: 20 * scrape + Math.random(), timestamp: endMs - (239 - scrape) * 15_000 }],
    })),
  );
}

/** Sorted, as a receiver wants them. */
function labels(index: number): Record<string, string> {
  return {
    __name__: "bench_requests_total",
    cluster: "bench",
    instance: `host-${index % 50}:9100`,
    job: "bench",
    path: `/item/${Math.floor(index / 50)}`,
  };
}

function merge(all: readonly Timeseries[][]): Timeseries[] {
  return Array.from({ length: 1000 }, (_, index) => ({
    labels: labels(index),
    samples: all.flatMap((scrape) => scrape[index]!.samples),
  }));
}
