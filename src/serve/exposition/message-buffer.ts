const firstSize = 1 << 16;

/** Messages of the protobuf wire format, written straight into memory that grows. */
export class MessageBuffer {
  #bytes = Buffer.allocUnsafe(firstSize);
  #at = 0;

  /** A field of 64 bits. */
  double(field: number, value: number): void {
    this.#reserve(16);
    this.#varint((field << 3) | 1);
    this.#at = this.#bytes.writeDoubleLE(value, this.#at);
  }

  /** A whole number of at least 0; what lies beyond 53 bits is not exact. */
  count(field: number, value: number): void {
    this.#reserve(24);
    this.#varint(field << 3);
    this.#varint(value);
  }

  /** Bytes that are fields already. */
  raw(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#at);
    this.#at += bytes.length;
  }

  text(field: number, text: string): void {
    const length = Buffer.byteLength(text);
    this.#reserve(length + 20);
    this.#varint((field << 3) | 2);
    this.#varint(length);
    this.#at += this.#bytes.write(text, this.#at, "utf8");
  }

  /** Begins a message in a field. @returns what {@link MessageBuffer.end} needs. */
  begin(field: number): number {
    this.#reserve(16);
    this.#varint((field << 3) | 2);
    return this.open();
  }

  /** Begins a message that only its length stands before. @returns what {@link MessageBuffer.end} needs. */
  open(): number {
    this.#reserve(16);
    // The length is not known yet: four bytes of a varint, padded, hold up to 256 MiB.
    this.#at += 4;
    return this.#at;
  }

  end(start: number): void {
    let length = this.#at - start;
    for (let place = start - 4; place < start - 1; place++) {
      this.#bytes[place] = (length & 0x7f) | 0x80;
      length >>>= 7;
    }
    this.#bytes[start - 1] = length & 0x7f;
  }

  /** Forgets everything after a place that {@link MessageBuffer.size} gave. */
  cut(size: number): void {
    this.#at = size;
  }

  get size(): number {
    return this.#at;
  }

  finish(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  #varint(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.#bytes[this.#at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    this.#bytes[this.#at++] = rest;
  }

  #reserve(more: number): void {
    if (this.#at + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(2 * this.#bytes.length, this.#at + more));
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
  }
}
