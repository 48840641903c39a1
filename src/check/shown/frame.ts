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
 * Takes the cells of a step from its limit.
 *
 * @throws {NotJudged} for more than that.
 */
export function checkCells(frames: readonly Frame[]): void {
  const cells = frames.reduce((sum, { fields, length }) => sum + fields.length * Math.max(1, length), 0);
  if (cells > maxCells) throw new NotJudged(`there are more than ${maxCells} cells`);
}

/** The values of a field. @throws {NotJudged} where they are not known. */
export function valuesOf({ name, values }: Field): readonly Cell[] {
  if (values === undefined) throw new NotJudged(`the values of the field ${name} are calculated in Grafana`);
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
