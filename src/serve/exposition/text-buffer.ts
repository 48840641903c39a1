/** Characters that are joined before they become bytes. */
const pieceLength = 1 << 16;

/** Text that grows to megabytes, as bytes. */
export class TextBuffer {
  readonly #pieces: Buffer[] = [];
  #text = "";

  add(text: string): void {
    this.#text += text;
    if (this.#text.length >= pieceLength) this.#flush();
  }

  finish(): Buffer {
    this.#flush();
    return Buffer.concat(this.#pieces);
  }

  #flush(): void {
    this.#pieces.push(Buffer.from(this.#text));
    this.#text = "";
  }
}
