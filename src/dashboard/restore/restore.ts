import { type DashboardKind, stripMarks } from "../../grafana/marks/marks.ts";
import { isPreviewTag } from "../../grafana/marks/tags.ts";
import { cloneJson, isDeeperThan, type MutableObject, sameJson, setOwn } from "../../json/edit.ts";
import { maxDashboardDepth } from "../../json/parse.ts";
import { asArray, asObject, field, type JsonObject, textField, textList } from "../../json/read.ts";
import { withoutScenario } from "../../text/scenario-title.ts";
import type { Holding } from "../forms/form.ts";
import { toAlpha } from "../read/alpha-forms.ts";
import type { DashboardWrapper } from "../read/source.ts";
import type { RestoreRecord } from "../rewrite/rewrite-options.ts";
import { isSiblingLink, leadAll, reviewLink } from "../rewrite/rewrite-top.ts";
import { schemas } from "../view/schema.ts";
import { undoChanges } from "./restore-changes.ts";
import { removeIsolation } from "./restore-queries.ts";
import { readRestoreRecord } from "./restore-record.ts";
import { sweepSources } from "./restore-sources.ts";
import { undoMigration } from "./undo-migration.ts";

/** A preview in its source form. */
export interface RestoredDashboard {
  /** The content of the file: the dashboard in its original wrapper. */
  readonly json: JsonObject;
  /** Where it stood in its file; undefined for a JSON file that was one dashboard. */
  readonly holding: Holding | undefined;
  /** Changes that could not be undone, because they were edited in Grafana or are gone; for the user. */
  readonly notes: readonly string[];
}

/** A saved preview nests a little deeper than its source may. */
const maxDepth = maxDashboardDepth + 50;

/** A preview as it was read back from Grafana. */
export interface SavedPreview {
  readonly kind: DashboardKind;
  readonly model: JsonObject;
}

/**
 * Gives a preview's dashboard back in source form: uid, title, tags, links, time range, queries and data sources as
 * they were. What was edited in Grafana stays edited, without isolation. Of a dashboard that nobody touched the result
 * equals the source.
 *
 * @param restore - `restore` of the manifest; it may be forged, and is read with care.
 * @param migrated - what Grafana makes of {@link sourceIn} when it is saved: that is taken back where nothing was
 *   edited. Default: what was migrated stays.
 * @returns undefined if `restore` is no record that `rewriteForPreview` made, is of the other kind, or one of the two
 *   is nested far too deep.
 */
export function restoreSource(
  saved: SavedPreview,
  restore: unknown,
  migrated?: JsonObject | undefined,
): RestoredDashboard | undefined {
  if (isDeeperThan(restore, maxDepth) || isDeeperThan(saved.model, maxDepth)) return undefined;
  const record = readRestoreRecord(restore);
  if (record === undefined || record.kind !== saved.kind) return undefined;
  const copy = cloneJson(stripMarks(saved.model, saved.kind)) as MutableObject;
  const notes: string[] = [];
  removeIsolation(copy, record);
  // Undone from the last to the first, texts that were led elsewhere come first.
  leadAll(copy, record.kind, new Map(Object.entries(record.previews)));
  undoChanges(copy, record, notes);
  restoreTop(copy, record);
  const { source } = record;
  const model: MutableObject =
    source === undefined || migrated === undefined
      ? copy
      : { ...undoMigration({ source, migrated, current: copy, dataSourceUid: record.dataSourceUid }) };
  // References that migration added went with it; the others lead back to what the source asks.
  if (source === undefined || !sameJson(model, source)) sweepSources(model, record);
  removeEmptyList(model, record);
  const ordered = inOrder(model, record.order);
  const json = wrap(record.alpha === true ? toAlpha(ordered) : ordered, record.wrapper);
  return { json, holding: record.holding, notes };
}

/** The classic dashboard that a record holds as it was read; undefined if it holds none. */
export function sourceIn(restore: unknown): JsonObject | undefined {
  return isDeeperThan(restore, maxDepth) ? undefined : asObject(field(restore, "source"));
}

function restoreTop(model: MutableObject, record: RestoreRecord): void {
  const { title, tags, links, reviewUrl, previews, kind } = record;
  const put = (name: string, own: { readonly before?: unknown }) => {
    if (Object.hasOwn(own, "before")) setOwn(model, name, cloneJson(own.before));
    else delete model[name];
  };
  const text = textField(model, "title");
  if (text === title.after || text === undefined) put("title", title);
  else setOwn(model, "title", ownTitle(text, record));

  const added = textList(model["tags"]).filter((tag) => !isPreviewTag(tag));
  put("tags", tags);
  const own = textList(tags.before);
  const more = added.filter((tag) => !own.includes(tag));
  if (more.length > 0) setOwn(model, "tags", [...own, ...more]);

  const led: MutableObject = { links: cloneJson(links.after) };
  leadAll(led, kind, new Map(Object.entries(previews)));
  if (sameJson(model["links"], led["links"]) || model["links"] === undefined) put("links", links);
  else
    setOwn(
      model,
      "links",
      asArray(model["links"]).filter((link) => !isReviewLink(link, reviewUrl) && !isSiblingLink(link)),
    );
}

/** A title that was edited in Grafana, without what the preview added. */
function ownTitle(text: string, { key, scenario }: RestoreRecord): string {
  const whole = withoutScenario(text, scenario);
  return whole.startsWith(`[${key}] `) ? whole.slice(key.length + 3) : whole;
}

/** The list that only the manifest was in, where the source had none. */
function removeEmptyList(model: MutableObject, { order, kind }: RestoreRecord): void {
  const [name, ...inside] = schemas[kind].paths.variables as readonly string[];
  const empty = inside.reduceRight<unknown>((list, step) => ({ [step]: list }), []);
  if (sameJson(model[name!], empty) && !order.includes(name!)) delete model[name!];
}

function isReviewLink(link: unknown, reviewUrl: string | undefined): boolean {
  return (
    reviewUrl !== undefined &&
    textField(link, "url") === reviewUrl &&
    textField(link, "title") === reviewLink("")["title"]
  );
}

/** The properties in the order of the source; new ones come last. */
function inOrder(model: JsonObject, order: readonly string[]): JsonObject {
  const names = [...new Set([...order, ...Object.keys(model)])].filter((name) => Object.hasOwn(model, name));
  return Object.fromEntries(names.map((name) => [name, model[name]]));
}

function wrap(model: JsonObject, wrapper: DashboardWrapper): JsonObject {
  if (wrapper.form === "bare") return model;
  return wrapper.form === "envelope" ? { ...wrapper.rest, dashboard: model } : { ...wrapper.rest, spec: model };
}
