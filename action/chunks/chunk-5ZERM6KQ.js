import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  readFolder
} from "./chunk-XMYBVWPI.js";
import {
  homeId,
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";

// src/grafana/dashboards/folder-access.ts
async function readFolderAccess(grafana) {
  const { number, organisation } = await readOrganisation(grafana);
  const { status, created } = await readFolder(grafana);
  if (status !== 200) return { state: status === 404 ? "missing" : "hidden", organisation };
  const known = number !== void 0 && created !== void 0;
  return { state: "readable", id: known ? homeId(number, created) : void 0, organisation };
}
function describeHidden({ state, organisation }) {
  const folder = `the folder "${previewFolder.title}"`;
  if (state === "missing") return `${folder} does not exist in ${organisation}, which the token belongs to`;
  return `${folder} cannot be read: it does not exist, the token lacks permission, or it belongs to another organisation than the previews (it belongs to ${organisation})`;
}
async function readOrganisation(grafana) {
  const doing = "finding the organisation of the token";
  const org = await grafana.ask({ method: "GET", path: "/api/org", accept: [403, 404, 501], doing });
  const number = org.status === 200 ? numberField(org.body, "id") : void 0;
  if (number !== void 0) {
    const name = textField(org.body, "name");
    return {
      number,
      organisation: name === void 0 ? `organisation ${number}` : `organisation ${number}, "${name}"`
    };
  }
  const user = await grafana.ask({ method: "GET", path: "/api/user", accept: [403, 404], doing });
  const own = grafana.org ?? (user.status === 200 ? numberField(user.body, "orgId") : void 0);
  return {
    number: own,
    organisation: own === void 0 ? "an organisation that Grafana does not name" : `organisation ${own}`
  };
}

export {
  readFolderAccess,
  describeHidden
};
