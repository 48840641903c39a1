import { GrafanaError } from "../../errors.ts";
import { asObject, field, type JsonObject, numberField, textField } from "../../json/read.ts";
import type { Grafana } from "../grafana.ts";
import { pathSegment } from "../path-segment.ts";

/** A panel that several dashboards share. */
export interface LibraryPanel {
  readonly uid: string;
  readonly name: string;
  /** The panel's JSON. */
  readonly model: JsonObject;
}

/**
 * Reads a library panel for inlining.
 *
 * @returns undefined if it does not exist, the token may not read it, or it is a library variable.
 */
export async function libraryPanel(grafana: Grafana, uid: string): Promise<LibraryPanel | undefined> {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: `/api/library-elements/${pathSegment(uid, "the uid of a library panel")}`,
    accept: [403, 404],
    doing: `reading library panel ${uid}`,
  });
  if (status === 403 || status === 404 || (numberField(body, "result", "kind") ?? 1) !== 1) return undefined;
  const model = asObject(field(body, "result", "model"));
  if (model === undefined)
    throw new GrafanaError(`reading library panel ${uid}: the answer contains no panel`, { code: "unexpected" });
  return { uid, name: textField(body, "result", "name") ?? "", model };
}
