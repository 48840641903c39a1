import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  examineSight
} from "./chunk-DAZLBYKY.js";
import {
  probeGrafana
} from "./chunk-CLLLBOC4.js";
import {
  cleanPassword,
  cleanToken
} from "./chunk-W33LWVSU.js";
import "./chunk-AOJ4QD4I.js";
import {
  chooseDataSource,
  isSameAddress,
  listDataSources,
  seeThrough,
  takesPreviews
} from "./chunk-ASHW6A5J.js";
import {
  ensurePreviewFolder,
  readPreviewFolder
} from "./chunk-XMYBVWPI.js";
import "./chunk-RZZYZ6Z2.js";
import "./chunk-6M77KGMD.js";
import "./chunk-T7EJVMAX.js";
import "./chunk-6LKQSSW4.js";
import "./chunk-7JRK62TH.js";
import "./chunk-ZCLG54QM.js";
import "./chunk-DVOWRG3L.js";
import "./chunk-3X2NTYLH.js";
import "./chunk-RDQLQ2QQ.js";
import "./chunk-D4UIDT74.js";
import {
  connectForgejoApi,
  connectGitHubApi,
  connectGitLabApi
} from "./chunk-5PHZJJBZ.js";
import "./chunk-4FI5YERB.js";
import {
  searchPreviews
} from "./chunk-2P4UK4RQ.js";
import "./chunk-PZJKC72J.js";
import {
  createGrafana,
  grafanaConnection,
  optionalPrometheusFrom,
  retryFrom
} from "./chunk-O375JEU7.js";
import "./chunk-BBF4SSFR.js";
import {
  authFrom,
  headersFrom,
  networkFrom
} from "./chunk-I6U2BZTL.js";
import "./chunk-SGDPDTTZ.js";
import {
  createProgress
} from "./chunk-TZCGKX3G.js";
import "./chunk-ZUCV4DK7.js";
import {
  placesOf,
  tenantHeaders
} from "./chunk-JN2EJA7T.js";
import "./chunk-NCEPZOQJ.js";
import {
  counted
} from "./chunk-MPS7O4VN.js";
import {
  documentation
} from "./chunk-PHWUCDRY.js";
import {
  detectReview,
  isSameSite,
  tokenFrom
} from "./chunk-C3366K2M.js";
import {
  gitHub,
  gitLab,
  hostOf
} from "./chunk-WFHRHJHL.js";
import "./chunk-LBV6Z5BT.js";
import {
  readGitRemote
} from "./chunk-DLLWLS7E.js";
import {
  reviewNumber
} from "./chunk-PMDPCLWW.js";
import "./chunk-5UHCLHX7.js";
import {
  serverAddress
} from "./chunk-B4BP7DEG.js";
import "./chunk-Q663M3BX.js";
import {
  previewTag
} from "./chunk-4P6PP26E.js";
import {
  previewFolder
} from "./chunk-REFUIXMO.js";
import {
  asArray,
  asObject,
  field,
  numberField,
  textField
} from "./chunk-Z4Q2ISX3.js";
import "./chunk-RQHKSZ5E.js";
import "./chunk-7ZG6RHXF.js";
import "./chunk-B7QDZDLD.js";
import "./chunk-5AO6ZF25.js";
import {
  formatDuration
} from "./chunk-ACMFHTB5.js";
import {
  defined
} from "./chunk-BLCDFNVZ.js";
import {
  safeJson
} from "./chunk-TPDBHOT5.js";
import "./chunk-EO5QO5NY.js";
import "./chunk-DNV2PKG7.js";
import "./chunk-DZGUTROI.js";
import {
  secretOf
} from "./chunk-I2SEJ6BX.js";
import {
  plainLine
} from "./chunk-EAIBZLQG.js";
import {
  painter
} from "./chunk-PFTXVXQM.js";
import {
  CiError,
  ExpectedError,
  GrafanaError,
  PrometheusError,
  UsageError
} from "./chunk-E7O6XGVL.js";
import "./chunk-RZGYXAJU.js";

// src/grafana/setup/account-tokens.ts
var prefix = "dashpreview-setup ";
function tokenPrefix(place) {
  return `${prefix}${place.slice(0, 120)} `;
}
function isSetupToken({ name }) {
  return name.startsWith(prefix);
}
function tokenName(place, nowMs) {
  return `${tokenPrefix(place)}${new Date(nowMs).toISOString()}`;
}
async function listTokens(grafana, { id, name }) {
  const { body } = await grafana.ask({
    method: "GET",
    path: `/api/serviceaccounts/${id}/tokens`,
    doing: `listing the tokens of ${name}`
  });
  return asArray(body).flatMap((entry) => {
    const [tokenId, tokenName2] = [numberField(entry, "id"), textField(entry, "name")];
    if (tokenId === void 0 || tokenName2 === void 0) return [];
    const isValid = field(entry, "hasExpired") !== true && field(entry, "isRevoked") !== true;
    return [{ id: tokenId, name: tokenName2, expiresAt: textField(entry, "expiration"), isValid }];
  });
}
async function createToken(grafana, account, { name, days }) {
  const doing2 = `making a token of ${account.name}`;
  const path3 = `/api/serviceaccounts/${account.id}/tokens`;
  const json = { name, secondsToLive: days * 86400 };
  const { status, body } = await grafana.ask({ method: "POST", path: path3, json, accept: [400], doing: doing2 });
  if (status === 400)
    throw new GrafanaError(
      `${doing2}: 400 (${(textField(body, "message") ?? "no reason").slice(0, 200)}). Grafana may limit how long tokens live (token_expiration_day_limit, api_key_max_seconds_to_live). Next: pass a shorter --token-days`,
      { code: "invalid", status }
    );
  const [id, key] = [numberField(body, "id"), textField(body, "key")];
  if (id === void 0 || key === void 0 || key === "")
    throw new GrafanaError(`${doing2}: Grafana's answer holds none`, { code: "unexpected" });
  return { id, key };
}
async function deleteToken(grafana, account, { id, name }) {
  const path3 = `/api/serviceaccounts/${account.id}/tokens/${id}`;
  await grafana.ask({ method: "DELETE", path: path3, accept: [404], doing: `deleting the token "${name}"` });
}

