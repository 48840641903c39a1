// Makes test/contracts/grafana-setup-12.4.json: what a real Grafana answers to the requests of `dashpreview setup`, in
// an organisation of its own that is deleted afterwards. `node scripts/setup-contract.mjs http://127.0.0.1:3000`, with
// admin/admin as the login of its administrator, and a Prometheus as the second argument.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { isMain, root } from "./steps.mjs";

const folder = "/api/folders/dashpreview";
const source = { name: "Dashboard previews", uid: "dp-source", type: "prometheus", access: "proxy", isDefault: false };
const dashboard = { dashboard: { title: "x", uid: "dp-x" }, folderUid: "dashpreview" };
const items = [
  { role: "Viewer", permission: 1 },
  { role: "Editor", permission: 1 },
  { userId: "{account}", permission: 2 },
];

/**
 * In this order; Grafana remembers for a minute what an account may do, so that it asks nothing before it may. `keep`
 * names a value of the answer that later requests use.
 */
const requests = (prometheus) => [
  ["no account yet", "admin", "GET", "/api/serviceaccounts/search?query=dashpreview-setup&perpage=1000"],
  [
    "make the account",
    "admin",
    "POST",
    "/api/serviceaccounts",
    { name: "dashpreview-setup", role: "Viewer" },
    { account: "id" },
  ],
  ["make it again", "admin", "POST", "/api/serviceaccounts", { name: "dashpreview-setup", role: "Viewer" }],
  ["the account", "admin", "GET", "/api/serviceaccounts/search?query=dashpreview-setup&perpage=1000"],
  [
    "make a token",
    "admin",
    "POST",
    "/api/serviceaccounts/{account}/tokens",
    { name: "one", secondsToLive: 3600 },
    { token: "id", key: "key" },
  ],
  ["make it again", "admin", "POST", "/api/serviceaccounts/{account}/tokens", { name: "one", secondsToLive: 3600 }],
  [
    "a token of no length",
    "admin",
    "POST",
    "/api/serviceaccounts/{account}/tokens",
    { name: "two", secondsToLive: -1 },
  ],
  ["the tokens", "admin", "GET", "/api/serviceaccounts/{account}/tokens"],
  ["rights of no folder", "admin", "GET", `${folder}/permissions`],
  ["things in no folder", "admin", "GET", `${folder}/counts`],
  ["make the folder", "admin", "POST", "/api/folders", { uid: "dashpreview", title: "Dashboard previews" }],
  ["set its rights", "admin", "POST", `${folder}/permissions`, { items }],
  ["its rights", "admin", "GET", `${folder}/permissions`],
  ["the folder as the account", "account", "GET", folder],
  ["save as the account", "account", "POST", "/api/dashboards/db", dashboard],
  ["things in the folder", "admin", "GET", `${folder}/counts`],
  ["the dashboard as the account", "account", "GET", "/api/dashboards/uid/dp-x"],
  ["make an account as a Viewer", "account", "POST", "/api/serviceaccounts", { name: "x", role: "Viewer" }],
  ["make an Editor", "admin", "POST", "/api/serviceaccounts", { name: "editor", role: "Editor" }, { editor: "id" }],
  ["make its token", "admin", "POST", "/api/serviceaccounts/{editor}/tokens", { name: "editor" }, { editorKey: "key" }],
  [
    "save as an Editor",
    "editor",
    "POST",
    "/api/dashboards/db",
    { ...dashboard, dashboard: { title: "y", uid: "dp-y" } },
  ],
  ["the folder as an Editor", "editor", "GET", folder],
  ["delete as the account", "account", "DELETE", "/api/dashboards/uid/dp-x"],
  ["no data source", "admin", "GET", "/api/datasources/uid/dp-source"],
  [
    "make the data source",
    "admin",
    "POST",
    "/api/datasources",
    {
      ...source,
      url: prometheus,
      jsonData: { dashpreview: "setup", httpHeaderName1: "X-A" },
      secureJsonData: { httpHeaderValue1: "b" },
    },
  ],
  ["make one with its uid", "admin", "POST", "/api/datasources", { ...source, name: "other", url: prometheus }],
  [
    "change the data source",
    "admin",
    "PUT",
    "/api/datasources/uid/dp-source",
    { ...source, url: prometheus, jsonData: { dashpreview: "setup", timeInterval: "30s" } },
  ],
  ["the data source", "admin", "GET", "/api/datasources/uid/dp-source"],
  ["its health", "admin", "GET", "/api/datasources/uid/dp-source/health"],
  ["change it as an Editor", "editor", "PUT", "/api/datasources/uid/dp-source", { ...source, url: prometheus }],
  ["health of none", "admin", "GET", "/api/datasources/uid/none/health"],
  ["delete the token", "admin", "DELETE", "/api/serviceaccounts/{account}/tokens/{token}"],
  ["delete it again", "admin", "DELETE", "/api/serviceaccounts/{account}/tokens/{token}"],
  ["use it", "account", "GET", "/api/user"],
  ["delete the account", "admin", "DELETE", "/api/serviceaccounts/{account}"],
  ["delete it again", "admin", "DELETE", "/api/serviceaccounts/{account}"],
];

async function main() {
  const [url, prometheus] = process.argv.slice(2);
  const admin = { Authorization: `Basic ${Buffer.from("admin:admin").toString("base64")}` };
  const send = async (method, path, headers, body) => {
    const response = await fetch(url + path, {
      method,
      headers: { ...headers, "Content-Type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  };
  const { body: made } = await send("POST", "/api/orgs", admin, { name: "setup-contract" });
  const kept = {};
  const fill = (text) => text.replaceAll(/"?\{(\w+)\}"?/g, (_, name) => kept[name] ?? `{${name}}`);
  const exchanges = [];
  try {
    for (const [name, as, method, path, body, keep = {}] of requests(prometheus)) {
      const token = { account: kept.key, editor: kept.editorKey }[as];
      const headers =
        token === undefined
          ? { ...admin, "X-Grafana-Org-Id": String(made.orgId) }
          : { Authorization: `Bearer ${token}` };
      const sent = body === undefined ? undefined : JSON.parse(fill(JSON.stringify(body)));
      const response = await send(method, fill(path), headers, sent);
      for (const [variable, key] of Object.entries(keep)) kept[variable] = response.body[key];
      exchanges.push({
        name,
        request: { as, method, path, ...(body && { body }), ...(Object.keys(keep).length > 0 && { keep }) },
        response,
      });
    }
  } finally {
    await send("DELETE", `/api/orgs/${made.orgId}`, admin);
  }
  const text = JSON.stringify(exchanges, undefined, 1).replaceAll(/glsa_\w+/g, "glsa_recorded");
  writeFileSync(join(root, "test/contracts/grafana-setup-12.4.json"), `${text}\n`);
}

if (isMain(import.meta.url)) await main();
