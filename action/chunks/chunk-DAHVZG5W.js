import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createScraper
} from "./chunk-MTFR5NHR.js";
import {
  authFrom,
  networkFrom
} from "./chunk-I6U2BZTL.js";
import {
  isolationLabel
} from "./chunk-REFUIXMO.js";
import {
  UsageError
} from "./chunk-E7O6XGVL.js";

// src/prometheus/relay/relay-target.ts
var example = "an address such as http://127.0.0.1:8080/metrics#job=shop";
var maxLabels = 30;
function relayTarget(text) {
  const url = URL.canParse(text) ? new URL(text) : void 0;
  if (url === void 0 || !/^https?:$/.test(url.protocol)) throw new UsageError(`--relay: expected ${example}`);
  const { origin, hostname, pathname, search, hash } = url;
  if (url.username !== "" || url.password !== "")
    throw new UsageError("--relay: the address must not contain a user name or password; pass --relay-token");
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  const labels = /* @__PURE__ */ new Map([
    ["instance", `${hostname}:${port}`],
    ["job", hostname]
  ]);
  const given = [...new URLSearchParams(hash.slice(1))];
  for (const [name, value] of given) {
    const right = /^[a-zA-Z_]\w*$/.test(name) && !name.startsWith("__") && name !== isolationLabel && value !== "";
    if (!right || given.length > maxLabels)
      throw new UsageError(`--relay: behind # come labels such as job=shop&env=test; expected ${example}`);
    labels.set(name, value);
  }
  return { origin, path: `${pathname}${search}`, shown: `${origin}${pathname}`, labels };
}
function relayTargets(texts) {
  return texts.flatMap((text) => text.split(/,(?=https?:\/\/)/)).map((text) => relayTarget(text.trim()));
}

// src/cli/flags/relay.ts
function refuseUntrustedRelay({ relay = [] }, untrusted) {
  if (untrusted && relay.length > 0)
    throw new UsageError(
      "--relay shows what an application of yours exports to whoever made the dashboards: it does not go with untrusted ones"
    );
}
function relayScrapers({ relay = [], relayToken, caFile }, context) {
  const auth = authFrom("relay", { token: relayToken, user: void 0, password: void 0 });
  const connection = { auth, ...networkFrom(caFile, context) };
  return relayTargets(relay).map((target) => ({ target, scraper: createScraper(target, connection) }));
}

export {
  refuseUntrustedRelay,
  relayScrapers
};
