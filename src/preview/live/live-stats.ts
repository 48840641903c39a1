/** Numbers of a process so far, for its own metrics. */
export interface LiveStats {
  /** Previews that are written for now. */
  previews: number;
  /** Series of these, on the wire. */
  series: number;
  /** Previews that are marked for live writing and not written for. */
  leftAlone: number;
  /** Samples that the receiver took. */
  samples: number;
  /** Scrapes of a preview that the receiver took no more. */
  skippedScrapes: number;
  /** Seconds by which the oldest scrape that is due is late. */
  lagSeconds: number;
  /** Previews that were deleted when they had expired. */
  cleaned: number;
  readonly failures: { list: number; write: number; cleanup: number; spec: number; comment: number };
  /** When previews were last listed, in Unix milliseconds; undefined before the first time. */
  listedAtMs: number | undefined;
  /** When writing last came round, in Unix milliseconds. */
  turnedAtMs: number | undefined;
}

/** Stats of a process that has done nothing yet. */
export function createStats(): LiveStats {
  return {
    previews: 0,
    series: 0,
    leftAlone: 0,
    samples: 0,
    skippedScrapes: 0,
    lagSeconds: 0,
    cleaned: 0,
    failures: { list: 0, write: 0, cleanup: 0, spec: 0, comment: 0 },
    listedAtMs: undefined,
    turnedAtMs: undefined,
  };
}
