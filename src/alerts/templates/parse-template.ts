import type { TemplateToken } from "./lex-template.ts";
import { numberOf } from "./number-text.ts";
import {
  type Command,
  type Operand,
  type ParsedTemplate,
  type Pipe,
  TemplateError,
  type TemplateNode,
} from "./template-node.ts";
import { TokenCursor } from "./token-cursor.ts";

const keywords = new Set("if else end range with template define block break continue".split(" "));
/** Of nested actions and brackets. */
const maxDepth = 100;

/**
 * Parses a Go template.
 *
 * @param options.functions - the names that may be called.
 * @param options.variables - `$x` that are there before it begins.
 * @throws {TemplateError} in the words of Go's text/template.
 * @see https://pkg.go.dev/text/template
 */
export function parseTemplate(
  text: string,
  { functions, variables }: { readonly functions: ReadonlySet<string>; readonly variables: readonly string[] },
): ParsedTemplate {
  return new Parser(text, functions, variables).parse();
}

class Parser {
  readonly #functions: ReadonlySet<string>;
  readonly #tokens: TokenCursor;
  readonly #defined = new Map<string, readonly TemplateNode[]>();
  /** Variables in scope, the innermost last. */
  readonly #variables: string[];
  #depth = 0;

  constructor(text: string, functions: ReadonlySet<string>, variables: readonly string[]) {
    this.#variables = ["$", ...variables];
    this.#functions = functions;
    this.#tokens = new TokenCursor(text);
  }

  parse(): ParsedTemplate {
    const { nodes, ended } = this.#list();
    if (ended !== undefined) throw new TemplateError(`unexpected {{${ended}}}`);
    return { root: nodes, defined: this.#defined };
  }

  /** All that stands up to `{{end}}` or `{{else}}`, which is taken; of `else if` and the like the rest is not. */
  #list(): { readonly nodes: TemplateNode[]; readonly ended: "end" | "else" | undefined } {
    if (++this.#depth > maxDepth) throw new TemplateError("nested too deep");
    const nodes: TemplateNode[] = [];
    for (let next = this.#tokens.next(); next !== undefined; next = this.#tokens.next()) {
      if (next.kind === "text") {
        nodes.push({ type: "text", text: next.value });
        continue;
      }
      const word = this.#tokens.peek();
      if (word?.kind === "word" && (word.value === "end" || word.value === "else")) {
        this.#tokens.skip();
        this.#depth--;
        if (word.value === "end") this.#tokens.close("end");
        return { nodes, ended: word.value };
      }
      const node = this.#action(next.at);
      if (node !== undefined) nodes.push(node);
    }
    this.#depth--;
    return { nodes, ended: undefined };
  }

  #action(at: number): TemplateNode | undefined {
    const word = this.#tokens.peek();
    if (word?.kind !== "word" || !keywords.has(word.value)) {
      const pipe = this.#pipe();
      this.#tokens.close("command");
      return { type: "action", pipe };
    }
    this.#tokens.skip();
    switch (word.value) {
      case "if":
      case "with":
      case "range":
        return this.#branch(word.value);
      case "break":
      case "continue":
        this.#tokens.close(word.value);
        return { type: word.value };
      case "define":
      case "block":
      case "template":
        return this.#template(word.value, at);
      default:
        throw new TemplateError(`unexpected {{${word.value}}}`);
    }
  }

  #branch(type: "if" | "with" | "range"): TemplateNode {
    const scope = this.#variables.length;
    const pipe = this.#pipe(type === "range");
    this.#tokens.close(type);
    const body = this.#list();
    if (body.ended === undefined) throw new TemplateError("unexpected EOF");
    let otherwise: readonly TemplateNode[] = [];
    if (body.ended === "else") {
      const word = this.#tokens.peek();
      if (word?.kind === "word" && word.value === type && type !== "range") {
        this.#tokens.skip();
        otherwise = [this.#branch(type)];
      } else {
        this.#tokens.close("else");
        const rest = this.#list();
        if (rest.ended !== "end")
          throw new TemplateError(rest.ended === "else" ? "expected end; found {{else}}" : "unexpected EOF");
        otherwise = rest.nodes;
      }
    }
    this.#variables.length = scope;
    return { type, pipe, body: body.nodes, otherwise };
  }

  #template(kind: "define" | "block" | "template", at: number): TemplateNode | undefined {
    const name = this.#tokens.next();
    if (name?.kind !== "string") throw new TemplateError(`unexpected ${this.#tokens.shown(name)} in ${kind} clause`);
    const hasPipe = kind !== "define" && this.#tokens.peek()?.kind !== "close";
    const pipe = hasPipe ? this.#pipe() : undefined;
    this.#tokens.close(kind);
    if (kind === "template") return { type: "template", name: name.value, pipe, at };
    const scope = this.#variables.splice(1);
    const { nodes, ended } = this.#list();
    this.#variables.splice(1, this.#variables.length, ...scope);
    if (ended !== "end") throw new TemplateError("unexpected EOF");
    this.#defined.set(name.value, nodes);
    return kind === "block" ? { type: "template", name: name.value, pipe, at } : undefined;
  }

  #pipe(range = false): Pipe {
    if (++this.#depth > maxDepth) throw new TemplateError("nested too deep");
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
    this.#depth--;
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
        const pipe = this.#pipe();
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
