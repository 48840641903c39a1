/** What a query or an expression gives Grafana's calculations. `none`: a query without data. */
export interface Value {
  readonly kind: "series" | "number" | "scalar" | "none";
  readonly labels: Readonly<Record<string, string>>;
  /** Of a series. */
  readonly timesMs: readonly number[];
  /** One, unless it is a series; null is missing. */
  readonly values: readonly (number | null)[];
}

export const none: Value = { kind: "none", labels: {}, timesMs: [], values: [] };

type Node =
  | { readonly number: number }
  | { readonly variable: string }
  | { readonly call: string; readonly args: readonly Node[] }
  | { readonly operator: string; readonly args: readonly [Node] | readonly [Node, Node] };

const levels = [["||"], ["&&"], ["==", "!=", ">", "<", ">=", "<="], ["+", "-"], ["*", "/", "%"], ["**"]];

const functions: Readonly<Record<string, (value: number | null) => number | null>> = {
  abs: (value) => value && Math.abs(value),
  log: (value) => value && Math.log(value),
  round: (value) => value && Math.sign(value) * Math.round(Math.abs(value)),
  ceil: (value) => value && Math.ceil(value),
  floor: (value) => value && Math.floor(value),
  is_nan: (value) => Number(Number.isNaN(value)),
  is_inf: (value) => Number(value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY),
  is_null: (value) => Number(value === null),
  is_number: (value) => Number(Number.isFinite(value)),
};
const constants: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infn: Number.NEGATIVE_INFINITY,
};

/** Parses math. @throws with Grafana's words, as far as tests need them. */
export function parseMath(text: string): Node {
  const tokens = text.match(/\$\{[^}]*\}|\$\w+|[a-z_]+|[\d.]+(?:e[+-]?\d+)?|[!<>=&|+\-*/%]+|[(),]|\S/gi) ?? [];
  const next = () => tokens.shift() ?? "";
  const expect = (wanted: string) => {
    if (next() !== wanted) throw new Error(`expr: unexpected ${tokens.length === 0 ? "EOF" : "token"} in input`);
  };
  const level = (depth: number): Node => {
    const operators = levels[depth];
    if (operators === undefined) return factor();
    let left = level(depth + 1);
    while (operators.includes(tokens[0] ?? "")) left = { operator: next(), args: [left, level(depth + 1)] };
    return left;
  };
  const factor = (): Node => {
    const token = next();
    if (token === "") throw new Error("expr: unexpected EOF in input: F()");
    if (token === "!" || token === "-") return { operator: token, args: [factor()] };
    if (token.startsWith("$")) return { variable: token.replace(/^\$\{?|\}$/g, "") };
    if (/^[\d.]/.test(token)) return { number: Number(token) };
    if (token === "(") {
      const inner = level(0);
      expect(")");
      return inner;
    }
    if (!Object.hasOwn(functions, token) && !Object.hasOwn(constants, token))
      throw new Error(`expr: non existent function ${token}`);
    expect("(");
    const args = tokens[0] === ")" ? [] : [level(0)];
    expect(")");
    return { call: token, args };
  };
  const root = level(0);
  if (tokens.length > 0) throw new Error(`expr: unexpected "${tokens[0]}" in root input`);
  return root;
}

/** The names that math uses. */
export function variablesOf(node: Node): string[] {
  if ("variable" in node) return [node.variable];
  return "args" in node ? node.args.flatMap(variablesOf) : [];
}

/** Runs math on what its inputs gave. */
export function runMath(node: Node, inputs: ReadonlyMap<string, readonly Value[]>): readonly Value[] {
  if ("number" in node) return [scalar(node.number)];
  if ("variable" in node) return inputs.get(node.variable) ?? [];
  if ("call" in node) {
    if (Object.hasOwn(constants, node.call)) return [scalar(constants[node.call]!)];
    return runMath(node.args[0]!, inputs).map((value) => map(value, functions[node.call]!));
  }
  const [left, right] = node.args.map((arg) => runMath(arg, inputs));
  if (right === undefined) return left!.map((value) => map(value, (one) => sign(node.operator, one)));
  return unions(left!, right).map(([a, b, labels]) => both(node.operator, a, b, labels));
}

const scalar = (value: number): Value => ({ kind: "scalar", labels: {}, timesMs: [], values: [value] });
const map = (value: Value, change: (one: number | null) => number | null) => ({
  ...value,
  values: value.values.map(change),
});

function sign(operator: string, value: number | null): number | null {
  if (value === null || Number.isNaN(value)) return value;
  return operator === "-" ? -value : Number(value === 0);
}

type Labels = Value["labels"];
const size = (labels: Labels) => Object.keys(labels).length;
const contains = (one: Labels, other: Labels) => Object.entries(other).every(([name, text]) => one[name] === text);

/** Which values go together: by labels, of which one side may have more; a single one on each side always. */
function unions(left: readonly Value[], right: readonly Value[]): [Value, Value, Labels][] {
  const [a, b] = [left[0], right[0]];
  if (a === undefined || b === undefined) return [];
  if ((left.length === 1 || right.length === 1) && (a.kind === "none" || b.kind === "none")) return [[a, b, {}]];
  const found = left.flatMap((one) =>
    right.flatMap((other): [Value, Value, Labels][] => {
      const fits =
        size(one.labels) >= size(other.labels)
          ? contains(one.labels, other.labels)
          : contains(other.labels, one.labels);
      return fits ? [[one, other, size(one.labels) >= size(other.labels) ? one.labels : other.labels]] : [];
    }),
  );
  return found.length === 0 && left.length === 1 && right.length === 1 ? [[a, b, {}]] : found;
}

function both(operator: string, a: Value, b: Value, labels: Labels): Value {
  if (a.kind === "none" || b.kind === "none") return none;
  if (a.kind === "series" && b.kind === "series") {
    const other = new Map(b.timesMs.map((time, index) => [time, b.values[index]!]));
    const times = a.timesMs.filter((time) => other.has(time));
    const values = times.map((time) => operate(operator, a.values[a.timesMs.indexOf(time)]!, other.get(time)!));
    return { kind: "series", labels, timesMs: times, values };
  }
  if (a.kind === "series") return { ...map(a, (one) => operate(operator, one, b.values[0]!)), labels };
  if (b.kind === "series") return { ...map(b, (one) => operate(operator, a.values[0]!, one)), labels };
  const kind = a.kind === "scalar" && b.kind === "scalar" ? "scalar" : "number";
  return { kind, labels, timesMs: [], values: [operate(operator, a.values[0]!, b.values[0]!)] };
}

function operate(operator: string, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  if (operator === "||" && a !== 0) return 1;
  if (operator === "&&" && a === 0) return 0;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.NaN;
  const result = {
    ...{ "+": a + b, "-": a - b, "*": a * b, "/": a / b, "%": a % b, "**": a ** b },
    ...{ "==": a === b, "!=": a !== b, ">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b },
    ...{ "||": b !== 0, "&&": b !== 0 },
  }[operator];
  return Number(result);
}
