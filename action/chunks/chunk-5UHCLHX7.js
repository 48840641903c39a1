import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  digest
} from "./chunk-REFUIXMO.js";

// src/identity/project-id.ts
function allNames({ project, formerProjects = [] }) {
  return [project, ...formerProjects];
}
function projectNames({ project, formerProjects }) {
  return formerProjects === void 0 ? { project } : { project, formerProjects };
}
function projectId({ host, path }) {
  return digest(8, host.toLowerCase(), path.toLowerCase());
}
function numberedProjectId(options) {
  return digest(8, "repository", options.kind, options.hostname.toLowerCase(), String(options.id));
}
function checkoutProjectId(options) {
  return digest(8, "checkout", options.machine.toLowerCase(), options.user, options.folder);
}
function pathProjectIds(serverUrl, path) {
  const { host, hostname, pathname } = new URL(serverUrl);
  const below = `${pathname.replace(/^\/+|\/+$/g, "")}/${path}`.replace(/^\//, "");
  const ids = [path, below].flatMap((one) => [host, hostname].map((name) => projectId({ host: name, path: one })));
  return [...new Set(ids)];
}

export {
  allNames,
  projectNames,
  projectId,
  numberedProjectId,
  checkoutProjectId,
  pathProjectIds
};