// src/grafana/setup/admin.ts
var needed = [
  "folders:create",
  "folders.permissions:write",
  "serviceaccounts:create",
  "serviceaccounts:write",
  "datasources:create",
  "datasources:write"
];
var whoCan = "pass the login of a user, or the token of a service account, with the role Admin in this organisation";
async function requireAdmin(grafana) {
  const answer = await grafana.ask({
    method: "GET",
    path: "/api/access-control/user/permissions",
    accept: [401, 403, 404],
    doing: "asking Grafana what this login may do"
  });
  if (answer.status === 401) {
    const said = (textField(answer.body, "message") ?? "no reason").slice(0, 200);
    throw new GrafanaError(
      `Grafana does not accept this login: 401 (${said}). Next: check user name and password; if basic auth is off ([auth.basic]) or people log in elsewhere, pass the token of a service account with the role Admin instead`,
      { code: "unauthorized", status: 401 }
    );
  }
  const permissions = answer.status === 200 ? asObject(answer.body) : void 0;
  const org = await grafana.ask({
    method: "GET",
    path: "/api/org",
    accept: [403, 404],
    doing: "asking Grafana for the organisation"
  });
  const number = org.status === 200 ? numberField(org.body, "id") : void 0;
  if (grafana.org !== void 0 && number !== grafana.org)
    throw new UsageError(
      `--org ${grafana.org}: there is no such organisation at ${grafana.url}, or this login is not a member of it`
    );
  const missing = permissions === void 0 ? [] : needed.filter((action) => permissions[action] === void 0);
  if (missing.length > 0 || number === void 0) {
    const what = missing.length > 0 ? `it lacks the permissions ${missing.join(", ")}` : "it may not read its organisation";
    throw new GrafanaError(`this login is not an Admin's: ${what}. Next: ${whoCan}`, { code: "forbidden" });
  }
  const name = textField(org.body, "name");
  return { org: number, organisation: `organisation ${number}${name === void 0 ? "" : `, "${name}"`}` };
}

// src/grafana/setup/folder-rights.ts
var path = `/api/folders/${previewFolder.uid}/permissions`;
async function readFolderRights(grafana) {
  const { body } = await grafana.ask({
    method: "GET",
    path,
    doing: `reading who may edit the folder "${previewFolder.title}"`
  });
  const own = asArray(body).filter((entry) => field(entry, "inherited") !== true);
  const pairs = (key) => own.flatMap((entry) => {
    const [id, right] = [numberField(entry, key) ?? 0, numberField(entry, "permission")];
    return id > 0 && right !== void 0 ? [[id, right]] : [];
  });
  const roles = own.flatMap((entry) => {
    const [role, right] = [textField(entry, "role") ?? "", numberField(entry, "permission")];
    return role === "" || right === void 0 ? [] : [[role, right]];
  });
  return { roles: Object.fromEntries(roles), users: new Map(pairs("userId")), teams: new Map(pairs("teamId")) };
}
var editorRight = { view: 1, edit: 2 };
function fitsRights({ roles, users }, { accountId, editors }) {
  return roles["Viewer"] === 1 && roles["Editor"] === editorRight[editors] && users.get(accountId) === 2;
}
async function writeFolderRights(grafana, { users, teams }, { accountId, editors }) {
  const items = [
    { role: "Viewer", permission: 1 },
    { role: "Editor", permission: editorRight[editors] },
    { userId: accountId, permission: 2 },
    ...[...users].filter(([id]) => id !== accountId).map(([userId, permission]) => ({ userId, permission })),
    ...[...teams].map(([teamId, permission]) => ({ teamId, permission }))
  ];
  const doing2 = `setting who may edit the folder "${previewFolder.title}"`;
  await grafana.ask({ method: "POST", path, json: { items }, doing: doing2 });
}
async function countFolder(grafana) {
  const doing2 = `counting what lies in the folder "${previewFolder.title}"`;
  const { body } = await grafana.ask({ method: "GET", path: `/api/folders/${previewFolder.uid}/counts`, doing: doing2 });
  const counts = Object.values(body).filter((count) => typeof count === "number");
  if (counts.length === 0) throw new GrafanaError(`${doing2}: Grafana's answer holds no number`, { code: "unexpected" });
  return counts.reduce((sum, count) => sum + count, 0);
}
async function deletePreviewFolder(grafana) {
  const doing2 = `deleting the folder "${previewFolder.title}"`;
  await grafana.ask({ method: "DELETE", path: `/api/folders/${previewFolder.uid}`, accept: [404], doing: doing2 });
}

// src/grafana/setup/preview-source.ts
var setupSource = { uid: "dashpreview-prometheus", name: "Dashboard previews" };
var mark = { key: "dashpreview", value: "setup" };
var path2 = `/api/datasources/uid/${setupSource.uid}`;
async function findSetupSource(grafana) {
  const doing2 = `reading the data source ${setupSource.uid}`;
  const { status, body } = await grafana.ask({ method: "GET", path: path2, accept: [404], doing: doing2 });
  const shown3 = status === 200 ? asObject(body) : void 0;
  if (shown3 === void 0) return void 0;
  return {
    isOurs: textField(shown3, "jsonData", mark.key) === mark.value,
    readOnly: field(shown3, "readOnly") === true,
    name: textField(shown3, "name") ?? setupSource.uid,
    shown: shown3
  };
}
function differences({ shown: shown3 }, settings2) {
  const { secureJsonData: _secret, ...wanted } = sourceBody(settings2);
  const jsonData = asObject(wanted.jsonData);
  const inside = Object.keys(jsonData).filter((key) => field(shown3, "jsonData", key) !== jsonData[key]);
  const outside = ["type", "access", "url", "basicAuth", "basicAuthUser"];
  return [...outside.filter((key) => (field(shown3, key) ?? "") !== wanted[key]), ...inside];
}
async function createSetupSource(grafana, settings2) {
  const doing2 = `making the data source "${setupSource.name}"`;
  const json = sourceBody(settings2);
  const { status } = await grafana.ask({ method: "POST", path: "/api/datasources", json, accept: [409], doing: doing2 });
  if (status === 409) throw nameTaken();
}
function nameTaken() {
  return new UsageError(
    `a data source "${setupSource.name}" is there, and setup did not make it. Next: rename it, or use it with --datasource "${setupSource.name}" if it reads the receiver of previews`
  );
}
async function updateSetupSource(grafana, settings2) {
  const doing2 = `changing the data source "${setupSource.name}"`;
  await grafana.ask({ method: "PUT", path: path2, json: sourceBody(settings2), doing: doing2 });
}
async function deleteSetupSource(grafana) {
  const doing2 = `deleting the data source "${setupSource.name}"`;
  await grafana.ask({ method: "DELETE", path: path2, accept: [404], doing: doing2 });
}
async function checkHealth(grafana, uid) {
  const { body } = await grafana.ask({
    method: "GET",
    path: `/api/datasources/uid/${encodeURIComponent(uid)}/health`,
    accept: [400, 500, 502, 503, 504],
    doing: `asking Grafana whether it reaches the data source ${uid}`
  });
  return { ok: textField(body, "status") === "OK", text: textField(body, "message") ?? "Grafana does not say" };
}
function sourceBody({ url, prometheusType, interval, basic, token, headers, caPem }) {
  const sent = { ...headers, ...token === void 0 ? {} : { Authorization: `Bearer ${token}` } };
  const names = Object.entries(sent).map(([name], index) => [`httpHeaderName${index + 1}`, name]);
  const values = Object.values(sent).map((value, index) => [`httpHeaderValue${index + 1}`, value]);
  return {
    ...setupSource,
    type: "prometheus",
    access: "proxy",
    url,
    isDefault: false,
    basicAuth: basic !== void 0,
    basicAuthUser: basic?.user ?? "",
    jsonData: {
      httpMethod: "POST",
      timeInterval: interval,
      ...defined({ prometheusType }),
      // Its rules are nobody's, and nothing may record into it.
      manageAlerts: false,
      allowAsRecordingRulesTarget: false,
      ...caPem === void 0 ? {} : { tlsAuthWithCACert: true },
      ...Object.fromEntries(names),
      [mark.key]: mark.value
    },
    secureJsonData: {
      ...Object.fromEntries(values),
      ...defined({ basicAuthPassword: basic?.password, tlsCACert: caPem })
    }
  };
}

