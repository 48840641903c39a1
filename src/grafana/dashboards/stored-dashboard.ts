import { GrafanaError } from "../../errors.ts";
import { previewFolder } from "../../identity/preview-identity.ts";
import { asArray, asObject, field, type JsonObject, numberField, textField, textList } from "../../json/read.ts";
import type { DashboardApi, Grafana, GrafanaAnswer } from "../grafana.ts";
import { type DashboardKind, readManifestText } from "../marks/marks.ts";
import { pathSegment } from "../path-segment.ts";
import { collectionPath } from "./dashboard-api.ts";

/** A dashboard as stored in Grafana. Anybody may have written its contents. */
export interface StoredDashboard {
  readonly uid: string;
  readonly kind: DashboardKind;
  /**
   * Classic JSON without `id`, `uid` and `version`, or the spec of schema v2. The server migrates dashboards, so this
   * differs from the saved JSON.
   */
  readonly model: JsonObject;
  readonly title: string;
  readonly tags: readonly string[];
  /** Empty for the root folder. */
  readonly folderUid: string;
  /** The number of saves, as in the UI's version history. */
  readonly version: number;
  /** Text of the manifest variable, unchecked; see `judgeOwnership`. */
  readonly manifest: string | undefined;
  /** The user who saved it last, as Grafana names them. */
  readonly savedBy: string | undefined;
  /** Time of the last save by Grafana's clock. Unix milliseconds. */
  readonly savedAtMs: number | undefined;
  /** The message of the last save; only from `/apis`. */
  readonly message?: string | undefined;
  /** The identity of this state in `/apis`; undefined if it was read through the classic API. */
  readonly resource: StoredResource | undefined;
}

/** Identity and version of a dashboard in `/apis`. */
export interface StoredResource {
  /** `v1beta1`, `v2beta1`, …: the version that `model` is in. */
  readonly apiVersion: string;
  /** Changes with every save. */
  readonly resourceVersion: string;
  /** Unique for each object: a new object with the same name has a new one. */
  readonly objectUid: string;
}

/** The URL of a dashboard for readers, with the organisation if the connection sets one. */
export async function dashboardUrl(grafana: Pick<Grafana, "linkBase" | "org">, uid: string): Promise<string> {
  const { url } = await grafana.linkBase();
  const { org } = grafana;
  return `${url}/d/${encodeURIComponent(uid)}${org === undefined ? "" : `?orgId=${org}`}`;
}

/**
 * Reads a dashboard by uid, through `/apis` if the server has it, in the schema that it is stored in.
 *
 * @returns undefined only if the dashboard certainly does not exist. The classic API answers 404 for any failure to
 *   load, so its 404 is checked against a search.
 * @throws {GrafanaError} `unreadable` if Grafana answers 404 but lists the dashboard; other codes as usual.
 */
export async function readDashboardByUid(grafana: Grafana, uid: string): Promise<StoredDashboard | undefined> {
  const name = pathSegment(uid, "the uid of a dashboard");
  const api = await grafana.dashboardApi();
  return api === undefined ? readClassic(grafana, uid, name) : readResource(grafana, api, uid, name);
}

async function readResource(
  grafana: Grafana,
  api: DashboardApi,
  uid: string,
  name: string,
): Promise<StoredDashboard | undefined> {
  const read = (version: string) =>
    grafana.ask({
      method: "GET",
      path: `${collectionPath(api, version)}/${name}`,
      accept: [404],
      doing: `reading dashboard ${uid}`,
    });
  const answer = await read(api.classic);
  if (answer.status === 404) return requireNoSuchResource(answer, uid);
  const storedVersion = textField(answer.body, "status", "conversion", "storedVersion") ?? "";
  if (!storedVersion.startsWith("v2")) return fromResource(answer.body, uid, api.classic, "classic");
  const version = api.v2.includes(storedVersion) ? storedVersion : api.v2[0];
  if (version === undefined) {
    throw new GrafanaError(
      `reading dashboard ${uid}: it is stored as ${storedVersion}, but this Grafana offers no stable version ` +
        "of that schema; upgrade Grafana",
      {
        code: "unsupported",
      },
    );
  }
  const second = await read(version);
  return second.status === 404 ? requireNoSuchResource(second, uid) : fromResource(second.body, uid, version, "v2");
}

