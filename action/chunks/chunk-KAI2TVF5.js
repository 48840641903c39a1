import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  headerSecrets,
  secretsOfUrl,
  tenantSecret
} from "./chunk-DNV2PKG7.js";
import {
  secretOf,
  shortestSecret
} from "./chunk-I2SEJ6BX.js";

// src/secrets/known-secrets.ts
var secretName = /TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|COOKIE|AUTH(?!OR)|BEARER|JWT|_PAT$|_PASS$|_PWD$/i;
var ownName = /^(?:DASHPREVIEW|GRAFANA|PROMETHEUS|HOST|GITHUB|GH|GITLAB|FORGEJO|GITEA|CI)_/;
var placeName = /_(?:FILE|PATH|SOCK|SOCKET|DIR|URL|URI|HOST|USER|USERNAME|NAME|TYPE|ID)$/i;
var headerName = /(?:^|_)HEADERS?$/i;
var tenantName = /(?:^|_)TENANT$/i;
var addressName = /(?:GRAFANA|PROMETHEUS|WRITE)_URL$/i;
var mayBeUrl = /UR[LI]|PROXY|DSN|ENDPOINT|SERVER|HOST|REMOTE|REPO|CONNECTION/i;
function findSecrets({ argv, env }) {
  const secrets = [];
  const pairs = [];
  const variables = [];
  const given = [...variablesOf(env), ...flagsOf(argv)];
  const tooShort = [];
  for (const { name, value, variable, shown } of given) {
    const url = mayBeUrl.test(name) || !variable ? secretsOfUrl(value, urlOptions(name)) : void 0;
    const found = url?.secrets ?? secretsIn(name, value);
    secrets.push(...found);
    pairs.push(...url?.pairs ?? []);
    if (found.length > 0 && variable) variables.push(name);
    if (/^(?:DASHPREVIEW_)?(?:GRAFANA|PROMETHEUS|HOST|ADMIN)_(?:TOKEN|PASSWORD)$/.test(name) && value.trim().length < shortestSecret)
      tooShort.push(shown);
  }
  return { secrets, variables, tooShort, pairs: [...pairs, ...pairsOf(given)] };
}
function urlOptions(name) {
  return { address: addressName.test(name), pathTokens: /PROMETHEUS|WRITE/i.test(name), bare: mayBeUrl.test(name) };
}
function secretsIn(name, value) {
  if (tenantName.test(name)) return [tenantSecret(value)];
  if (headerName.test(name)) return value.split(/\r?\n/).flatMap(headerLine);
  if (!namesSecret(name) || /^(?:true|false|yes|no|on|off|\d{1,5})?$/i.test(value.trim())) return [];
  const secret = secretOf(value.trim());
  return secret.kind === "word" && !ownName.test(name) ? [] : [secret];
}
function namesSecret(name) {
  return secretName.test(name) && !placeName.test(name);
}
function headerLine(line) {
  const colon = line.indexOf(":");
  return headerSecrets(line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim());
}
function pairsOf(given) {
  const read = (name) => given.filter((one) => one.name === name || one.name === `DASHPREVIEW_${name}`).map(({ value }) => value);
  return ["GRAFANA", "PROMETHEUS", "ADMIN"].flatMap(
    (server) => read(`${server}_USER`).flatMap((user) => read(`${server}_PASSWORD`).map((password) => ({ user, password })))
  );
}
function variablesOf(env) {
  return Object.entries(env).flatMap(([name, value]) => value ? [{ name, value, variable: true, shown: name }] : []);
}
function flagsOf(argv) {
  return argv.flatMap((word, index) => {
    const [, flag, own] = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (flag === void 0) return [{ name: "WORD", value: word, variable: false, shown: "an argument" }];
    const next = argv[index + 1];
    const value = own ?? (next?.startsWith("--") === true ? void 0 : next);
    const name = flag.replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_").replaceAll(/[-.]/g, "_").toUpperCase();
    return value ? [{ name, value, variable: false, shown: `--${flag}` }] : [];
  });
}

export {
  findSecrets,
  namesSecret
};
