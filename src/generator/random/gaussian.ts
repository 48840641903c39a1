import { exponential } from "../math/exponential.ts";
import { logarithm } from "../math/logarithm.ts";
import { chunkSize } from "../sampling/filler.ts";
import { lanes, mixIndex, mixRun } from "./hash.ts";
import { uniformAt } from "./uniform.ts";

const layers = 128;
const tailStart = 3.442619855899;
const layerArea = 9.91256303526217e-3;
const edges = new Float64Array(layers + 1);
const ratios = new Float64Array(layers);
makeTables();

function makeTables(): void {
  let density = exponential(-0.5 * tailStart * tailStart);
  edges[0] = layerArea / density;
  edges[1] = tailStart;
  for (let layer = 2; layer < layers; layer++) {
    edges[layer] = Math.sqrt(-2 * logarithm(layerArea / edges[layer - 1]! + density));
    density = exponential(-0.5 * edges[layer]! * edges[layer]!);
  }
  for (let layer = 0; layer < layers; layer++) ratios[layer] = edges[layer + 1]! / edges[layer]!;
}

/**
 * A number of the standard normal distribution, by hash of a key and a whole-number index: the ziggurat method with 128
 * layers. What it rejects (one in eighty) is drawn again with another key.
 *
 * @see https://www.doornik.com/research/ziggurat.pdf
 */
export function gaussianAt(keyHigh: number, keyLow: number, index: number): number {
  fillGaussian(keyHigh, keyLow, index, 1, single, 0);
  return single[0]!;
}

const single = new Float64Array(1);
const hashes = new Int32Array(2 * chunkSize);

/**
 * The values of {@link gaussianAt} for `count` (at most {@link chunkSize}) indexes from `first` on, into places `at` …
 * of `out`.
 */
export function fillGaussian(
  keyHigh: number,
  keyLow: number,
  first: number,
  count: number,
  out: Float64Array,
  at: number,
): void {
  const run = hashes;
  const widths = edges;
  const inside = ratios;
  mixRun(keyHigh, keyLow, first, count, run);
  for (let place = 0; place < count; place++) {
    const low = run[2 * place + 1]!;
    const u = ((run[2 * place]! >>> 0) * 2097152 + (low >>> 11)) * 2.220446049250313e-16 - 1;
    const layer = low & 127;
    // Two statements: one expression for both would put every number on the heap.
    if (Math.abs(u) < inside[layer]!) out[at + place] = u * widths[layer]!;
    else out[at + place] = redraw(keyHigh, keyLow, first + place, layer, u);
  }
}

function redraw(keyHigh: number, keyLow: number, index: number, firstLayer: number, firstU: number): number {
  let layer = firstLayer;
  let u = firstU;
  for (let attempt = 1; ; attempt++) {
    const key = Math.imul(attempt, 0x9e3779b9);
    if (layer === 0) return tail(keyHigh ^ key, keyLow, index, u < 0);
    const x = u * edges[layer]!;
    const f0 = exponential(-0.5 * (edges[layer]! * edges[layer]! - x * x));
    const f1 = exponential(-0.5 * (edges[layer + 1]! * edges[layer + 1]! - x * x));
    if (f1 + uniformAt(keyHigh ^ key, keyLow ^ 0x3c6ef372, index) * (f0 - f1) < 1) return x;
    mixIndex(keyHigh ^ key, keyLow ^ 0x1b873593, index);
    const low = lanes[1]!;
    u = ((lanes[0]! >>> 0) * 2097152 + (low >>> 11)) * 2.220446049250313e-16 - 1;
    layer = low & 127;
    if (Math.abs(u) < ratios[layer]!) return u * edges[layer]!;
  }
}

function tail(keyHigh: number, keyLow: number, index: number, negative: boolean): number {
  for (let attempt = 1; ; attempt++) {
    const key = Math.imul(attempt, 0x85ebca6b);
    const x = logarithm(1 - uniformAt(keyHigh, keyLow ^ key ^ 0x2545f491, index)) / tailStart;
    const y = logarithm(1 - uniformAt(keyHigh, keyLow ^ key ^ 0x6c8e9cf5, index));
    if (-2 * y >= x * x) return negative ? x - tailStart : tailStart - x;
  }
}