/** Requires Kubernetes' NotFound status for exactly this name; any other 404 is an error. */
function requireNoSuchResource({ body }: GrafanaAnswer, uid: string): undefined {
  const named = textField(body, "details", "name") ?? uid;
  if (textField(body, "reason") === "NotFound" && named === uid) return undefined;
  throw unbelievable(uid);
}

function unbelievable(uid: string): GrafanaError {
  return new GrafanaError(
    `reading dashboard ${uid}: got a 404 that does not come from Grafana's API; check for a proxy, or try again`,
    {
      code: "unreadable",
      status: 404,
    },
  );
}

/** Reads the dashboard from an answer of `/apis`. */
function fromResource(body: unknown, uid: string, apiVersion: string, kind: DashboardKind): StoredDashboard {
  const model = asObject(field(body, "spec"));
  const resourceVersion = textField(body, "metadata", "resourceVersion");
  const objectUid = textField(body, "metadata", "uid");
  if (
    model === undefined ||
    resourceVersion === undefined ||
    objectUid === undefined ||
    textField(body, "metadata", "name") !== uid
  ) {
    throw new GrafanaError(`reading dashboard ${uid}: the answer of /apis is not a dashboard`, { code: "unexpected" });
  }
  const annotation = (name: string) => textField(body, "metadata", "annotations", `grafana.app/${name}`);
  const saved = annotation("updatedTimestamp") ?? textField(body, "metadata", "creationTimestamp") ?? "";
  return {
    ...describe(uid, kind, withoutIdentity(model)),
    folderUid: annotation("folder") ?? "",
    version: numberField(body, "metadata", "generation") ?? 0,
    savedBy: annotation("updatedBy") ?? annotation("createdBy"),
    savedAtMs: parseTime(saved),
    message: annotation("message"),
    resource: { apiVersion, resourceVersion, objectUid },
  };
}

async function readClassic(grafana: Grafana, uid: string, name: string): Promise<StoredDashboard | undefined> {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: `/api/dashboards/uid/${name}`,
    accept: [404],
    doing: `reading dashboard ${uid}`,
  });
  // Any proxy can answer 404; Grafana names what was not found.
  if (status === 404 && !/dashboard not found/i.test(textField(body, "message") ?? "")) throw unbelievable(uid);
  if (status === 404) return requireUnlisted(grafana, uid);
  const model = asObject(field(body, "dashboard"));
  if (model === undefined || textField(model, "uid") !== uid) {
    throw new GrafanaError(`reading dashboard ${uid}: the answer is not a dashboard`, { code: "unexpected" });
  }
  return {
    ...describe(uid, "classic", withoutIdentity(model)),
    folderUid: textField(body, "meta", "folderUid") ?? "",
    version: numberField(model, "version") ?? numberField(body, "meta", "version") ?? 0,
    savedBy: textField(body, "meta", "updatedBy"),
    savedAtMs: parseTime(textField(body, "meta", "updated") ?? ""),
    resource: undefined,
  };
}

async function requireUnlisted(grafana: Grafana, uid: string): Promise<undefined> {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/search",
    query: { type: "dash-db", folderUIDs: previewFolder.uid, limit: 5000 },
    doing: `checking whether dashboard ${uid} exists`,
  });
  if (!asArray(body).some((hit) => textField(hit, "uid") === uid)) return undefined;
  throw new GrafanaError(
    `reading dashboard ${uid}: Grafana answers 404, but its search lists the dashboard; check Grafana's log, ` +
      "or try again",
    {
      code: "unreadable",
      status: 404,
    },
  );
}

function describe(uid: string, kind: DashboardKind, model: JsonObject) {
  return {
    uid,
    kind,
    model,
    title: textField(model, "title") ?? "",
    tags: textList(model["tags"]),
    manifest: readManifestText(model, kind),
  };
}

/** Removes the fields that Grafana assigns: `id`, `uid` and `version`. */
export function withoutIdentity(model: JsonObject): JsonObject {
  const { id: _id, uid: _uid, version: _version, ...rest } = model;
  return rest;
}

function parseTime(text: string): number | undefined {
  const timeMs = text.length > 40 ? Number.NaN : Date.parse(text);
  return timeMs > 0 ? timeMs : undefined;
}
