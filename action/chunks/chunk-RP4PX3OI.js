import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  pathSegment
} from "./chunk-PZJKC72J.js";
import {
  collectionPath
} from "./chunk-SGDPDTTZ.js";

// src/grafana/dashboards/delete-requests.ts
async function deleteResource(grafana, api, uid, { apiVersion, objectUid, resourceVersion }) {
  const { status } = await grafana.ask({
    method: "DELETE",
    path: `${collectionPath(api, apiVersion)}/${pathSegment(uid, "the uid of a dashboard")}`,
    json: { kind: "DeleteOptions", apiVersion: "v1", preconditions: { uid: objectUid, resourceVersion } },
    accept: [404],
    doing: `deleting dashboard ${uid}`
  });
  return status !== 404;
}
async function deleteClassic(grafana, uid) {
  const { status } = await grafana.ask({
    method: "DELETE",
    path: `/api/dashboards/uid/${pathSegment(uid, "the uid of a dashboard")}`,
    accept: [404],
    doing: `deleting dashboard ${uid}`
  });
  return status !== 404;
}

export {
  deleteResource,
  deleteClassic
};
