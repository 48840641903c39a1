import { matchAllGuarded } from "../../templating/guarded-regex.ts";
import type { RegexTime } from "../../templating/regex-time.ts";

/** One value of a field, as Grafana holds it. */
export type Cell = number | string | boolean | null | undefined;

/** The kind of a field's values; `other` where it is not known. */
export type FieldKind = "time" | "number" | "string" | "boolean" | "other";

/** A column. Times are Unix milliseconds. */
export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly labels?: ReadonlyMap<string, string> | undefined;
  /** The name that a transformation or a setting gave it; it goes before all others. */
  readonly displayName?: string | undefined;
  /** The name that the data source gave it: its legend. */
  readonly sourceName?: string | undefined;
  /** Undefined where nobody here knows the values, only that there are {@link Frame.length} of them. */
  readonly values?: readonly Cell[] | undefined;
}

/** A table: what Grafana's data sources answer with, and its transformations take and give. */
export interface Frame {
  readonly name?: string | undefined;
  readonly refId?: string | undefined;
  /** As the data source made it, or with fewer fields or rows: such frames know their fields by their exact names. */
  readonly typed?: boolean | undefined;
  readonly fields: readonly Field[];
  /** Number of rows. */
  readonly length: number;
}

/** Whether there is a cell to show. */
export function hasCells(frames: readonly Frame[]): boolean {
  return frames.some(({ fields, length }) => fields.length > 0 && length > 0);
}

/** Thrown where only Grafana knows what it would show. Never leaves this folder. */
export class NotJudged extends Error {}

/** Most cells that a step may take or make. */
const maxCells = 500_000;

/**
 * Whether frames have more cells than a step may take or make; their values are then left out.
 *
 * @param limits.moreColumns - columns that each frame gets. Default 0.
 */
export function tooManyCells(
  frames: readonly Pick<Frame, "fields" | "length">[],
  { most = maxCells, moreColumns = 0 }: { readonly most?: number; readonly moreColumns?: number } = {},
): boolean {
  const cells = frames.map(({ fields, length }) => (fields.length + moreColumns) * Math.max(1, length));
  return cells.reduce((sum, count) => sum + count, 0) > most;
}

/** @throws {NotJudged} for too many cells. */
export function checkCells(frames: readonly Frame[]): void {
  if (tooManyCells(frames)) throw new NotJudged(`there are more than ${maxCells} cells`);
}

/** The values of a field. @throws {NotJudged} where they are not known. */
export function valuesOf({ name, values }: Field): readonly Cell[] {
  if (values === undefined) throw new NotJudged(`the values of the field ${name} are too many, or made in Grafana`);
  return values;
}

/** Settings as they are used: with variables filled in; and the time that regular expressions may take. */
export interface Tools {
  readonly regexTime: RegexTime;
}

/**
 * Whether each text matches a pattern as Grafana writes it: `/…/flags`, or bare for the whole text.
 *
 * @throws {NotJudged} for a pattern that is not valid or takes too long.
 */
export function matchTexts(pattern: string, texts: readonly string[], { regexTime }: Tools): boolean[] {
  const unique = [...new Set(texts)];
  if (unique.length > 20_000) throw new NotJudged("there are too many texts for a regular expression");
  const found = matchAllGuarded({ pattern, texts: unique, time: regexTime });
  if (!found.ok) throw new NotJudged(found.reason);
  const matched = new Map(unique.map((text, index) => [text, (found.matches[index] ?? []).length > 0]));
  return texts.map((text) => matched.get(text) === true);
}
