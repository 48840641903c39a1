import { fieldOfValue, type GoValue, isTrue, type MissingKey, printValue } from "./go-value.ts";
import { Scope } from "./scope.ts";
import type { Command, Operand, ParsedTemplate, Pipe, TemplateNode } from "./template-node.ts";
import { TemplateError } from "./template-node.ts";

/** A function of templates. */
export type TemplateFunction = (args: readonly GoValue[]) => GoValue;

/** Input of {@link executeTemplate}. */
export interface TemplateInput {
  readonly dot: GoValue;
  /** `$x` that are there before it begins. */
  readonly variables: Readonly<Record<string, GoValue>>;
  readonly functions: ReadonlyMap<string, TemplateFunction>;
  /** Default `zero`. */
  readonly missing?: MissingKey;
}

/** Steps of a template at most, characters of its result, and templates within templates. */
const limits = { steps: 100_000, length: 65_536, depth: 50 };

/** A part of a template failed. */
export class ExecutionError extends TemplateError {
  /** Offset of the part. */
  readonly at: number;
  readonly part: string;
  constructor(message: string, at: number, part: string) {
    super(message);
    this.at = at;
    this.part = part;
  }
}

/**
 * Runs a parsed Go template.
 *
 * @throws {ExecutionError} where a part fails, or it takes too many steps.
 */
export function executeTemplate(template: ParsedTemplate, input: TemplateInput): string {
  const scope = [...Object.entries(input.variables), ["$", input.dot] as const];
  const run = new Execution(template, input);
  run.list(template.root, input.dot, new Scope(scope));
  return run.output;
}

class Execution {
  output = "";
  #steps = 0;
  #depth = 0;
  readonly #template: ParsedTemplate;
  readonly #functions: TemplateInput["functions"];
  readonly #missing: MissingKey;

  constructor(template: ParsedTemplate, { functions, missing = "zero" }: TemplateInput) {
    this.#template = template;
    this.#functions = functions;
    this.#missing = missing;
  }

  /** @returns how it ended, if by `break` or `continue`. */
  list(nodes: readonly TemplateNode[], dot: GoValue, scope: Scope): "break" | "continue" | undefined {
    for (const node of nodes) {
      const ended = this.#node(node, dot, scope);
      if (ended !== undefined) return ended;
    }
    return undefined;
  }

