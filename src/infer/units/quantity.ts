/** Kinds of measures. `count` is of things that one can count, `other` has a unit that says nothing about values. */
export type Dimension =
  | ("bytes" | "seconds" | "date" | "share" | "count" | "cores" | "state" | "hertz" | "celsius" | "fahrenheit")
  | ("kelvin" | "volts" | "amperes" | "watts" | "joules" | "rpm" | "metres" | "pascals" | "decibels" | "currency")
  | ("grams" | "litres" | "speed" | "degrees" | "other");

/** A measure of a series' numbers with its unit. */
export interface Quantity {
  readonly dimension: Dimension;
  /**
   * How many bytes, seconds, whole things (of `share` 1 is all) a value of 1 is. A `date` counts seconds of Unix time.
   */
  readonly scale: number;
  /** The value is so many of these a second. */
  readonly perSecond: boolean;
}

/** How a query comes from a series to what it shows. */
export interface Measure {
  /**
   * Of a raw value: of a counter's sample (`bytes`, even if its growth per second is shown), of an observation of a
   * histogram.
   */
  readonly quantity: Quantity;
  /**
   * Of the series is shown: a value of it, its growth per second, its growth over the last {@link overSeconds}, or what
   * a histogram or summary has observed.
   */
  readonly shown: "value" | "rate" | "increase" | "observation";
  /** Of `increase`, if the range is a fixed time. */
  readonly overSeconds?: number;
}

/** A quantity; a scale of 1 and no rate if nothing else is said. */
export function quantity(dimension: Dimension, scale = 1, { perSecond = false } = {}): Quantity {
  return { dimension, scale, perSecond };
}

/** Values that 1 of the other unit is so many of. Undefined where that is no number to calculate with. */
export function rescaled(of: Quantity | undefined, factor: number): Quantity | undefined {
  if (of === undefined) return undefined;
  const scale = of.scale * factor;
  return Number.isFinite(scale) && scale > 0 ? { ...of, scale: Number(scale.toPrecision(12)) } : undefined;
}
