import type { DecodedExemplar } from "../../prometheus/query/decode-answer.ts";

/**
 * The exemplars that Grafana shows of all that there are: in each step the greatest, and those that lie two standard
 * deviations of all of them below the one before.
 *
 * @param stepMs - of the query.
 * @see https://github.com/grafana/grafana/blob/main/pkg/promlib/querydata/exemplar/sampler_stddev.go
 */
export function sampleExemplars(all: readonly DecodedExemplar[], stepMs: number): DecodedExemplar[] {
  const finite = all.filter(({ value, timeMs }) => Number.isFinite(value) && Number.isFinite(timeMs));
  const mean = finite.reduce((sum, { value }) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  const apart = finite.length < 2 ? 0 : 2 * Math.sqrt(squares / (finite.length - 1));
  const steps = new Map<number, DecodedExemplar[]>();
  for (const one of finite) {
    const step = Math.floor(one.timeMs / stepMs);
    steps.set(step, [...(steps.get(step) ?? []), one]);
  }
  return [...steps]
    .sort(([one], [other]) => one - other)
    .flatMap(([, own]) => {
      const kept: DecodedExemplar[] = [];
      for (const one of own.sort((a, b) => b.value - a.value))
        if (kept.length === 0 || kept.at(-1)!.value - one.value > apart) kept.push(one);
      return kept;
    });
}
