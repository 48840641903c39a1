import { missing, present, type SampleBlock } from "./sampling/block.ts";
import type { CompileContext } from "./sampling/filler.ts";
import type { Parameter, Signal } from "./signal.ts";

/** The parameters of a signal, evaluated scrape by scrape. */
export interface Parameters {
  /** The value of each that never changes; undefined for one that does. */
  readonly constants: readonly (number | undefined)[];
  /** One block per parameter. */
  readonly blocks: readonly SampleBlock[];
  /**
   * Writes scrapes `index` … `index + count − 1` to places 0 … of each block.
   *
   * @returns true if all of them are present.
   */
  fill(index: number, count: number, startMs: number): boolean;
}

/** Compiles parameters; each has its own place in the tree and its own scratch block, from `firstScratch` on. */
export function readParameters(
  context: CompileContext,
  parameters: readonly Parameter[],
  { firstPlace = 0, firstScratch = 0 }: { firstPlace?: number; firstScratch?: number } = {},
): Parameters {
  const scratches = firstScratch + parameters.length;
  const compiled = parameters.map((parameter, place) => context.parameter(parameter, firstPlace + place, scratches));
  const blocks = parameters.map((_, place) => context.scratch(firstScratch + place));
  return {
    constants: compiled.map(({ constant }) => constant),
    blocks,
    fill(index, count, startMs) {
      let complete = true;
      for (const [place, parameter] of compiled.entries()) {
        const block = blocks[place]!;
        if (parameter.constant === undefined) {
          if (!parameter.filler.fill(block, 0, index, count, startMs)) complete = false;
        } else {
          block.values.fill(parameter.constant, 0, count);
          block.states.fill(present, 0, count);
        }
      }
      return complete;
    },
  };
}

/** Present where every block is, else missing. */
export function combineStates(blocks: readonly SampleBlock[], states: Uint8Array, at: number, count: number): void {
  for (let place = 0; place < count; place++) {
    let state: number = present;
    for (const block of blocks) if (block.states[place] !== present) state = missing;
    states[at + place] = state;
  }
}

/** The parameters that are signals. */
export function signalsOf(...parameters: readonly Parameter[]): readonly Signal[] {
  return parameters.filter((parameter) => typeof parameter !== "number");
}