// src/grafana/setup/service-account.ts
var setupAccount = { name: "dashpreview-setup", role: "Viewer" };
var doing = `looking for the service account ${setupAccount.name}`;
async function findSetupAccount(grafana) {
  const { status, body } = await grafana.ask({
    method: "GET",
    path: "/api/serviceaccounts/search",
    // Of names that contain this one there may be many.
    query: { query: setupAccount.name, perpage: 1e3 },
    accept: [404],
    doing
  });
  if (status === 404)
    throw new GrafanaError(
      `${doing}: Grafana has no service accounts (404): they are switched off, or it is older than 9.1. Next: switch them on or update Grafana, or make a token by hand: ${documentation("setup", "by-hand")}`,
      { code: "no-service-accounts", status }
    );
  return asArray(field(body, "serviceAccounts")).flatMap(readAccount).find(({ name }) => name === setupAccount.name);
}
async function createSetupAccount(grafana) {
  const making = `making the service account ${setupAccount.name}`;
  const { body } = await grafana.ask({
    method: "POST",
    path: "/api/serviceaccounts",
    json: setupAccount,
    doing: making
  });
  const [made] = readAccount(body);
  if (made === void 0) throw new GrafanaError(`${making}: Grafana's answer names none`, { code: "unexpected" });
  return made;
}
async function deleteAccount(grafana, { id, name }) {
  const deleting = `deleting the service account ${name}`;
  await grafana.ask({ method: "DELETE", path: `/api/serviceaccounts/${id}`, accept: [404], doing: deleting });
}
function readAccount(entry) {
  const [id, name] = [numberField(entry, "id"), textField(entry, "name")];
  if (id === void 0 || name === void 0) return [];
  return [{ id, name, role: textField(entry, "role") ?? "", isDisabled: field(entry, "isDisabled") === true }];
}

// src/preview/setup/remove-setup.ts
async function removeSetup(grafana, { dryRun }) {
  const { organisation } = await requireAdmin(grafana);
  const previews = (await searchPreviews(grafana)).filter(({ tags }) => tags.includes(previewTag));
  if (previews.length > 0) {
    const there = `${counted(previews.length, "preview is", "previews are")} still there`;
    const text = `${there}: everything stays, because the token that setup made is needed to delete them`;
    const advice4 = "run dashpreview cleanup --all --all-projects --yes with that token, then this again";
    return { organisation, rows: [{ state: "refused", subject: "previews", text, advice: advice4 }] };
  }
  const account = await removeAccount(grafana, dryRun);
  return { organisation, rows: [account, await removeSource(grafana, dryRun), await removeFolder(grafana, dryRun)] };
}
var gone = (dryRun) => dryRun ? "would-remove" : "removed";
async function removeAccount(grafana, dryRun) {
  const subject2 = "account";
  const text = `service account ${setupAccount.name}`;
  const found = await findSetupAccount(grafana);
  if (found === void 0) return { state: "absent", subject: subject2, text };
  const tokens = await listTokens(grafana, found);
  const others = tokens.filter((token) => !isSetupToken(token));
  if (others.length > 0)
    return {
      state: "refused",
      subject: subject2,
      text: `${text} has ${counted(others.length, "token")} that setup did not make ("${others[0].name}"): somebody uses it`,
      advice: "delete these tokens, or the account, in Grafana (Administration, Users and access, Service accounts)"
    };
  if (!dryRun) await deleteAccount(grafana, found);
  return { state: gone(dryRun), subject: subject2, text: `${text} and ${counted(tokens.length, "token")}` };
}
async function removeSource(grafana, dryRun) {
  const subject2 = "data source";
  const text = `"${setupSource.name}" (${setupSource.uid})`;
  const found = await findSetupSource(grafana);
  if (found === void 0) return { state: "absent", subject: subject2, text };
  if (!found.isOurs || found.readOnly) {
    const why = found.readOnly ? "comes from a file on Grafana's server" : "lacks setup's mark: setup did not make it";
    return { state: "refused", subject: subject2, text: `${text} ${why}`, advice: "delete it where it was made" };
  }
  if (!dryRun) await deleteSetupSource(grafana);
  return { state: gone(dryRun), subject: subject2, text };
}
async function removeFolder(grafana, dryRun) {
  const subject2 = "folder";
  const text = `"${previewFolder.title}" (uid ${previewFolder.uid})`;
  if (await readPreviewFolder(grafana) === void 0) return { state: "absent", subject: subject2, text };
  const listed = (await searchPreviews(grafana)).filter(({ folderUid }) => folderUid === previewFolder.uid).length;
  const held = Math.max(listed, await countFolder(grafana));
  if (held > 0)
    return {
      state: "refused",
      subject: subject2,
      text: `${text} holds ${counted(held, "thing")} that setup did not make, and would take them along`,
      advice: "move or delete what lies in it, then run this again"
    };
  if (!dryRun) await deletePreviewFolder(grafana);
  return { state: gone(dryRun), subject: subject2, text };
}

// src/preview/setup/prove-setup.ts
async function proveToken(grafana, { uid, nowMs, again }) {
  let { maySave, advice: advice4 } = await probeGrafana(grafana);
  while (maySave !== "yes" && await again()) ({ maySave, advice: advice4 } = await probeGrafana(grafana));
  const saves = {
    state: maySave === "yes" ? "ok" : "failed",
    subject: "token",
    text: `it may ${maySave === "yes" ? "" : "not "}save previews`,
    ...advice4 === void 0 ? {} : { advice: advice4 }
  };
  if (uid === void 0) return [saves];
  const source = await chooseDataSource(grafana, uid);
  const sight = await seeThrough(grafana, source, { expr: "vector(1)", timeMs: nowMs });
  if (sight.state === "seen") return [saves, { state: "ok", subject: "token", text: `it may query ${source.name}` }];
  const why = sight.state === "unknown" ? sight.reason : "the query vector(1) gives nothing";
  return [saves, { state: "failed", subject: "token", text: `it cannot query ${source.name}: ${why}` }];
}
async function proveSight(grafana, prometheus, uid) {
  const states = { ok: "ok", warn: "warn", fail: "failed", unchecked: "warn" };
  try {
    return (await examineSight(grafana, prometheus, uid)).map(({ state, ...row }) => ({
      ...row,
      state: states[state]
    }));
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.exitCode === 130) throw error;
    const text = `whether it reads ${prometheus.url} is not known: ${error.message}`;
    return [{ state: "warn", subject: "data source", text, advice: "run dashpreview doctor where previews are made" }];
  }
}

