import { PipeParser } from "./parse-pipe.ts";
import { type ParsedTemplate, TemplateError, type TemplateNode } from "./template-node.ts";
import { TokenCursor } from "./token-cursor.ts";

const keywords = new Set("if else end range with template define block break continue".split(" "));

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
  readonly #tokens: TokenCursor;
  readonly #pipes: PipeParser;
  readonly #defined = new Map<string, readonly TemplateNode[]>();
  /** Variables in scope, the innermost last. */
  readonly #variables: string[];

  constructor(text: string, functions: ReadonlySet<string>, variables: readonly string[]) {
    this.#variables = ["$", ...variables];
    this.#tokens = new TokenCursor(text);
    this.#pipes = new PipeParser(this.#tokens, { functions, variables: this.#variables });
  }

  parse(): ParsedTemplate {
    const { nodes, ended } = this.#list();
    if (ended !== undefined) throw new TemplateError(`unexpected {{${ended}}}`);
    return { root: nodes, defined: this.#defined };
  }

  /** All that stands up to `{{end}}` or `{{else}}`, which is taken; of `else if` and the like the rest is not. */
  #list(): { readonly nodes: TemplateNode[]; readonly ended: "end" | "else" | undefined } {
    this.#pipes.enter();
    const nodes: TemplateNode[] = [];
    for (let next = this.#tokens.next(); next !== undefined; next = this.#tokens.next()) {
      if (next.kind === "text") {
        nodes.push({ type: "text", text: next.value });
        continue;
      }
      const word = this.#tokens.peek();
      if (word?.kind === "word" && (word.value === "end" || word.value === "else")) {
        this.#tokens.skip();
        this.#pipes.leave();
        if (word.value === "end") this.#tokens.close("end");
        return { nodes, ended: word.value };
      }
      const node = this.#action(next.at);
      if (node !== undefined) nodes.push(node);
    }
    this.#pipes.leave();
    return { nodes, ended: undefined };
  }

  #action(at: number): TemplateNode | undefined {
    const word = this.#tokens.peek();
    if (word?.kind !== "word" || !keywords.has(word.value)) {
      const pipe = this.#pipes.parse();
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
    const pipe = this.#pipes.parse({ range: type === "range" });
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
    const pipe = hasPipe ? this.#pipes.parse() : undefined;
    this.#tokens.close(kind);
    if (kind === "template") return { type: "template", name: name.value, pipe, at };
    const scope = this.#variables.splice(1);
    const { nodes, ended } = this.#list();
    this.#variables.splice(1, this.#variables.length, ...scope);
    if (ended !== "end") throw new TemplateError("unexpected EOF");
    this.#defined.set(name.value, nodes);
    return kind === "block" ? { type: "template", name: name.value, pipe, at } : undefined;
  }
}
