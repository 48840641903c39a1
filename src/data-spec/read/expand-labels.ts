import type { Labels } from "../../generator/series.ts";
import { expandLabelPattern } from "./label-pattern.ts";
import type { LabelDimension } from "./read-labels.ts";

type Pair = Labels[number];

/** Of labels with a single value: their series share the pair. */
const single = new WeakMap<LabelDimension, readonly Pair[]>();

function pairsOf(dimension: LabelDimension): readonly Pair[] {
  const known = single.get(dimension);
  if (known !== undefined) return known;
  const { name, patterns, count } = dimension;
  const pairs = patterns.flatMap(expandLabelPattern).map((value): Pair => [name, value]);
  if (count === 1n) single.set(dimension, pairs);
  return pairs;
}

/**
 * Every label set of these dimensions, which are sorted by name: the last one changes fastest. A label with an empty
 * value is left out, as Prometheus does. Count first: there may be very many.
 */
export function* expandLabels(dimensions: readonly LabelDimension[]): Generator<Labels> {
  const values = dimensions.map(pairsOf);
  const index = values.map(() => 0);
  for (;;) {
    yield values.map((list, place) => list[index[place]!]!).filter(([, value]) => value !== "");
    let place = values.length - 1;
    while (place >= 0 && ++index[place]! === values[place]!.length) index[place--] = 0;
    if (place < 0) return;
  }
}
