/** A part of a query to replace before parsing. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A query with its variables replaced, and the mapping between its offsets and those of the original. */
export interface Fill {
  readonly text: string;
  /** Original offset of the start of a token; undefined inside a replacement. */
  startInOriginal(at: number): number | undefined;
  /** Original offset of the end of a token; undefined inside a replacement. */
  endInOriginal(at: number): number | undefined;
  /** Original offset of the character at `at`; undefined in a replacement. */
  charInOriginal(at: number): number | undefined;
  /** Offset in the filled text of an original offset outside replacements. */
  inFilled(at: number): number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly filledFrom: number;
  readonly filledTo: number;
  readonly replaced: boolean;
}

/** Applies replacements to a query. They must be sorted and must not overlap. */
export function fillQuery(query: string, replacements: readonly Replacement[]): Fill {
  const pieces: Piece[] = [];
  let text = "";
  let at = 0;
  for (const { from, to, text: content } of replacements) {
    if (from > at) {
      pieces.push({ from: at, to: from, filledFrom: text.length, filledTo: text.length + from - at, replaced: false });
      text += query.slice(at, from);
    }
    pieces.push({ from, to, filledFrom: text.length, filledTo: text.length + content.length, replaced: true });
    text += content;
    at = to;
  }
  if (at < query.length || pieces.length === 0) {
    pieces.push({
      from: at,
      to: query.length,
      filledFrom: text.length,
      filledTo: text.length + query.length - at,
      replaced: false,
    });
    text += query.slice(at);
  }
  return new FilledQuery(query.length, text, pieces);
}

class FilledQuery implements Fill {
  readonly text: string;
  readonly #length: number;
  readonly #pieces: readonly Piece[];
  /** Whether any replacement is empty: it shares its offset with the next character. */
  readonly #hasEmpty: boolean;

  constructor(length: number, text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#length = length;
    this.#pieces = pieces;
    this.#hasEmpty = pieces.some(({ filledFrom, filledTo }) => filledFrom === filledTo);
  }

  startInOriginal(position: number): number | undefined {
    const piece = this.#emptyAt(position)[0] ?? this.#pieceOf(position);
    if (piece === undefined) return position === this.text.length ? this.#length : undefined;
    if (!piece.replaced) return piece.from + position - piece.filledFrom;
    return position === piece.filledFrom ? piece.from : undefined;
  }

  endInOriginal(position: number): number | undefined {
    const piece = this.#emptyAt(position).at(-1) ?? this.#pieceOf(position - 1);
    if (piece === undefined) return undefined;
    if (!piece.replaced) return piece.from + position - piece.filledFrom;
    return position === piece.filledTo ? piece.to : undefined;
  }

  charInOriginal(position: number): number | undefined {
    const piece = this.#pieceOf(position);
    return piece === undefined || piece.replaced ? undefined : piece.from + position - piece.filledFrom;
  }

  inFilled(position: number): number {
    let low = 0;
    for (let high = this.#pieces.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.#pieces[middle]!.to >= position) high = middle;
      else low = middle + 1;
    }
    const piece = this.#pieces[low]!;
    return position === piece.to ? piece.filledTo : piece.filledFrom + position - piece.from;
  }

  /** The piece of the character at `position` of the filled text. */
  #pieceOf(position: number): Piece | undefined {
    return this.#pieces[this.#firstBehind(position)];
  }

  /** Empty replacements at `position`. */
  #emptyAt(position: number): readonly Piece[] {
    if (!this.#hasEmpty) return none;
    const found: Piece[] = [];
    for (let index = this.#firstBehind(position - 1); index < this.#pieces.length; index++) {
      const piece = this.#pieces[index]!;
      if (piece.filledFrom > position) break;
      if (piece.filledFrom === piece.filledTo) found.push(piece);
    }
    return found;
  }

  /** Index of the first piece that ends after `position` in the filled text; the number of pieces without one. */
  #firstBehind(position: number): number {
    let low = 0;
    for (let high = this.#pieces.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (this.#pieces[middle]!.filledTo > position) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const none: readonly Piece[] = [];
