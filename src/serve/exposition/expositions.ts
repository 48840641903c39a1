import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { RunningSpec, Snapshot } from "../running/running-spec.ts";
import type { ExpositionFormat } from "./accept.ts";
import { formatOpenMetrics } from "./open-metrics.ts";
import { formatProtobuf } from "./protobuf.ts";
import { formatText } from "./text.ts";

/** The form of an answer. */
export interface PageForm {
  readonly format: ExpositionFormat;
  readonly packed: boolean;
}

interface Made {
  readonly key: string;
  readonly body: Buffer;
  packed: Promise<Buffer> | undefined;
}

/** A page is made ahead for whoever asked within so many steps of the grid. */
const rememberedSteps = 8;
const pack = promisify(gzip);

/**
 * Makes what a scrape gets. Several scrapes within one step of the grid get the same bytes, and the bytes of the next
 * sample are made when the clock reaches it, not when somebody waits for them.
 */
export class Expositions {
  readonly #running: RunningSpec;
  readonly #made = new Map<ExpositionFormat, Made>();
  readonly #asked = new Map<string, { readonly form: PageForm; stepsLeft: number }>();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(running: RunningSpec) {
    this.#running = running;
  }

  /** The series as they are now. */
  async make(form: PageForm): Promise<Buffer> {
    this.#asked.set(`${form.format} ${form.packed}`, { form, stepsLeft: rememberedSteps });
    const page = await this.#page(form);
    this.#prepareNext();
    return page;
  }

  /** Makes nothing ahead any more. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #page({ format, packed }: PageForm): Promise<Buffer> {
    const made = await this.#running.read((snapshot) => {
      const key = `${snapshot.version} ${snapshot.index}`;
      const known = this.#made.get(format);
      if (known?.key === key) return known;
      const fresh: Made = { key, body: writers[format](snapshot), packed: undefined };
      this.#made.set(format, fresh);
      return fresh;
    });
    if (!packed) return made.body;
    made.packed ??= pack(made.body, { level: 1 });
    return made.packed;
  }

  #prepareNext(): void {
    if (this.#timer !== undefined || this.#stopped || this.#asked.size === 0) return;
    const waitMs = this.#running.nextSampleMs();
    if (waitMs === undefined) return;
    this.#timer = setTimeout(() => void this.#prepare(), waitMs);
    this.#timer.unref();
  }

  async #prepare(): Promise<void> {
    for (const [key, asked] of this.#asked) {
      if (--asked.stepsLeft < 0) this.#asked.delete(key);
      // Whoever asks next meets the error.
      else await this.#page(asked.form).catch(() => {});
    }
    this.#timer = undefined;
    this.#prepareNext();
  }
}

const writers: Readonly<Record<ExpositionFormat, (snapshot: Snapshot) => Buffer>> = {
  text: formatText,
  openmetrics: formatOpenMetrics,
  protobuf: formatProtobuf,
};