// src/preview/setup/setup-account.ts
async function setUpAccount(grafana, { dryRun }) {
  const subject2 = "account";
  const text = `service account ${setupAccount.name}, role ${setupAccount.role}`;
  const found = await findSetupAccount(grafana);
  if (found === void 0 && dryRun) return { account: void 0, row: { state: "would-make", subject: subject2, text } };
  if (found === void 0) return { account: await createSetupAccount(grafana), row: { state: "made", subject: subject2, text } };
  if (found.isDisabled)
    throw new GrafanaError(
      `the service account ${found.name} is switched off. Next: switch it on in Grafana (Administration, Users and access, Service accounts), or delete it there and run setup again`,
      { code: "disabled" }
    );
  if (found.role === setupAccount.role) return { account: found, row: { state: "there", subject: subject2, text } };
  return {
    account: found,
    row: {
      state: "warn",
      subject: subject2,
      text: `service account ${found.name} has the role ${found.role}, which somebody gave it`,
      advice: `${setupAccount.role} is enough: set it in Grafana (Administration, Users and access, Service accounts)`
    }
  };
}

// src/preview/setup/setup-folder.ts
var shown = `"${previewFolder.title}" (uid ${previewFolder.uid})`;
async function setUpFolder(grafana, { editors, dryRun }) {
  const subject2 = "folder";
  if (await readPreviewFolder(grafana) !== void 0) {
    if (editors === "view") await refuseForeign(grafana);
    return { state: "there", subject: subject2, text: shown };
  }
  if (dryRun) return { state: "would-make", subject: subject2, text: shown };
  try {
    await ensurePreviewFolder(grafana);
  } catch (error) {
    if (error instanceof GrafanaError && error.code === "conflict") await explainConflict(grafana);
    throw error;
  }
  return { state: "made", subject: subject2, text: shown };
}
async function setUpRights(grafana, { accountId, editors, dryRun }) {
  const subject2 = "rights";
  const text = `the service account may edit the folder, Editors ${editors}, Viewers view`;
  if (accountId === void 0) return { state: "would-change", subject: subject2, text };
  const wanted = { accountId, editors };
  const rights = await readFolderRights(grafana);
  if (fitsRights(rights, wanted)) return { state: "there", subject: subject2, text };
  if (dryRun) return { state: "would-change", subject: subject2, text };
  await writeFolderRights(grafana, rights, wanted);
  if (!fitsRights(await readFolderRights(grafana), wanted))
    throw new GrafanaError(
      `setting who may edit the folder ${shown}: Grafana took the change and did not make it. Next: look at the folder's permissions in Grafana (Manage permissions)`,
      { code: "unexpected" }
    );
  return { state: "changed", subject: subject2, text };
}
async function refuseForeign(grafana) {
  const inFolder = (await searchPreviews(grafana)).filter(({ folderUid }) => folderUid === previewFolder.uid);
  const foreign = inFolder.filter(({ tags }) => !tags.includes(previewTag));
  if (foreign.length === 0) return;
  const names = foreign.slice(0, 3).map(({ title }) => `"${title}"`);
  throw new UsageError(
    `the folder ${shown} holds ${foreign.length} dashboards that are no previews (${names.join(", ")}${foreign.length > 3 ? ", …" : ""}), and Editors could edit them no longer. Next: move them to another folder, or pass --editors edit`
  );
}
async function explainConflict(grafana) {
  const { body } = await grafana.ask({
    method: "GET",
    path: "/api/search",
    query: { type: "dash-folder", query: previewFolder.title, limit: 100 },
    doing: "looking for a folder of the same name"
  });
  const other = asArray(body).find((entry) => textField(entry, "title") === previewFolder.title);
  const uid = textField(other, "uid");
  if (uid !== void 0 && uid !== previewFolder.uid)
    throw new UsageError(
      `a folder "${previewFolder.title}" is there with the uid ${uid}, and dashpreview did not make it: its own has the uid ${previewFolder.uid}, and this Grafana allows a title once. Next: rename that folder`
    );
}

// src/preview/setup/setup-source.ts
var subject = "data source";
var shown2 = `"${setupSource.name}" (${setupSource.uid})`;
var settlesMs = 6e3;
async function setUpSource({ grafana, dataSource, dryRun }, settings2, { sleep, signal }) {
  if (dataSource !== void 0 || settings2 === void 0)
    return withHealth(grafana, await chooseDataSource(grafana, dataSource));
  const ours = await findSetupSource(grafana);
  if (ours === void 0) {
    const all = await listDataSources(grafana);
    const same = sameAddress(all, settings2);
    if (same !== void 0) return withHealth(grafana, same);
    if (all.some(({ name }) => name === setupSource.name)) throw nameTaken();
    const text2 = `${shown2} for ${settings2.url}`;
    if (dryRun) return { uid: void 0, rows: [{ state: "would-make", subject, text: text2 }] };
    await createSetupSource(grafana, settings2);
    return { uid: setupSource.uid, rows: [{ state: "made", subject, text: text2 }, await health(grafana, setupSource.uid)] };
  }
  if (!ours.isOurs)
    throw new UsageError(
      `the data source "${ours.name}" has the uid ${setupSource.uid}, and setup did not make it. Next: use it with --datasource ${setupSource.uid} if it reads the receiver of previews, else delete it`
    );
  const changes = differences(ours, settings2);
  const renew = async () => {
    await updateSetupSource(grafana, settings2);
    await sleep(settlesMs, signal);
  };
  const uid = setupSource.uid;
  if (changes.length === 0) {
    const first = await health(grafana, uid);
    const there = { state: "there", subject, text: `${shown2} for ${settings2.url}` };
    if (first.state === "ok" || dryRun || !hasSecrets(settings2)) return { uid, rows: [there, first] };
    await renew();
    return { uid, rows: [{ ...there, state: "changed" }, await health(grafana, uid)] };
  }
  const text = `${shown2} for ${settings2.url}: ${changes.join(", ")}`;
  if (dryRun) return { uid, rows: [{ state: "would-change", subject, text }] };
  await renew();
  return { uid, rows: [{ state: "changed", subject, text }, await health(grafana, uid)] };
}
function sameAddress(all, { url, headers }) {
  if (Object.keys(headers).length > 0) return void 0;
  return all.find((one) => takesPreviews(one.type) && one.url !== void 0 && isSameAddress(one.url, url));
}
async function withHealth(grafana, { uid, name, url }) {
  const where = url === void 0 ? "" : ` for ${url}`;
  const text = `"${name}" (${uid})${where}, which setup did not make`;
  return { uid, rows: [{ state: "there", subject, text }, await health(grafana, uid)] };
}
async function health(grafana, uid) {
  const { ok, text } = await checkHealth(grafana, uid);
  if (ok) return { state: "ok", subject: "reach", text: `Grafana reaches it: ${text}` };
  return {
    state: "failed",
    subject: "reach",
    text: `Grafana does not reach it: ${text}`,
    advice: "run setup again with --datasource-url and the address as Grafana's own server reaches it, and the credentials that the receiver wants"
  };
}
function hasSecrets({ basic, token, headers, caPem }) {
  return basic !== void 0 || token !== void 0 || caPem !== void 0 || Object.keys(headers).length > 0;
}

