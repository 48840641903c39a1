import type { TemplateToken } from "./lex-template.ts";
import { numberOf } from "./number-text.ts";
import { type Command, type Operand, type Pipe, TemplateError } from "./template-node.ts";
import type { TokenCursor } from "./token-cursor.ts";

/** Of nested actions and brackets. */
const maxDepth = 100;

/** Reads the pipelines of a template's actions: `$x := .Labels.job | printf "%s"`. */
export class PipeParser {
  readonly #tokens: TokenCursor;
  readonly #functions: ReadonlySet<string>;
  readonly #variables: string[];
  #depth = 0;

  /** @param options.variables - those in scope, the innermost last; changed by declarations, and by the caller. */
  constructor(
    tokens: TokenCursor,
    { functions, variables }: { readonly functions: ReadonlySet<string>; readonly variables: string[] },
  ) {
    this.#tokens = tokens;
    this.#functions = functions;
    this.#variables = variables;
  }

  /** @throws {TemplateError} if an action or a bracket is nested too deep. */
  enter(): void {
    if (++this.#depth > maxDepth) throw new TemplateError("nested too deep");
  }

  leave(): void {
    this.#depth--;
  }

  /**
   * Reads a pipeline up to the sign that ends it, which is left. Variables that it declares are in scope from then on.
   *
   * @param options.range - two variables may be declared.
   */
  parse({ range = false } = {}): Pipe {
    this.enter();
    const start = this.#tokens.peek();
    const { variables, declares } = this.#declaration(range);
    const commands: Command[] = [];
    for (;;) {
      commands.push(this.#command());
      if (this.#tokens.peek()?.value !== "|" || this.#tokens.peek()?.kind !== "sign") break;
      this.#tokens.skip();
    }
    for (const [index, { operands }] of commands.entries()) {
      const term = operands[0]!.term.type;
      if (index > 0 && /^(?:bool|dot|nil|number|text)$/.test(term) && operands[0]!.fields.length === 0)
        throw new TemplateError(`non executable command in pipeline stage ${index + 1}`);
    }
    if (declares) this.#variables.push(...variables);
    this.leave();
    const at = start?.at ?? this.#tokens.end;
    return { type: "pipe", variables, declares, commands, at, text: this.#tokens.since(at) };
  }

  #declaration(range: boolean): Pick<Pipe, "variables" | "declares"> {
    const [first, second, third, fourth] = [0, 1, 2, 3].map((ahead) => this.#tokens.peek(ahead));
    if (first?.kind !== "variable") return { variables: [], declares: false };
    const isAssignment = (one: TemplateToken | undefined) => one?.value === ":=" || one?.value === "=";
    const two = range && second?.value === "," && third?.kind === "variable" && isAssignment(fourth);
    if (!two && !(isAssignment(second) && second?.kind === "sign")) return { variables: [], declares: false };
    const variables = two ? [first.value, third!.value] : [first.value];
    const declares = (two ? fourth : second)!.value === ":=";
    this.#tokens.skip(two ? 4 : 2);
    if (!declares) for (const name of variables) this.#requireVariable(name);
    return { variables, declares };
  }

  #command(): Command {
    const at = this.#tokens.peek()?.at ?? this.#tokens.end;
    const operands: Operand[] = [];
    for (let operand = this.#operand(); operand !== undefined; operand = this.#operand()) operands.push(operand);
    if (operands.length === 0) throw new TemplateError("missing value for command");
    return { operands, at, text: this.#tokens.since(at) };
  }

  #operand(): Operand | undefined {
    const first = this.#tokens.peek();
    if (first === undefined) throw new TemplateError("unclosed action");
    const term = this.#term(first);
    if (term === undefined) return undefined;
    const fields: string[] = first.kind === "field" ? [first.value] : [];
    for (let next = this.#tokens.peek(); next?.kind === "field" && !next.spaced; next = this.#tokens.peek()) {
      if (term.type === "text" || term.type === "number" || term.type === "bool" || term.type === "nil")
        throw new TemplateError(`unexpected . after term ${JSON.stringify(this.#tokens.since(first.at))}`);
      fields.push(next.value);
      this.#tokens.skip();
    }
    return { term, fields, at: first.at, text: this.#tokens.since(first.at) };
  }

  #term({ kind, value }: TemplateToken): Operand["term"] | undefined {
    if (kind === "close" || (kind === "sign" && value !== "(")) {
      if (kind === "sign" && value !== "|" && value !== ")")
        throw new TemplateError(`unexpected ${JSON.stringify(value)} in operand`);
      return undefined;
    }
    this.#tokens.skip();
    switch (kind) {
      case "string":
        return { type: "text", value };
      case "number":
        return { type: "number", value: numberOf(value) };
      case "dot":
      case "field":
        return { type: "dot" };
      case "variable":
        this.#requireVariable(value);
        return { type: "variable", name: value };
      case "word":
        if (value === "true" || value === "false") return { type: "bool", value: value === "true" };
        if (value === "nil") return { type: "nil" };
        if (!this.#functions.has(value)) throw new TemplateError(`function ${JSON.stringify(value)} not defined`);
        return { type: "function", name: value };
      default: {
        const pipe = this.parse();
        const closing = this.#tokens.next();
        if (closing?.value !== ")") throw new TemplateError("unclosed left paren");
        return pipe;
      }
    }
  }

  #requireVariable(name: string): void {
    if (!this.#variables.includes(name)) throw new TemplateError(`undefined variable ${JSON.stringify(name)}`);
  }
}
