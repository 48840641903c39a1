/** Spans of buckets of a native histogram, and their counts: each against the one before (whole), or as they are. */
export interface NativeBuckets {
  readonly spans: readonly { readonly offset: number; readonly length: number }[];
  /** Of whole counts. */
  readonly deltas: readonly number[];
  /** Of counts with fractions. */
  readonly counts: readonly number[];
}

/** A native histogram as a page shows it. */
export interface ScrapedHistogram {
  /** Counts have fractions. */
  readonly float: boolean;
  /** It may go down. */
  readonly gauge: boolean;
  readonly count: number;
  readonly sum: number;
  readonly schema: number;
  readonly zeroThreshold: number;
  readonly zeroCount: number;
  readonly negative: NativeBuckets;
  readonly positive: NativeBuckets;
}

/** An exemplar of a counter or bucket. */
export interface ScrapedExemplar {
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
  /** Unix milliseconds; default the time of the scrape. */
  readonly timeMs: number | undefined;
}

/** A sample of a page. */
export interface ScrapedSample {
  readonly name: string;
  /** Without `__name__`, and without empty values. */
  readonly labels: ReadonlyMap<string, string>;
  /** Of a native histogram NaN. */
  readonly value: number;
  readonly histogram?: ScrapedHistogram | undefined;
  /** Unix milliseconds, where the page gives one. */
  readonly timeMs?: number | undefined;
  readonly exemplar?: ScrapedExemplar | undefined;
}

/** The content of a `/metrics` page, in whatever form it came. */
export interface ScrapedPage {
  /** By family, in the words of OpenMetrics: `unknown` for `untyped`. */
  readonly types: Map<string, string>;
  readonly helps: Map<string, string>;
  readonly units: Map<string, string>;
  readonly samples: ScrapedSample[];
  /** The first thing on it that is wrong, with its line. The samples are those that can be read all the same. */
  fault: string | undefined;
}

/** A page with nothing on it. */
export function emptyPage(): ScrapedPage {
  return { types: new Map(), helps: new Map(), units: new Map(), samples: [], fault: undefined };
}