// src/preview/setup/setup-token.ts
var soonMs = 14 * 864e5;
async function needsToken(task, account, nowMs) {
  const { grafana, place, renewToken, tokenIsMissing, deliver, dryRun } = task;
  const tokens = account === void 0 ? [] : await listTokens(grafana, account);
  const valid = tokens.filter(({ name, isValid }) => isValid && name.startsWith(tokenPrefix(place)));
  const newest = valid.sort((one, other) => one.name < other.name ? 1 : -1)[0];
  if (newest !== void 0 && !renewToken && !tokenIsMissing) {
    const { expiresAt } = newest;
    const endsSoon = expiresAt !== void 0 && Date.parse(expiresAt) - nowMs < soonMs;
    const ends = expiresAt === void 0 ? "without an expiry" : `valid until ${expiresAt}`;
    const text = `a token ${placed(place)}, ${ends}`;
    const advice4 = "run setup again with --renew-token before that";
    return {
      needed: false,
      row: { state: endsSoon ? "warn" : "there", subject: "token", text, ...endsSoon && { advice: advice4 } }
    };
  }
  if (deliver === void 0 && !dryRun)
    throw new UsageError(
      "Grafana shows a token once: say where it should go. Next: pass --github, --gitlab or --forgejo, --write-env FILE, or --show-token"
    );
  return { needed: true };
}
function placed(place) {
  return place === "by hand" ? "for use by hand" : `for ${place}`;
}
async function makeToken({ grafana, place, tokenDays, deliver }, account, { nowMs, prove }) {
  const older = (await listTokens(grafana, account)).filter(({ name: name2 }) => name2.startsWith(tokenPrefix(place)));
  const name = tokenName(place, nowMs);
  const { id, key } = await createToken(grafana, account, { name, days: tokenDays });
  const expiresAt = new Date(nowMs + tokenDays * 864e5).toISOString();
  let proofs;
  try {
    proofs = await prove(key);
    await deliver?.({ key, name, expiresAt });
  } catch (error) {
    await deleteToken(grafana.withSignal(void 0), account, { id, name });
    throw error;
  }
  for (const token of older) await deleteToken(grafana, account, token);
  const subject2 = "token";
  const made = { state: "made", subject: subject2, text: `a token ${placed(place)}, valid until ${expiresAt}` };
  if (older.length === 0) return [made, ...proofs];
  const gone2 = `${older.length} older ${older.length === 1 ? "token" : "tokens"} ${placed(place)}`;
  return [made, { state: "removed", subject: subject2, text: gone2 }, ...proofs];
}

// src/preview/setup/setup.ts
async function setUp(options, context) {
  const { grafana } = options;
  const { organisation } = await requireAdmin(grafana);
  const found = await sourceSettings(options);
  const token = await needsToken(options, await findSetupAccount(grafana), context.now());
  const planned = await go({ ...options, dryRun: true }, found, token, context);
  return { organisation, ...options.dryRun ? planned : await go(options, found, token, context) };
}
async function go(options, { settings: settings2, unknown }, token, context) {
  const { grafana, prometheus, connectAs, editors, dryRun } = options;
  const nowMs = context.now();
  const folder = await setUpFolder(grafana, { editors, dryRun });
  const { account, row } = await setUpAccount(grafana, { dryRun });
  const rights = folder.state === "would-make" ? void 0 : await setUpRights(grafana, { accountId: account?.id, editors, dryRun });
  const source = await setUpSource(options, settings2, context);
  const { uid } = source;
  const reached = source.rows.some(({ subject: subject2, state }) => subject2 === "reach" && state === "ok");
  const rows = [folder, row, ...rights === void 0 ? [] : [rights], ...source.rows, ...unknown];
  if (prometheus !== void 0 && uid !== void 0 && reached && unknown.length === 0 && !dryRun)
    rows.push(...await proveSight(grafana, prometheus, uid));
  if (!token.needed) rows.push(token.row);
  else if (dryRun || account === void 0)
    rows.push({
      state: "would-make",
      subject: "token",
      text: `a token ${placed(options.place)}, valid for ${options.tokenDays} days`
    });
  else {
    const prove = async (key) => {
      const asPreview = connectAs(key);
      try {
        const isKnown = row.state !== "made" && rights?.state === "changed";
        const again = retryWithin(isKnown ? remembersMs : 0, context);
        return await proveToken(asPreview, { uid: reached ? uid : void 0, nowMs, again });
      } finally {
        asPreview.close();
      }
    };
    rows.push(...await makeToken(options, account, { nowMs, prove }));
  }
  return { rows, dataSource: uid };
}
var remembersMs = 7e4;
var pauseMs = 1e4;
function retryWithin(longestMs, { sleep, signal, progress }) {
  let waitedMs = 0;
  return async () => {
    if (waitedMs >= longestMs) return false;
    if (waitedMs === 0) progress.step("waiting for the new rights: Grafana remembers the old ones for a minute");
    await sleep(pauseMs, signal);
    waitedMs += pauseMs;
    return true;
  };
}
async function sourceSettings({ prometheus, source, dataSource }) {
  if (prometheus === void 0 || dataSource !== void 0) return { settings: void 0, unknown: [] };
  const unknown = [];
  try {
    await prometheus.identify();
  } catch (error) {
    if (!(error instanceof PrometheusError)) throw error;
    const text = `${prometheus.url} does not answer from here, so it counts as Prometheus: ${error.message}`;
    const advice4 = "name what it is with --receiver; run dashpreview doctor where it can be reached";
    unknown.push({ state: "warn", subject: "receiver", text, advice: advice4 });
  }
  const { url = queryUrl(prometheus), tenant, headers, ...rest } = source;
  const { receiver } = prometheus;
  const prometheusType = types.find((type) => type === receiver.title);
  const all = { ...headers, ...tenantHeaders(receiver, tenant) };
  return { settings: { ...rest, url, headers: all, ...defined({ prometheusType }) }, unknown };
}
var types = ["Prometheus", "Mimir", "Cortex", "Thanos"];
function queryUrl({ url, receiver }) {
  const { origin, pathname } = new URL(url);
  return origin + placesOf(receiver, pathname.replace(/\/+$/, "")).query;
}

// src/cli/commands/setup/admin-login.ts
async function adminLogin(request, context) {
  const { adminToken: token, adminUser: user, adminPassword: password } = request;
  if (token !== void 0 || user !== void 0 && password !== void 0)
    return authFrom("grafana", { token, user, password });
  const { askTerminal: ask, redactor } = context;
  if (ask === void 0)
    throw new UsageError(
      "no login of an Admin: set DASHPREVIEW_ADMIN_TOKEN, or DASHPREVIEW_ADMIN_USER and DASHPREVIEW_ADMIN_PASSWORD, or run it on a terminal, which asks for them"
    );
  const server = plainLine(request.grafanaUrl ?? "Grafana");
  const name = user ?? (await ask(`Admin's user name at ${server} (empty: a token): `, { hidden: false })).trim();
  const what = name === "" ? "Token" : "Password";
  const typed = await ask(`${what}: `, { hidden: true });
  const secret = name === "" ? cleanToken(typed) : cleanPassword(typed);
  if (secret === void 0 || secret === "") throw new UsageError(`${what}: nothing was typed`);
  redactor.learn({ secrets: [secretOf(secret)], pairs: name === "" ? [] : [{ user: name, password: secret }] });
  return authFrom(
    "grafana",
    name === "" ? { token: secret, user: void 0, password: void 0 } : { token: void 0, user: name, password: secret }
  );
}

