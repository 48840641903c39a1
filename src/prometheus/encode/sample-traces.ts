import type { SliceTemplate } from "./slice-template.ts";

/** An offset before the start of any request. */
const nowhere = -0x4000_0000;
/** The last samples that were written by a template. */
export interface SampleTrace {
  readonly template: SliceTemplate;
  /** By index in the template: the last value at that time, as its lower and upper half. */
  readonly lastHalves: Int32Array;
  /**
   * By index in the template: the offset in the request of the sample with that value. Not updated while `lastWhole`
   * gives the offset.
   */
  readonly places: Int32Array;
  /** Offset of the last series' samples, if it has one at every time and all have the same size. */
  lastWhole: number | undefined;
}

/** Series of one request have few templates: of gauges, and of counters that began at the same time. */
const mostTraces = 16;

/** The traces of a request, one for each template. Their memory is used again. */
export class SampleTraces {
  /** The one that is used stands first. */
  #traces: SampleTrace[] = [];
  #spare: SampleTrace[] = [];

  /** Begins another request. */
  clear(): void {
    if (this.#traces.length > 0) this.#spare = this.#traces;
    this.#traces = [];
  }

  of(template: SliceTemplate): SampleTrace {
    const traces = this.#traces;
    if (traces[0]?.template === template) return traces[0];
    const at = traces.findIndex((one) => one.template === template);
    const trace = at < 0 ? this.#begin(template) : traces[at]!;
    if (at >= 0) traces.splice(at, 1);
    else if (traces.length >= mostTraces) traces.pop();
    traces.unshift(trace);
    return trace;
  }

  #begin(template: SliceTemplate): SampleTrace {
    const { length } = template;
    const old = this.#spare.pop();
    const fits = old !== undefined && old.places.length >= length;
    const trace = {
      template,
      places: fits ? old.places : new Int32Array(length),
      lastHalves: fits ? old.lastHalves : new Int32Array(2 * length),
      lastWhole: undefined,
    };
    trace.places.fill(nowhere);
    return trace;
  }
}
