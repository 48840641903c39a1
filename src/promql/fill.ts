/** A stretch of a query that is replaced before it is parsed. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A query whose variables are replaced, and how its offsets relate to those of the original. */
export interface Fill {
  readonly text: string;
  /** Where a token that begins here begins in the original; undefined inside a replacement. */
  startInOriginal(at: number): number | undefined;
  /** Where a token that ends here ends in the original; undefined inside a replacement. */
  endInOriginal(at: number): number | undefined;
  /** The original offset of the character at `at`; undefined in a replacement. */
  charInOriginal(at: number): number | undefined;
  /** The offset in the filled text of an original one that is not inside a replacement. */
  inFilled(at: number): number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly filledFrom: number;
  readonly filledTo: number;
  readonly replaced: boolean;
}

/** Puts replacements, which are in order and do not overlap, into a query. */
export function fillQuery(query: string, replacements: readonly Replacement[]): Fill {
  const pieces: Piece[] = [];
  let text = "";
  const add = (from: number, to: number, content: string, replaced: boolean) => {
    pieces.push({ from, to, filledFrom: text.length, filledTo: text.length + content.length, replaced });
    text += content;
  };
  let at = 0;
  for (const { from, to, text: content } of replacements) {
    if (from > at) add(at, from, query.slice(at, from), false);
    add(from, to, content, true);
    at = to;
  }
  if (at < query.length || pieces.length === 0) add(at, query.length, query.slice(at), false);
  /** The piece of the character at `position` of the filled text. */
  const pieceOf = (position: number) => pieces[firstPiece(pieces, (each) => each.filledTo > position)];
  /** Replacements by nothing that stand at `position`. */
  const emptyAt = (position: number) => {
    const found: Piece[] = [];
    for (let index = firstPiece(pieces, (each) => each.filledTo >= position); index < pieces.length; index++) {
      const piece = pieces[index]!;
      if (piece.filledFrom > position) break;
      if (piece.filledFrom === piece.filledTo) found.push(piece);
    }
    return found;
  };
  return {
    text,
    startInOriginal(position) {
      const piece = emptyAt(position)[0] ?? pieceOf(position);
      if (piece === undefined) return position === text.length ? query.length : undefined;
      if (!piece.replaced) return piece.from + position - piece.filledFrom;
      return position === piece.filledFrom ? piece.from : undefined;
    },
    endInOriginal(position) {
      const piece = emptyAt(position).at(-1) ?? pieceOf(position - 1);
      if (piece === undefined) return undefined;
      if (!piece.replaced) return piece.from + position - piece.filledFrom;
      return position === piece.filledTo ? piece.to : undefined;
    },
    charInOriginal(position) {
      const piece = pieceOf(position);
      return piece === undefined || piece.replaced ? undefined : piece.from + position - piece.filledFrom;
    },
    inFilled(position) {
      const piece = pieces[firstPiece(pieces, (each) => each.to >= position)]!;
      return position === piece.to ? piece.filledTo : piece.filledFrom + position - piece.from;
    },
  };
}

/** The index of the first piece for which `holds`, which is false up to some piece and true from there on. */
function firstPiece(pieces: readonly Piece[], holds: (piece: Piece) => boolean): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(pieces[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
