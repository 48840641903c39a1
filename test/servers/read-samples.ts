/** A sample as the query API returns it. */
export type ReadSample = readonly [timeMs: number, value: number];

/**
 * The result of an instant query, series by series: labels as JSON and the one sample, or the samples of a range. Apart
 * from the product's client.
 */
export async function querySeries(url: string, query: string, timeMs: number): Promise<Map<string, ReadSample[]>> {
  const answer = await fetch(`${url}/api/v1/query`, {
    method: "POST",
    body: new URLSearchParams({ query, time: String(timeMs / 1000) }),
  });
  const { data, error } = (await answer.json()) as {
    error?: string;
    data?: { result: { metric: Record<string, string>; value?: [number, string]; values?: [number, string][] }[] };
  };
  if (data === undefined) throw new Error(`${query}: ${answer.status} ${error}`);
  return new Map(
    data.result.map(({ metric, value, values }) => {
      const samples = values ?? (value === undefined ? [] : [value]);
      const sorted = Object.fromEntries(Object.entries(metric).sort(([a], [b]) => (a < b ? -1 : 1)));
      return [
        JSON.stringify(sorted),
        samples.map(([time, text]) => [Math.round(time * 1000), readNumber(text)] as const),
      ];
    }),
  );
}

function readNumber(text: string): number {
  return text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

/** The real clock, sleep and random numbers, as the command line has them. */
export const realContext = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};
