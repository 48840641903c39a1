import { ExecutionError } from "./execute-template.ts";
import { parseTemplate } from "./parse-template.ts";
import { type ParsedTemplate, TemplateError } from "./template-node.ts";

/** A template that does not parse. */
class ParseError extends TemplateError {}

/** The templates of one server's alerts: what it adds to Go's. */
export class TemplateDialect {
  readonly #functions: ReadonlySet<string>;
  readonly #variables: readonly string[];
  readonly #before: string;
  readonly #parsed = new Map<string, ParsedTemplate>();

  /**
   * @param options.variables - that are there before a template begins.
   * @param options.before - what the server puts before a template: positions in its messages count it.
   */
  constructor({
    functions,
    variables,
    before,
  }: {
    readonly functions: Iterable<string>;
    readonly variables: readonly string[];
    readonly before: string;
  }) {
    this.#functions = new Set(functions);
    this.#variables = variables;
    this.#before = before;
  }

  /**
   * Reads a template; a template is filled in at every evaluation, and read once.
   *
   * @throws {TemplateError}
   */
  parse(text: string): ParsedTemplate {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    let parsed: ParsedTemplate;
    try {
      parsed = parseTemplate(text, { functions: this.#functions, variables: this.#variables });
    } catch (error) {
      throw error instanceof TemplateError ? new ParseError(error.message) : error;
    }
    if (this.#parsed.size >= 1000) this.#parsed.clear();
    this.#parsed.set(text, parsed);
    return parsed;
  }

  /**
   * The message of the server for a template that fails.
   *
   * @throws the error, if it is no mistake of the template.
   */
  describe(error: unknown, text: string, alert: string): string {
    if (!(error instanceof TemplateError)) throw error;
    const name = `__alert_${alert}`;
    if (error instanceof ParseError) return `error parsing template ${name}: template: ${name}:1: ${error.message}`;
    const said =
      error instanceof ExecutionError ? this.#locate(error, text, name) : `template: ${name}:1: ${error.message}`;
    return `error executing template ${name}: ${said}`;
  }

  #locate({ at, part, message }: ExecutionError, text: string, name: string): string {
    const lines = (this.#before + text.slice(0, at)).split("\n");
    const column = Buffer.byteLength(lines.at(-1)!);
    return `template: ${name}:${lines.length}:${column}: executing "${name}" at <${part}>: ${message}`;
  }
}
