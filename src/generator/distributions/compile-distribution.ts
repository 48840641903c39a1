import { readParameters } from "../parameters.ts";
import { present } from "../sampling/block.ts";
import type { CompileContext } from "../sampling/filler.ts";
import type { Distribution } from "../series.ts";
import { distributionRowOf } from "./distribution-table.ts";
import type { Shape } from "./shape.ts";

/** A distribution that may change over time. */
export interface CompiledDistribution {
  /** The shape, if it never changes. */
  readonly constant: Shape | undefined;
  /**
   * Shapes of scrapes `index` … `index + count − 1`; undefined where a parameter is missing or out of range.
   * Only for a distribution that changes.
   */
  shapes(index: number, count: number): readonly (Shape | undefined)[];
}

/**
 * Compiles a checked distribution. Its parameters use the context's first scratch blocks.
 *
 * @param leadIn - scrapes before the anchor; the indexes of {@link CompiledDistribution.shapes} count from the first.
 */
export function compileDistribution(
  distribution: Distribution,
  context: CompileContext,
  leadIn = 0,
): CompiledDistribution {
  const row = distributionRowOf(distribution);
  const parameters = readParameters(context, Object.values(row.parameters(distribution)));
  const constant = parameters.constants.includes(undefined)
    ? undefined
    : row.shape(distribution, ...(parameters.constants as readonly number[]));
  let known:
    | { readonly index: number; readonly count: number; readonly shapes: readonly (Shape | undefined)[] }
    | undefined;
  const make = (index: number, count: number) => {
    parameters.fill(index - leadIn, count, 0);
    return Array.from({ length: count }, (_, place) => {
      if (parameters.blocks.some((block) => block.states[place] !== present)) return undefined;
      return row.shape(distribution, ...parameters.blocks.map(({ values }) => values[place]!));
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
