import type { Distribution } from "../series.ts";
import type { Parameter } from "../signal.ts";
import type { Shape } from "./shape.ts";

/** Everything that the generator knows about one type of distribution. */
export interface DistributionRow<D extends Distribution> {
  /** Its parameters by name; each may change over time. */
  parameters(distribution: D): Readonly<Record<string, Parameter>>;
  /**
   * Checks the numbers among its parameters, each of which is finite.
   *
   * @param kind - the kind of series that a message names.
   * @throws {RangeError} naming kind, parameter and value.
   */
  check(distribution: D, kind: string): void;
  /** Its shape for values of its parameters, in their order; undefined if they are out of range. */
  shape(distribution: D, ...values: number[]): Shape | undefined;
  /** How `dashpreview describe` prints it, without its parameters. */
  describe(distribution: D): string;
}