  #node(node: TemplateNode, dot: GoValue, scope: Scope): "break" | "continue" | undefined {
    switch (node.type) {
      case "text":
        this.#write(node.text);
        return undefined;
      case "action": {
        const value = this.#pipe(node.pipe, dot, scope);
        if (node.pipe.variables.length === 0) this.#write(printValue(value));
        return undefined;
      }
      case "if":
      case "with": {
        const size = scope.size;
        const value = this.#pipe(node.pipe, dot, scope);
        const chosen = isTrue(value) ? node.body : node.otherwise;
        const ended = this.list(chosen, node.type === "with" && isTrue(value) ? value : dot, scope);
        scope.leave(size);
        return ended;
      }
      case "range":
        this.#range(node, dot, scope);
        return undefined;
      case "template":
        this.#call(node, dot, scope);
        return undefined;
      default:
        return node.type;
    }
  }

  #range({ pipe, body, otherwise }: TemplateNode & { type: "range" }, dot: GoValue, scope: Scope): void {
    const size = scope.size;
    const value = this.#pipe({ ...pipe, variables: [] }, dot, scope);
    const entries = entriesOf(value);
    if (entries === undefined)
      throw new ExecutionError(`range can't iterate over ${printValue(value)}`, pipe.at, pipe.text);
    for (const [key, one] of entries) {
      const inner = scope.size;
      const names = pipe.variables;
      const values = names.length === 2 ? [key, one] : [one];
      for (const [index, name] of names.entries()) {
        if (pipe.declares) scope.declare(name, values[index]);
        else scope.set(name, values[index]);
      }
      const ended = this.list(body, one, scope);
      scope.leave(inner);
      if (ended === "break") break;
    }
    if (entries.length === 0) this.list(otherwise, dot, scope);
    scope.leave(size);
  }

  #call({ name, pipe, at }: TemplateNode & { type: "template" }, dot: GoValue, scope: Scope): void {
    const defined = this.#template.defined.get(name);
    if (defined === undefined) throw new ExecutionError(`template "${name}" not defined`, at, `{{template "${name}"}}`);
    if (++this.#depth > limits.depth) throw new ExecutionError("exceeded maximum template depth", at, name);
    const value = pipe === undefined ? undefined : this.#pipe(pipe, dot, scope);
    this.list(defined, value, new Scope([["$", value]]));
    this.#depth--;
  }

  #pipe(pipe: Pipe, dot: GoValue, scope: Scope): GoValue {
    let value: GoValue;
    for (const [index, command] of pipe.commands.entries())
      value = this.#command(command, { dot, scope, last: index === 0 ? undefined : [value] });
    for (const name of pipe.variables) {
      if (pipe.declares) scope.declare(name, value);
      else scope.set(name, value);
    }
    return value;
  }

  #command(
    { operands: [first, ...rest], at, text }: Command,
    { dot, scope, last }: { dot: GoValue; scope: Scope; last: readonly GoValue[] | undefined },
  ): GoValue {
    if (++this.#steps > limits.steps) throw new ExecutionError("takes too many steps", at, text);
    if (first!.term.type === "function" && first!.fields.length === 0) {
      const args = [...this.#arguments(first!.term.name, rest, dot, scope), ...(last ?? [])];
      return this.#apply(first!.term.name, args, { at, text });
    }
    const value = this.#operand(first!, dot, scope);
    if (rest.length > 0 || last !== undefined)
      throw new ExecutionError(`can't give argument to non-function ${first!.text}`, first!.at, first!.text);
    return value;
  }

  /** `and` and `or` leave out what no longer matters. */
  #arguments(name: string, operands: readonly Operand[], dot: GoValue, scope: Scope): GoValue[] {
    const args: GoValue[] = [];
    for (const operand of operands) {
      args.push(this.#operand(operand, dot, scope));
      if ((name === "and" && !isTrue(args.at(-1))) || (name === "or" && isTrue(args.at(-1)))) break;
    }
    return args;
  }

  #operand({ term, fields, at, text }: Operand, dot: GoValue, scope: Scope): GoValue {
    let value: GoValue;
    if (term.type === "pipe") value = this.#pipe(term, dot, scope);
    else if (term.type === "dot") value = dot;
    else if (term.type === "variable") value = scope.get(term.name);
    else if (term.type === "function") value = this.#apply(term.name, [], { at, text });
    else if ("value" in term) value = term.value;
    for (const field of fields) {
      try {
        value = fieldOfValue(value, field, this.#missing);
      } catch (error) {
        throw error instanceof TemplateError ? new ExecutionError(error.message, at, text) : error;
      }
    }
    return value;
  }

  #apply(
    name: string,
    args: readonly GoValue[],
    { at, text }: { readonly at: number; readonly text: string },
  ): GoValue {
    try {
      return this.#functions.get(name)!(args);
    } catch (error) {
      if (!(error instanceof TemplateError) || error instanceof ExecutionError) throw error;
      const said = /^(wrong (number|type)|invalid value)/.test(error.message)
        ? error.message
        : `error calling ${name}: ${error.message}`;
      throw new ExecutionError(said, at, text);
    }
  }

  #write(text: string): void {
    this.output += text;
    if (this.output.length > limits.length) throw new ExecutionError("the result is too long", 0, "");
  }
}

function entriesOf(value: GoValue): (readonly [GoValue, GoValue])[] | undefined {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((one: GoValue, index) => [BigInt(index), one] as const);
  if (value instanceof Map) return [...(value as Map<string, GoValue>)].sort(([a], [b]) => (a < b ? -1 : 1));
  return undefined;
}
