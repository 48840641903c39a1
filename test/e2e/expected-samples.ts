import { planSpec } from "../../src/data-spec/plan/plan.ts";
import { parseSpec } from "../../src/data-spec/read/parse.ts";
import { createBlock } from "../../src/generator/sampling/block.ts";
import { createSharingSources } from "../../src/generator/sampling/sharing-sources.ts";
import { defined } from "../../src/json/defined.ts";

/** The parts of `up`'s result that say where its samples lie. */
export interface WrittenRun {
  readonly project: string;
  readonly key: string;
  readonly revision: string;
  readonly window: { readonly from: string };
}

/** How much of it. */
interface ExpectedSpan {
  readonly lastMs: number;
  readonly leadIn?: number;
  readonly stepMs?: number;
  /** Gives recorded files. */
  readonly readFile?: (path: string) => string;
}

/**
 * Every sample of a spec that the generator makes in one go, from the beginning of the lead-in to `lastMs`; in the form
 * of `querySeries`. The step is one second unless it is given.
 */
export function expectedSamples(
  spec: string,
  { project, key, revision, window }: WrittenRun,
  { lastMs, leadIn = 0, stepMs = 1000, readFile }: ExpectedSpan,
): Map<string, [number, number][]> {
  const anchor = Date.parse(window.from);
  const count = (lastMs - anchor) / stepMs + 1 + leadIn;
  const grid = { fromMs: anchor - leadIn * stepMs, stepMs, count, leadIn };
  const { definitions, seed } = planSpec(parseSpec(spec, { file: "x", ...defined({ readFile }) }), {
    nowMs: lastMs,
    grid,
  });
  const found = createSharingSources(definitions, { seed, grid }).flatMap((source) => {
    const blocks = source.series.map(() => createBlock(count));
    source.fill(0, count, blocks);
    return source.series.map(({ name, labels }, i) => {
      const all = { __name__: name, dashpreview: `${project}.${key}.${revision}`, ...Object.fromEntries(labels) };
      const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
      const { values, states } = blocks[i]!;
      const samples = Array.from(
        { length: count },
        (_, k) => [grid.fromMs + k * stepMs, values[k]!] as [number, number],
      );
      return [JSON.stringify(sorted), samples.filter((_, k) => states[k] === 1)] as const;
    });
  });
  return new Map(found);
}