// src/cli/commands/setup/variables.ts
var tokenVariable = "GRAFANA_TOKEN";
function variablesFor(request, token) {
  const { grafanaUrl, prometheusUrl, prometheusWriteUrl, receiver: named, tenant, prometheusUser } = request;
  const open = {
    GRAFANA_URL: grafanaUrl,
    PROMETHEUS_URL: prometheusUrl,
    DASHPREVIEW_PROMETHEUS_WRITE_URL: prometheusWriteUrl,
    DASHPREVIEW_RECEIVER: named === "auto" ? void 0 : named,
    DASHPREVIEW_TENANT: tenant,
    DASHPREVIEW_PROMETHEUS_USER: prometheusUser,
    DASHPREVIEW_DATASOURCE: request.datasource
  };
  const secret = {
    DASHPREVIEW_PROMETHEUS_TOKEN: request.prometheusToken,
    DASHPREVIEW_PROMETHEUS_PASSWORD: request.prometheusPassword,
    [tokenVariable]: token
  };
  return [...settings(open, false), ...settings(secret, true)];
}
function settings(values, secret) {
  return Object.entries(values).flatMap(([name, value]) => value === void 0 ? [] : [{ name, value, secret }]);
}
function exportLines(variables) {
  return variables.map(({ name, value }) => `export ${name}='${value.replaceAll("'", "'\\''")}'
`).join("");
}
function masked(value) {
  return value.length < 24 ? "…" : `${value.slice(0, 5)}…${value.slice(-4)}`;
}

// src/cli/commands/setup/deliver.ts
function deliverTo(store, request, context) {
  const { writeEnv, showToken } = request;
  const written = [];
  let token;
  const variables = () => variablesFor(request, token?.key);
  const toStore = async (settings2) => {
    if (store === void 0) return;
    for (const setting of settings2) await store.put(setting);
    written.push(`${store.place} (${store.through})`);
  };
  const deliver = async (made) => {
    token = made;
    try {
      if (writeEnv !== void 0) {
        context.files.secret({ path: writeEnv, what: "--write-env" }, exportLines(variables()));
        written.push(writeEnv);
      }
      await toStore(variables());
    } catch (error) {
      token = void 0;
      throw error;
    }
  };
  return {
    deliver: store === void 0 && writeEnv === void 0 && !showToken ? void 0 : deliver,
    deliverRest: async () => token === void 0 ? toStore(variables()) : void 0,
    result: () => ({ token, variables: variables(), written })
  };
}

// src/ci/settings/settings-store.ts
function placeOf({
  serverUrl,
  repository
}) {
  return `${new URL(serverUrl).host}${new URL(serverUrl).pathname.replace(/\/+$/, "")}/${repository}`;
}

// src/ci/forgejo/forgejo-settings.ts
var advice = "does the token have the permission? it needs the scope write:repository, of an owner or admin of the repository";
function forgejoSettings(address, connection) {
  const api = connectForgejoApi(address, connection, advice);
  const actions = `/repos/${address.repository}/actions`;
  const place = placeOf(address);
  return {
    place,
    through: "Forgejo's API",
    async hasSecret(name) {
      const doing2 = `asking whether ${place} has the secret ${name}`;
      const list = await api.pages({ method: "GET", path: `${actions}/secrets`, doing: doing2 });
      return list.some((entry) => textField(entry, "name")?.toUpperCase() === name);
    },
    async put({ name, value, secret }) {
      const doing2 = `setting ${name} of ${place}`;
      if (secret) {
        await api.send({ method: "PUT", path: `${actions}/secrets/${name}`, json: { data: value }, doing: doing2 });
        return;
      }
      const path3 = `${actions}/variables/${name}`;
      const changed = await api.send({ method: "PUT", path: path3, json: { value }, accept: [404], doing: doing2 });
      if (changed.status === 404) await api.send({ method: "POST", path: path3, json: { value }, doing: doing2 });
    },
    close: () => api.close()
  };
}

// src/ci/github/github-settings.ts
var advice2 = "does the token have the permission? it needs Secrets and Variables: read and write of the repository (a classic token: the scope repo)";
function gitHubSettings(address, connection) {
  const api = connectGitHubApi(address.apiUrl, connection, { advice: advice2 });
  const actions = `/repos/${address.repository}/actions`;
  const place = placeOf(address);
  return {
    place,
    through: "GitHub's API",
    async hasSecret(name) {
      const doing2 = `asking whether ${place} has the secret ${name}`;
      await publicKey(doing2);
      const path3 = `${actions}/secrets/${name}`;
      return (await api.send({ method: "GET", path: path3, accept: [404], doing: doing2 })).status === 200;
    },
    async put({ name, value, secret }) {
      const doing2 = `setting ${name} of ${place}`;
      if (secret) {
        const { key, key_id } = await publicKey(doing2);
        const { sealSecret } = await import("./seal-secret-7WBSWRR2.js");
        const json = { encrypted_value: await sealSecret(value, key), key_id };
        await api.send({ method: "PUT", path: `${actions}/secrets/${name}`, json, doing: doing2 });
        return;
      }
      const path3 = `${actions}/variables/${name}`;
      const changed = await api.send({ method: "PATCH", path: path3, json: { name, value }, accept: [404], doing: doing2 });
      if (changed.status === 404)
        await api.send({ method: "POST", path: `${actions}/variables`, json: { name, value }, doing: doing2 });
    },
    close: () => api.close()
  };
  async function publicKey(doing2) {
    const answer = (await api.send({ method: "GET", path: `${actions}/secrets/public-key`, doing: doing2 })).json();
    const [key, key_id] = [textField(answer, "key"), textField(answer, "key_id")];
    if (key === void 0 || key_id === void 0)
      throw new CiError(`${gitHub.name}: ${doing2}: its answer holds no public key`, { code: "odd-answer" });
    return { key, key_id };
  }
}

// src/ci/gitlab/gitlab-settings.ts
var advice3 = "does the token have the permission? it needs the scope api and the role Maintainer or Owner in the project";
function gitLabSettings(address, connection) {
  const api = connectGitLabApi(address, connection, advice3);
  const place = placeOf(address);
  const query = { "filter[environment_scope]": "*" };
  let number = address.repositoryId;
  return {
    place,
    through: "GitLab's API",
    async hasSecret(name) {
      const doing2 = `asking whether ${place} has the variable ${name}`;
      const path3 = `${await variables(doing2)}/${name}`;
      return (await api.send({ method: "GET", path: path3, query, accept: [404], doing: doing2 })).status === 200;
    },
    async put({ name, value, secret }) {
      const doing2 = `setting ${name} of ${place}`;
      const path3 = await variables(doing2);
      const json = { key: name, value, masked: secret, protected: false, raw: true, environment_scope: "*" };
      const changed = await api.send({ method: "PUT", path: `${path3}/${name}`, query, json, accept: [404], doing: doing2 });
      if (changed.status === 404)
        await api.send({ method: "POST", path: path3, json: { ...json, variable_type: "env_var" }, doing: doing2 });
    },
    close: () => api.close()
  };
  async function variables(doing2) {
    if (number === void 0) {
      const path3 = `/projects/${encodeURIComponent(address.repository)}`;
      number = reviewNumber(field((await api.send({ method: "GET", path: path3, doing: doing2 })).json(), "id"));
      if (number === void 0)
        throw new CiError(`${gitLab.name}: ${doing2}: its answer names no project`, { code: "odd-answer" });
    }
    return `/projects/${number}/variables`;
  }
}

