import type { SelectorNode } from "../../promql/tree/node.ts";
import type { VariableOptions } from "../../promql/variables/variants.ts";
import type { State } from "../meaning/states.ts";
import type { Outcome } from "../meaning/words.ts";
import type { LabelCopy } from "../series/label-copies.ts";
import type { LabelCondition } from "./label-condition.ts";
import type { ValueComparison } from "./usage.ts";

/** Where an expression stands. */
export interface QueryPlace {
  /** Title of the panel, or `$name` of the variable. */
  readonly user: string;
  /** Labels that the legend, or a table, shows. */
  readonly needs: ReadonlySet<string>;
  readonly unit?: string | undefined;
  /** States that the panel knows. */
  readonly states?: readonly State[] | undefined;
  /** Of a panel that shows shares. */
  readonly outcome?: Outcome | undefined;
  /** Only labels are asked for: its values are not shown. */
  readonly onlyLabels?: true;
  /** Comparisons that what is shown has to stand. */
  readonly comparisons?: readonly ValueComparison[];
  /** Values that variables may take which do not ask for them. */
  readonly options?: VariableOptions | undefined;
  /** Its comparisons need not hold for any series: an alert should not fire. */
  readonly ignoresComparisons?: boolean;
}

/** The surroundings of a node in an expression, as far as they say something about the series below it. */
export interface Surroundings {
  /** Labels that are used above. */
  readonly needs: ReadonlySet<string>;
  /** On the right of `unless`. */
  readonly removes: boolean;
  /** The function that the node is the argument of, or "". */
  readonly call: string;
  /** Comparisons that the node's value stands in. */
  readonly comparisons: readonly ValueComparison[];
  /** Only what grows is shown: what stands still is not above a number, divides nothing and has no quantile. */
  readonly grows: boolean;
  /** `label_replace` around it. */
  readonly copies: readonly LabelCopy[];
  /** Multiplied with something for its labels. */
  readonly onlyLabels: boolean;
  /** Inside an operation that matches labels. */
  readonly joined: boolean;
  /** Inside a function of native histograms. */
  readonly native: boolean;
  /** Inside `histogram_quantile` of classic buckets, which nothing puts together with other metrics. */
  readonly buckets: boolean;
  /** Conditions that the other side of an operation puts on a selector's labels. */
  readonly carried: ReadonlyMap<SelectorNode, readonly LabelCondition[]>;
}

/** Nothing around but the place itself. */
export function outermost(place: QueryPlace): Surroundings {
  return {
    needs: place.needs,
    removes: false,
    call: "",
    comparisons: place.comparisons ?? [],
    grows: false,
    copies: [],
    onlyLabels: false,
    joined: false,
    native: false,
    buckets: false,
    carried: new Map(),
  };
}
