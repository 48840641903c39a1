import { lexTemplate, type TemplateToken } from "./lex-template.ts";
import { TemplateError } from "./template-node.ts";

/** The tokens of a template, read one after the other. */
export class TokenCursor {
  readonly #text: string;
  readonly #tokens: readonly TemplateToken[];
  #at = 0;

  /** @throws {TemplateError} if the text cannot be cut into tokens. */
  constructor(text: string) {
    this.#text = text;
    this.#tokens = lexTemplate(text);
  }

  /** The length of the text: where its end stands. */
  get end(): number {
    return this.#text.length;
  }

  /** A token that is still to come; the next one without `ahead`. */
  peek(ahead = 0): TemplateToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  next(): TemplateToken | undefined {
    return this.#tokens[this.#at++];
  }

  skip(count = 1): void {
    this.#at += count;
  }

  /** Takes the end of an action. @throws {TemplateError} if something else comes. */
  close(context: string): void {
    const next = this.next();
    if (next?.kind !== "close") throw new TemplateError(`unexpected ${this.shown(next)} in ${context}`);
  }

  /** A token as messages name it. */
  shown(one: TemplateToken | undefined): string {
    return one === undefined ? "EOF" : `<${this.#text.slice(one.at, one.to)}>`;
  }

  /** The text from an offset up to what was read last. */
  since(at: number): string {
    return this.#text.slice(at, this.#tokens[this.#at - 1]?.to ?? at);
  }
}
