import type { RunningSpec, Snapshot } from "../running/running-spec.ts";
import type { ExpositionFormat } from "./accept.ts";
import { formatOpenMetrics } from "./open-metrics.ts";
import { formatProtobuf } from "./protobuf.ts";
import { formatText } from "./text.ts";

/** Makes what a scrape gets; several scrapes within one step of the grid get the same bytes. */
export class Expositions {
  readonly #running: RunningSpec;
  readonly #made = new Map<ExpositionFormat, { readonly key: string; readonly body: Buffer }>();

  constructor(running: RunningSpec) {
    this.#running = running;
  }

  /** The series as they are now. */
  make(format: ExpositionFormat): Promise<Buffer> {
    return this.#running.read((snapshot) => {
      const key = `${snapshot.version} ${snapshot.index}`;
      const known = this.#made.get(format);
      if (known?.key === key) return known.body;
      const body = writers[format](snapshot);
      this.#made.set(format, { key, body });
      return body;
    });
  }
}

const writers: Readonly<Record<ExpositionFormat, (snapshot: Snapshot) => Buffer>> = {
  text: formatText,
  openmetrics: formatOpenMetrics,
  protobuf: formatProtobuf,
};
