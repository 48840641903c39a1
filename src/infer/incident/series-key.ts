/** The key of a series of a spec in an incident: `metric index:series index`. */
export function keyOf(index: number, place: number): string {
  return `${index}:${place}`;
}

/** The place that a key of {@link keyOf} stands for: the index of the metric, and of the series in it. */
export function placeOf(key: string): readonly [index: number, place: number] {
  return key.split(":").map(Number) as [number, number];
}
