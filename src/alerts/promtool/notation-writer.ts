import { type HistogramSample, present, type SampleBlock, stale } from "../../generator/sampling/block.ts";

/** Writes samples one after the other in promtool's series notation, exactly, runs of one value as `axn`. */
export class NotationWriter {
  readonly #items: string[] = [];
  #token = "";
  #count = 0;
  #unsaid: string | undefined;

  /** A sample that the notation has no words for, in words; undefined: there is none. */
  get unsaid(): string | undefined {
    return this.#unsaid;
  }

  /** Adds the first `count` samples of a block. */
  add({ states, values, histograms }: SampleBlock, count: number): void {
    for (let place = 0; place < count; place++) {
      const state = states[place];
      if (state === stale) this.#push("stale");
      else if (state !== present) this.#push("_");
      else if (histograms === undefined) this.#push(numberToken(values[place]!));
      else this.#push(this.#histogram(histograms[place]!));
    }
  }

  /** The whole text; missing scrapes at the end are left out. Empty if there are no samples. */
  finish(): string {
    if (this.#token !== "_") this.#flush();
    return this.#items.join(" ");
  }

  #push(token: string): void {
    if (token === this.#token) {
      this.#count++;
      return;
    }
    this.#flush();
    this.#token = token;
    this.#count = 1;
  }

  #flush(): void {
    const [token, count] = [this.#token, this.#count];
    if (count === 0) return;
    if (token === "_" && count > 1) this.#items.push(`_x${count}`);
    else if (count > 2 && repeats(token)) this.#items.push(`${token}x${count - 1}`);
    else for (let time = 0; time < count; time++) this.#items.push(token);
    this.#count = 0;
    this.#token = "";
  }

  #histogram(sample: HistogramSample): string {
    const { schema, sum, count, zeroCount, zeroThreshold } = sample;
    const numbers = [sum, count, zeroCount, zeroThreshold, ...sample.positiveCounts, ...sample.negativeCounts];
    if (!numbers.every(Number.isFinite)) {
      this.#unsaid = "a native histogram whose sum or counts are infinite or NaN";
      return "_";
    }
    const side = (prefix: string, offset: number, counts: Float64Array) =>
      counts.length === 0
        ? []
        : [`${prefix}offset:${offset}`, `${prefix}buckets:[${[...counts].map(plain).join(" ")}]`];
    const parts = [
      `schema:${schema}`,
      `sum:${plain(sum)}`,
      `count:${plain(count)}`,
      ...(zeroThreshold === 0 ? [] : [`z_bucket_w:${plain(zeroThreshold)}`]),
      ...(zeroCount === 0 ? [] : [`z_bucket:${plain(zeroCount)}`]),
      ...side("", sample.positiveOffset, sample.positiveCounts),
      ...side("n_", sample.negativeOffset, sample.negativeCounts),
    ];
    return `{{${parts.join(" ")}}}`;
  }
}

/** `axn` adds 0 each time, which keeps every number but -0; `Infxn` and `NaNxn` are other words. */
function repeats(token: string): boolean {
  return token !== "stale" && token !== "-0" && !/^[+-]?[IN]/.test(token);
}

function numberToken(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  return Number.isFinite(value) ? plain(value) : value > 0 ? "Inf" : "-Inf";
}

/** The shortest digits that stand for exactly this number. */
function plain(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}
