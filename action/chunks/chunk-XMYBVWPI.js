import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  field,
  textField
} from "./chunk-Z4Q2ISX3.js";
import {
  GrafanaError
} from "./chunk-E7O6XGVL.js";

// src/grafana/dashboards/folder.ts
var path = `/api/folders/${previewFolder.uid}`;
async function readFolder(grafana) {
  const doing = `reading the folder "${previewFolder.title}"`;
  const { status, body } = await grafana.ask({ method: "GET", path, accept: [403, 404], doing });
  if (status === 404 && /folder not found/i.test(textField(body, "message") ?? ""))
    return { status, created: void 0 };
  if (status !== 200) return { status: 403, created: void 0 };
  if (textField(body, "uid") !== previewFolder.uid) {
    throw new GrafanaError(`${doing}: Grafana answered with another folder`, { code: "unexpected" });
  }
  const canSave = field(body, "canSave");
  const createdMs = Date.parse(textField(body, "created") ?? "");
  return {
    status: 200,
    folder: {
      uid: previewFolder.uid,
      title: textField(body, "title") ?? previewFolder.title,
      canSave: typeof canSave === "boolean" ? canSave : void 0
    },
    // In whole seconds, because versions of Grafana show different numbers of digits.
    created: createdMs > 0 ? new Date(Math.floor(createdMs / 1e3) * 1e3).toISOString() : void 0
  };
}
async function readPreviewFolder(grafana) {
  const answer = await readFolder(grafana);
  return answer.status === 200 ? answer.folder : void 0;
}
async function ensurePreviewFolder(grafana) {
  const existing = await readPreviewFolder(grafana);
  if (existing !== void 0) return requireSavable(existing);
  let refusal;
  for (let attempt = 1; attempt <= 3; attempt++) {
    refusal = await createFolder(grafana);
    const made = await readPreviewFolder(grafana);
    if (made !== void 0) return requireSavable(made);
    if (refusal instanceof GrafanaError && ["forbidden", "unauthorized", "invalid"].includes(refusal.code))
      throw refusal;
    await grafana.backOff(attempt);
  }
  throw refusal ?? missing();
}
async function createPreviewFolder(grafana) {
  return await createFolder(grafana) === void 0;
}
async function createFolder(grafana) {
  try {
    await grafana.ask({
      method: "POST",
      path: "/api/folders",
      json: { uid: previewFolder.uid, title: previewFolder.title },
      doing: `creating the folder "${previewFolder.title}"`
    });
    return void 0;
  } catch (error) {
    if (error instanceof GrafanaError) return error;
    throw error;
  }
}
function requireSavable(folder) {
  if (folder.canSave !== false) return folder;
  throw new GrafanaError(
    `the token may not save to the folder "${folder.title}": in Grafana, give its service account Edit on that folder, or the role Editor`,
    { code: "forbidden" }
  );
}
function missing() {
  return new GrafanaError(
    `creating the folder "${previewFolder.title}": Grafana answered that it created the folder, but the token cannot read it. Nothing was saved; give the service account the role Editor`,
    { code: "unexpected" }
  );
}

export {
  readFolder,
  readPreviewFolder,
  ensurePreviewFolder,
  createPreviewFolder
};