// src/ci/settings/run-program.ts
import { spawn } from "node:child_process";
var timeoutMs = 6e4;
var maxChars = 1e6;
function runProgram({ name, env, cwd, signal }, args, input = "") {
  return new Promise((done, fail) => {
    const child = spawn(name, args, {
      cwd,
      env: { ...env, GH_PROMPT_DISABLED: "1", NO_PROMPT: "1", NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: timeoutMs,
      signal
    });
    const texts = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"])
      child[stream].setEncoding("utf8").on("data", (text) => {
        if (texts[stream].length < maxChars) texts[stream] += text;
      });
    child.once("error", (error) => {
      if (signal.aborted) return fail(signal.reason);
      const why = error.code === "ENOENT" ? "it is not installed; install it and log in, or pass --host-token" : error.code ?? "it does not start";
      fail(new CiError(`${name}: ${why}`, { code: "no-program" }));
    });
    child.stdin.on("error", () => {
    });
    child.stdin.end(input);
    child.once("close", (code) => {
      const words = input === "" ? texts.stderr : texts.stderr.replaceAll(input, "[hidden]");
      done({ ok: code === 0, stdout: texts.stdout, said: plainLine(words.trim()).slice(0, 300) });
    });
  });
}

// src/ci/settings/program-settings.ts
function ghSettings(address, program) {
  const place = placeOf(address);
  const repository = ["--repo", place];
  return {
    place,
    through: "gh",
    async hasSecret(name) {
      const answer = await runProgram(program, ["secret", "list", ...repository]);
      const { stdout } = must(
        answer,
        `gh secret list --repo ${place}`,
        "log in with gh auth login, or set GITHUB_TOKEN"
      );
      return stdout.split("\n").some((line) => line.split(/\s/)[0] === name);
    },
    async put({ name, value, secret }) {
      const kind = secret ? "secret" : "variable";
      const answer = await runProgram(program, [kind, "set", name, ...repository], value);
      const old = /unknown command "variable"/.test(answer.said);
      const next = old ? "update gh to 2.27 or later, or set GITHUB_TOKEN" : "set GITHUB_TOKEN to use the API instead";
      must(answer, `gh ${kind} set ${name} --repo ${place}`, next);
    },
    close: () => {
    }
  };
}
function glabSettings(address, program) {
  const place = placeOf(address);
  const repository = ["--repo", `${address.serverUrl}/${address.repository}`];
  return {
    place,
    through: "glab",
    async hasSecret(name) {
      const answer = await runProgram(program, ["variable", "list", ...repository]);
      const next = "log in with glab auth login, or set GITLAB_TOKEN";
      const { stdout } = must(answer, `glab variable list --repo ${place}`, next);
      return stdout.split("\n").some((line) => line.split(/\s/)[0] === name);
    },
    async put({ name, value, secret }) {
      const flags = [name, ...secret ? ["--masked"] : [], ...repository];
      const made = await runProgram(program, ["variable", "set", ...flags], value);
      if (made.ok) return;
      const changed = await runProgram(program, ["variable", "update", ...flags], value);
      must(changed, `glab variable update ${name} --repo ${place}`, "set GITLAB_TOKEN to use the API instead");
    },
    close: () => {
    }
  };
}
function must(answer, command, next) {
  if (answer.ok) return answer;
  throw new CiError(`${command}: ${answer.said === "" ? "it failed" : answer.said}. Next: ${next}`, {
    code: "refused"
  });
}

// src/ci/settings/connect-settings.ts
var settingsWays = {
  forgejo: { api: forgejoSettings },
  github: { api: gitHubSettings, program: { name: "gh", open: ghSettings } },
  gitlab: { api: gitLabSettings, program: { name: "glab", open: glabSettings } }
};

// src/cli/commands/setup/open-store.ts
var kinds = ["github", "gitlab", "forgejo"];
function openStore(request, context) {
  const [kind, another] = kinds.filter((name) => request[name]);
  if (kind === void 0) return void 0;
  if (another !== void 0) throw new UsageError(`--${kind} and --${another}: one host at a time`);
  const host = hostOf({ kind });
  const address = repositoryOf(host, request, context);
  const { sleep, signal, env, childEnv, cwd } = context;
  const { api, program } = settingsWays[kind];
  const token = request.hostToken || tokenFrom(host, env);
  if (token !== void 0) {
    const retry = retryFrom(host.name, request, context);
    return api(address, { token, sleep, signal, retry, ...networkFrom(request.caFile, context) });
  }
  if (program !== void 0) return program.open(address, { name: program.name, env: childEnv, cwd, signal });
  throw new UsageError(`--${kind}: no token for ${address.serverUrl}: set ${host.tokenVariables[0]}`);
}
function repositoryOf(host, { repository: page }, context) {
  const { env, cwd, user } = context;
  if (page !== void 0) {
    const address = serverAddress(page.replace(/\.git$/, ""));
    const named = serverAddress(env[host.apiVariable]);
    const found2 = address === void 0 ? void 0 : addressOf(host, address, named);
    if (found2 !== void 0) return found2;
    throw new UsageError(
      `--repository ${page}: expected the address of a page such as https://${host.publicHost ?? "codeberg.org"}/acme/dashboards`
    );
  }
  const { host: own, remote } = detectReview({ env, event: void 0, remoteUrl: readGitRemote(cwd), user });
  const found = [own, remote].find((address) => address?.kind === host.kind);
  if (found !== void 0) return found;
  throw new UsageError(
    `--${host.kind}: which repository? The git remote here is of no server that is known to be ${host.name}. Next: pass --repository https://${host.publicHost ?? "codeberg.org"}/acme/dashboards`
  );
}
function addressOf(host, page, named) {
  const { origin, hostname, pathname } = new URL(page);
  const own = named !== void 0 && isSameSite(new URL(named).hostname, hostname) ? named : void 0;
  const suffix = host.defaultApiUrl("https://server.invalid").slice("https://server.invalid".length);
  const base = own?.endsWith(suffix) === true ? new URL(own.slice(0, -suffix.length)).pathname.replace(/\/+$/, "") : "";
  const path3 = base !== "" && pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname;
  const repository = host.repositoryPath(path3.replace(/^\//, ""));
  if (repository === void 0) return void 0;
  const serverUrl = `${origin}${path3 === pathname ? "" : base}`;
  return { kind: host.kind, serverUrl, repository, apiUrl: own ?? host.defaultApiUrl(serverUrl) };
}

// src/cli/commands/setup/print-setup.ts
import { existsSync } from "node:fs";
import { resolve } from "node:path";
function printSetup(given, request, context) {
  const report = { ...given, rows: [...given.rows, ...unwritten(given, request, context)] };
  const ok = !report.rows.some(isFault);
  if (request.output === "json") printJson(report, ok, request, context);
  else printText(report, request, context);
  return ok ? 0 : 3;
}
var isFault = ({ state }) => state === "failed" || state === "refused";
function unwritten({ token }, { writeEnv, dryRun }, { cwd }) {
  if (writeEnv === void 0 || dryRun || token !== void 0 || existsSync(resolve(cwd, writeEnv))) return [];
  const text = `${writeEnv} is not written: Grafana shows a token once, and made this one for an earlier run`;
  const advice4 = "find the file of that run, or pass --renew-token: its token is deleted";
  return [{ state: "failed", subject: "token", text, advice: advice4 }];
}
function printJson({ organisation, rows, token, variables, written }, ok, { dryRun, showToken }, { out, redactor }) {
  const clean = redactor.value({ ok, dryRun, organisation, rows, written });
  const document = {
    ...clean,
    ...token === void 0 ? {} : { token: { name: token.name, expiresAt: token.expiresAt, ...showToken ? { key: token.key } : {} } },
    variables: variables.map(({ name, value, secret }) => ({
      name,
      secret,
      // What came in as a secret is not repeated, whatever is shown.
      ...name === tokenVariable && showToken ? { value } : secret ? {} : { value: redactor.text(value) }
    }))
  };
  out.reveal(safeJson(document));
}
function printText({ organisation, rows, token, variables, written }, { dryRun, showToken, grafanaUrl, writeEnv }, { out }) {
  const paint = painter(out.colours);
  out.write(`${dryRun ? "Nothing is changed. " : ""}${plainLine(`${grafanaUrl}, ${organisation}`)}
`);
  for (const { state, subject: subject2, text, advice: advice4 } of rows) {
    const colour = isFault({ state, subject: subject2, text }) ? paint.red : state === "warn" ? paint.yellow : paint.green;
    const next = advice4 === void 0 ? "" : `
${" ".repeat(15)}${paint.dim(`next: ${plainLine(advice4)}`)}`;
    out.write(`${colour(state.padEnd(13))}  ${subject2.padEnd(12)} ${plainLine(text)}${next}
`);
  }
  if (dryRun || variables.length === 0) return;
  out.write("\n");
  for (const { name, value, secret } of variables)
    if (name === tokenVariable && showToken) out.reveal(`${name}=${value}`);
    else out.write(`${plainLine(`${name}=${secret ? masked(value) : value}`)}
`);
  if (token === void 0) out.write("GRAFANA_TOKEN stays as it is; --renew-token makes a new one\n");
  for (const place of written) out.write(`${plainLine(`written to ${place}`)}
`);
  if (writeEnv !== void 0 && written.includes(writeEnv)) {
    const load = `. ${/^[./]/.test(writeEnv) ? "" : "./"}${writeEnv}`;
    out.write(`${plainLine(`next: keep this file out of git; load it with ${load}, then run dashpreview doctor`)}
`);
  }
}

// src/cli/commands/setup/source-from.ts
function sourceFrom(request, context) {
  const { datasourceUrl, prometheusUrl, intervalMs, tenant } = request;
  const url = datasourceUrl === void 0 ? void 0 : serverAddress(datasourceUrl);
  if (datasourceUrl !== void 0 && url === void 0)
    throw new UsageError("--datasource-url: expected an address such as http://prometheus:9090, without credentials");
  const auth = authFrom("prometheus", {
    token: request.prometheusToken,
    user: request.prometheusUser,
    password: request.prometheusPassword
  });
  const isTls = (url ?? prometheusUrl ?? "").startsWith("https:");
  return {
    url,
    tenant,
    interval: formatDuration(intervalMs),
    headers: headersFrom(request.prometheusHeader),
    ...defined({ caPem: isTls ? networkFrom(request.caFile, context).caPem : void 0 }),
    ...auth.type === "basic" ? { basic: { user: auth.username, password: auth.password } } : {},
    ...auth.type === "bearer" ? { token: auth.token } : {}
  };
}

// src/cli/commands/setup/run-setup.ts
async function runSetup(request, context) {
  const url = check(request);
  const store = request.remove ? void 0 : openStore(request, context);
  const connect = (auth, org) => createGrafana({
    ...grafanaConnection({ ...request, grafanaUrl: url }, context),
    auth,
    ...defined({ org }),
    sleep: context.sleep,
    retry: retryFrom("Grafana", request, context),
    signal: context.signal
  });
  const grafana = connect(await adminLogin(request, context), request.org);
  try {
    if (request.remove) {
      const removed = await removeSetup(grafana, { dryRun: request.dryRun });
      return printSetup({ ...removed, token: void 0, variables: [], written: [] }, request, context);
    }
    const connectAs = (token) => {
      context.redactor.learn({ secrets: [secretOf(token)] });
      return connect({ type: "bearer", token });
    };
    return await make({ grafana, connectAs, store }, request, context);
  } finally {
    grafana.close();
    store?.close();
  }
}
async function make({ grafana, connectAs, store }, request, context) {
  const prometheus = optionalPrometheusFrom(request, context);
  const delivery = deliverTo(store, request, context);
  try {
    const result = await setUp(
      {
        grafana,
        connectAs,
        prometheus,
        dataSource: request.datasource,
        source: sourceFrom(request, context),
        editors: request.editors,
        place: store?.place ?? "by hand",
        tokenDays: request.tokenDays,
        renewToken: request.renewToken,
        tokenIsMissing: store !== void 0 && !await store.hasSecret(tokenVariable),
        deliver: delivery.deliver,
        dryRun: request.dryRun
      },
      { ...context, progress: createProgress(context) }
    );
    if (!request.dryRun) await delivery.deliverRest();
    return printSetup({ ...result, ...delivery.result() }, request, context);
  } finally {
    prometheus?.close();
  }
}
function check(request) {
  const { grafanaUrl, prometheusUrl, datasource, remove, tokenDays, renewToken } = request;
  if (grafanaUrl === void 0) throw new UsageError("no Grafana configured: set GRAFANA_URL or pass --grafana-url");
  if (tokenDays < 1 || tokenDays > 3650)
    throw new UsageError(`--token-days ${tokenDays}: expected 1 to 3650; a token without an expiry is not made`);
  if (remove && (renewToken || request.github || request.gitlab || request.forgejo || request.writeEnv !== void 0))
    throw new UsageError("--remove removes what is in Grafana: it goes with no flag about where a token goes");
  if (!remove && prometheusUrl === void 0 && datasource === void 0)
    throw new UsageError(
      "which server takes the series of previews? set PROMETHEUS_URL or pass --prometheus-url, or name a data source that reads it with --datasource"
    );
  return grafanaUrl;
}
export {
  runSetup
};
