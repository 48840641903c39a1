import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  secretOf
} from "./chunk-I2SEJ6BX.js";

// src/secrets/header-secrets.ts
var publicHeader = /^(?:accept|cache|content|origin|referer|pragma|connection|user-agent)/i;
function headerSecrets(name, value) {
  if (value === "") return [];
  if (publicHeader.test(name)) return [{ text: value, kind: "word" }];
  const cookies = /cookie/i.test(name) ? value.split(";").map((part) => part.slice(part.indexOf("=") + 1).trim()) : [];
  const scheme = /^[A-Za-z][\w-]{2,20}\s+(\S+)$/.exec(value)?.[1];
  return [value, ...cookies, ...scheme === void 0 ? [] : [scheme]].filter((text) => text !== "").map(secretOf);
}
function tenantSecret(text) {
  const name = text.trim();
  return /^[A-Za-z]+(?:[-_.][A-Za-z]+){0,3}[-_.]?\d{0,3}$/.test(name) && name.length <= 24 ? { text: name, kind: "word" } : secretOf(name);
}

// src/secrets/url-secrets.ts
var secretParameter = /token|key|secret|password|passwd|auth|sig|cookie|credential/i;
function secretsOfUrl(text, { address, pathTokens, bare }) {
  const trimmed = text.trim();
  const [, userinfo] = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)@/i.exec(trimmed) ?? (bare ? /^([^/?#@\s]+:[^/?#@\s]+)@[\w.-]+(?::\d+)?(?:\/|$)/.exec(trimmed) : void 0) ?? [];
  const url = URL.canParse(trimmed) && /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? new URL(trimmed) : void 0;
  if (userinfo === void 0 && url === void 0)
    return address ? { secrets: mistaken(trimmed), pairs: [] } : void 0;
  const parameters = [...url?.searchParams ?? []].flatMap(
    ([name, value]) => secretParameter.test(name) ? [value] : []
  );
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#]*@)?([^/?#:]*)/i.exec(trimmed)?.[1] ?? "";
  const segments = pathTokens ? (url?.pathname ?? "").split("/").filter(isToken) : [];
  const [user, password] = splitUserinfo(userinfo);
  const named = password === "" || isToken(user) ? [user] : [];
  const secrets = [
    ...named,
    password,
    ...parameters,
    ...address && host.length >= 20 && !host.includes("_") && isToken(host) ? [host] : [],
    ...segments
  ].filter((part) => part !== "").map(secretOf);
  return {
    secrets,
    pairs: password === "" ? [] : [.../* @__PURE__ */ new Set([user, decoded(user)])].map((one) => ({ user: one, password: decoded(password) }))
  };
}
function splitUserinfo(userinfo = "") {
  const colon = userinfo.indexOf(":");
  return colon === -1 ? [userinfo, ""] : [userinfo.slice(0, colon), userinfo.slice(colon + 1)];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
function mistaken(text) {
  return text === "" || mayBeShown(text) ? [] : [secretOf(text)];
}
function mayBeShown(text) {
  return /^(?:localhost|(?:[a-z0-9-]{1,40}\.)+[a-z0-9-]{1,40}|[a-z0-9-]{1,40}(?=:\d{1,5}))(?::\d{1,5})?(?:\/[\w./-]{0,100})?$/.test(
    text.trim()
  );
}
function isToken(text) {
  if (text.length < 16 || !/^[\w+/=~-]*\d[\w+/=~-]*$/.test(text)) return false;
  return text.includes("_") || /[a-z]/.test(text) && /[A-Z]/.test(text) || text.length >= 32 && /[a-z]/i.test(text) && !text.includes("-");
}

export {
  headerSecrets,
  tenantSecret,
  secretsOfUrl,
  mayBeShown
};
