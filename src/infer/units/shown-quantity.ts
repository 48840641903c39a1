import { type Measure, type Quantity, rescaled } from "./quantity.ts";

/** A node, as the panel shows it. */
export interface Shown {
  readonly of: Quantity | undefined;
  /** The product of the constants above that the value is multiplied by, while its quantity is not known. */
  readonly factor: number;
  readonly as: Measure["shown"];
  readonly overSeconds?: number;
  /** The quantity is a time, since its growth per second is a share. */
  readonly isTimeShare?: true;
}

/** An operator that compares. */
export const isComparison = /^(==|!=|[<>]=?)$/;
/** A node of which what the panel shows says nothing. */
export const nothing: Shown = { of: undefined, factor: 1, as: "value" };

/** The count of a counter whose growth per second is shown; only amounts of things grow. */
export function perSecond(shown: Shown): Shown {
  const { of } = shown;
  if (of === undefined) return shown;
  if (of.dimension === "share")
    return { ...shown, of: { ...of, dimension: "seconds", perSecond: false }, isTimeShare: true };
  if (of.dimension === "cores") return { ...shown, of: { ...of, dimension: "seconds" } };
  if (of.dimension === "watts") return { ...shown, of: { ...of, dimension: "joules" } };
  const grows = ["bytes", "seconds", "count", "joules", "litres", "metres", "grams", "currency"];
  return grows.includes(of.dimension) ? { ...shown, of: { ...of, perSecond: false } } : { ...shown, of: undefined };
}

/** The other side of a constant, as the panel shows it. */
export function withConstant(op: string, constant: number, isRight: boolean): (shown: Shown) => Shown {
  const times = (factor: number) => (shown: Shown) => ({
    ...shown,
    of: rescaled(shown.of, factor),
    factor: shown.factor * factor,
  });
  if (op === "*" && constant > 0) return times(constant);
  if (op === "/" && isRight && constant > 0) return times(1 / constant);
  if (op === "+" || op === "-" || op === "%" || isComparison.test(op)) return (shown) => shown;
  return () => nothing;
}
