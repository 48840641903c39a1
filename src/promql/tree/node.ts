/** Offsets into the original query with its variables; `to` is exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One matcher of a selector; the span covers name, operator and value. */
export interface Matcher extends Span {
  readonly name: string;
  readonly op: "=" | "!=" | "=~" | "!~";
  /** Without quotes and escapes; Grafana variables as written. */
  readonly value: string;
}

/** `x{a="b"}`, without range, offset and `@`. */
export interface SelectorNode extends Span {
  readonly type: "selector";
  /**
   * From the text before the braces, a quoted name in them, or `__name__="…"`; may contain Grafana variables. Undefined
   * without a name.
   */
  readonly metric: string | undefined;
  /** In the order of the text, including `__name__` if it is written as a matcher. */
  readonly matchers: readonly Matcher[];
  /** Whether it has braces. */
  readonly braces: boolean;
  /**
   * Offset for inserting a matcher: after the opening brace or, without braces, after the name. Undefined inside a
   * variable.
   */
  readonly insertAt: number | undefined;
  /** True if it is a Grafana variable and nothing else. */
  readonly isVariable: boolean;
}

/** `sum by (a) (x)`. */
export interface AggregationNode extends Span {
  readonly type: "aggregation";
  /** In lower case: `sum`. */
  readonly op: string;
  /** Undefined without a clause. */
  readonly grouping: "by" | "without" | undefined;
  /** Labels of the clause, variables as written. */
  readonly labels: readonly string[];
  /**
   * True if the word `by` or `without`, or the name of the aggregation, comes from a variable with unknown options.
   */
  readonly uncertain: boolean;
  /** `3` of `topk(3, x)`. */
  readonly param: PromqlNode | undefined;
  readonly expr: PromqlNode;
}

/** The vector matching of `on`, `ignoring` and `group_*`. */
export interface VectorMatching {
  readonly kind: "on" | "ignoring";
  readonly labels: readonly string[];
  readonly group: "left" | "right" | undefined;
  readonly include: readonly string[];
}

/** `a / on (x) b`. */
export interface BinaryNode extends Span {
  readonly type: "binary";
  /** In lower case: `+`, `==`, `and`, `unless`, `atan2`. */
  readonly op: string;
  /** End offset of the operator, before `bool` and `on`; NaN inside a variable. */
  readonly opTo: number;
  readonly bool: boolean;
  readonly matching: VectorMatching | undefined;
  readonly left: PromqlNode;
  readonly right: PromqlNode;
}

/** `rate(x[5m])`. */
export interface CallNode extends Span {
  readonly type: "call";
  /** As written. A variable with unknown options stays as `$fn`. */
  readonly name: string;
  readonly uncertain: boolean;
  readonly args: readonly PromqlNode[];
}

/** `x[5m]`. */
export interface MatrixNode extends Span {
  readonly type: "matrix";
  /** As written between the brackets. */
  readonly range: string;
  readonly expr: PromqlNode;
}

/** `x[1h:5m]`. */
export interface SubqueryNode extends Span {
  readonly type: "subquery";
  readonly range: string;
  /** As written; empty if omitted. */
  readonly step: string;
  readonly expr: PromqlNode;
}

/** `x offset 5m`, `x @ end()`, `x anchored`, `x smoothed`. */
export interface ModifierNode extends Span {
  readonly type: "modifier";
  readonly kind: "offset" | "at" | "anchored" | "smoothed";
  /** The text after the keyword: `5m`, `end()`. */
  readonly text: string;
  readonly expr: PromqlNode;
}

/** `-x`. */
export interface UnaryNode extends Span {
  readonly type: "unary";
  readonly op: "+" | "-";
  readonly expr: PromqlNode;
}

/** `(x)`. */
export interface ParenNode extends Span {
  readonly type: "paren";
  readonly expr: PromqlNode;
}

/** `1.5`, `Inf`, `5m` as a number of seconds, or a variable that stands for a number. */
export interface NumberNode extends Span {
  readonly type: "number";
  /** As written. */
  readonly text: string;
}

/** `"text"`. */
export interface StringNode extends Span {
  readonly type: "string";
  /** Without quotes and escapes. */
  readonly value: string;
}

/** A PromQL expression. */
export type PromqlNode =
  | SelectorNode
  | AggregationNode
  | BinaryNode
  | CallNode
  | MatrixNode
  | SubqueryNode
  | ModifierNode
  | UnaryNode
  | ParenNode
  | NumberNode
  | StringNode;
