import { readParameters } from "../parameters.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext } from "../sampling/filler.ts";
import type { Distribution } from "../series.ts";
import type { Parameter } from "../signal.ts";
import { exponential } from "./exponential.ts";
import { lognormal } from "./lognormal.ts";
import { normal } from "./normal.ts";
import type { Shape } from "./shape.ts";
import { uniform } from "./uniform.ts";
import { weightedValues } from "./weighted-values.ts";

/** A distribution that may change over time. */
export interface CompiledDistribution {
  /** The shape, if it never changes. */
  readonly constant: Shape | undefined;
  /**
   * Shapes of scrapes `index` … `index + count − 1`; undefined where a parameter is missing or makes no sense. For
   * shapes that change only.
   */
  shapes(index: number, count: number): readonly (Shape | undefined)[];
}

/** Makes a checked distribution ready; its parameters use the context's first scratch blocks. */
export function compileDistribution(distribution: Distribution, context: CompileContext): CompiledDistribution {
  switch (distribution.type) {
    case "lognormal":
      return compile([distribution.p50, distribution.p99], (p50, p99) => lognormal(p50, p99!), context);
    case "normal":
      return compile([distribution.mean, distribution.stddev], (mean, stddev) => normal(mean, stddev!), context);
    case "exponential":
      return compile([distribution.mean], (mean) => exponential(mean), context);
    case "uniform":
      return compile([distribution.min, distribution.max], (min, max) => uniform(min, max!), context);
    case "values":
      return compile([0], () => weightedValues(distribution.weights), context);
  }
}

function compile(
  list: readonly Parameter[],
  shapeOf: (first: number, second: number | undefined) => Shape | undefined,
  context: CompileContext,
): CompiledDistribution {
  const parameters = readParameters(context, list);
  const [first, second] = parameters.constants;
  const constant = parameters.constants.includes(undefined) ? undefined : shapeOf(first!, second);
  let known:
    | { readonly index: number; readonly count: number; readonly shapes: readonly (Shape | undefined)[] }
    | undefined;
  const make = (index: number, count: number) => {
    parameters.fill(index, count, 0);
    return Array.from({ length: count }, (_, place) => {
      if (parameters.blocks.some((block) => block.states[place] !== present)) return undefined;
      return shapeOf(parameters.blocks[0]!.values[place]!, parameters.blocks[1]?.values[place]);
    });
  };
  return {
    constant,
    shapes(index, count) {
      if (known?.index !== index || known.count !== count) known = { index, count, shapes: make(index, count) };
      return known.shapes;
    },
  };
}
