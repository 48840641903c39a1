import { headerSecrets, tenantSecret } from "./header-secrets.ts";
import { type Secret, secretOf, shortestSecret } from "./secret.ts";
import { secretsOfUrl } from "./url-secrets.ts";

/** Everything of the command line and the environment that must not leave the program. */
export interface KnownSecrets {
  readonly secrets: readonly Secret[];
  /** Basic auth. */
  readonly pairs: readonly { readonly user: string; readonly password: string }[];
  /** Variables that hold one: programs that are started need none of them. */
  readonly variables: readonly string[];
  /** Flags and variables whose secret is too short to be looked for. */
  readonly tooShort: readonly string[];
}

/** Where secrets are looked for. */
export interface SecretSources {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

const secretName =
  /TOKEN|PASSWORD|PASSWD|PASSPHRASE|SECRET|CREDENTIAL|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|COOKIE|AUTH(?!OR)|BEARER|JWT|_PAT$|_PASS$|_PWD$/i;
/**
 * Variables that we read, or that a CI sets: whatever stands in them is meant. In others a word is more likely a
 * setting than a secret.
 */
const ownName = /^(?:DASHPREVIEW|GRAFANA|PROMETHEUS|HOST|GITHUB|GH|GITLAB|FORGEJO|GITEA|CI)_/;
/** Names of this kind hold where something is, not the thing. */
const placeName = /_(?:FILE|PATH|SOCK|SOCKET|DIR|URL|URI|HOST|USER|USERNAME|NAME|TYPE|ID)$/i;
const headerName = /(?:^|_)HEADERS?$/i;
const tenantName = /(?:^|_)TENANT$/i;
/**
 * Flags and variables that are to be the address of a server: a token that was given there by mistake is one all the
 * same.
 */
const addressName = /(?:GRAFANA|PROMETHEUS|WRITE)_URL$/i;

/**
 * Variables whose value may be a URL with credentials. Not all: a title or a branch is a stranger's, who could have any
 * word hidden.
 */
const mayBeUrl = /UR[LI]|PROXY|DSN|ENDPOINT|SERVER|HOST|REMOTE|REPO|CONNECTION/i;

/**
 * Collects tokens, passwords, header values, cookies, tenants, credentials in URLs (proxies, repositories) and what
 * looks like a token where an address is expected, from every flag and variable. CI's own tokens are among them.
 */
export function findSecrets({ argv, env }: SecretSources): KnownSecrets {
  const secrets: Secret[] = [];
  const pairs: KnownSecrets["pairs"][number][] = [];
  const variables: string[] = [];
  const given = [...variablesOf(env), ...flagsOf(argv)];
  const tooShort: string[] = [];
  for (const { name, value, variable, shown } of given) {
    const url = mayBeUrl.test(name) || !variable ? secretsOfUrl(value, urlOptions(name)) : undefined;
    const found = url?.secrets ?? secretsIn(name, value);
    secrets.push(...found);
    pairs.push(...(url?.pairs ?? []));
    if (found.length > 0 && variable) variables.push(name);
    if (
      /^(?:DASHPREVIEW_)?(?:GRAFANA|PROMETHEUS|HOST|ADMIN)_(?:TOKEN|PASSWORD)$/.test(name) &&
      value.trim().length < shortestSecret
    )
      tooShort.push(shown);
  }
  return { secrets, variables, tooShort, pairs: [...pairs, ...pairsOf(given)] };
}

function urlOptions(name: string) {
  return { address: addressName.test(name), pathTokens: /PROMETHEUS|WRITE/i.test(name), bare: mayBeUrl.test(name) };
}

interface Given {
  /** In upper case with underscores: `GRAFANA_TOKEN`. */
  readonly name: string;
  readonly value: string;
  readonly variable: boolean;
  readonly shown: string;
}

function secretsIn(name: string, value: string): Secret[] {
  if (tenantName.test(name)) return [tenantSecret(value)];
  if (headerName.test(name)) return value.split(/\r?\n/).flatMap(headerLine);
  if (!namesSecret(name) || /^(?:true|false|yes|no|on|off|\d{1,5})?$/i.test(value.trim())) return [];
  const secret = secretOf(value.trim());
  return secret.kind === "word" && !ownName.test(name) ? [] : [secret];
}

/** Whether a variable of this name (upper case) is meant for a secret, whatever it holds. */
export function namesSecret(name: string): boolean {
  return secretName.test(name) && !placeName.test(name);
}

function headerLine(line: string): Secret[] {
  const colon = line.indexOf(":");
  return headerSecrets(line.slice(0, Math.max(0, colon)).trim(), line.slice(colon + 1).trim());
}

function pairsOf(given: readonly Given[]): { user: string; password: string }[] {
  const read = (name: string) =>
    given.filter((one) => one.name === name || one.name === `DASHPREVIEW_${name}`).map(({ value }) => value);
  return ["GRAFANA", "PROMETHEUS", "ADMIN"].flatMap((server) =>
    read(`${server}_USER`).flatMap((user) => read(`${server}_PASSWORD`).map((password) => ({ user, password }))),
  );
}

function variablesOf(env: SecretSources["env"]): Given[] {
  return Object.entries(env).flatMap(([name, value]) => (value ? [{ name, value, variable: true, shown: name }] : []));
}

/**
 * `--name value` and `--name=value`; words that belong to no flag are looked at too. A flag is no value: `--show-token
 * --github` has two.
 */
function flagsOf(argv: readonly string[]): Given[] {
  return argv.flatMap((word, index) => {
    const [, flag, own] = /^--?([A-Za-z][\w.-]*)(?:=([\s\S]*))?$/.exec(word) ?? [];
    if (flag === undefined) return [{ name: "WORD", value: word, variable: false, shown: "an argument" }];
    const next = argv[index + 1];
    const value = own ?? (next?.startsWith("--") === true ? undefined : next);
    const name = flag
      .replaceAll(/(?<=[a-z])(?=[A-Z])/g, "_")
      .replaceAll(/[-.]/g, "_")
      .toUpperCase();
    return value ? [{ name, value, variable: false, shown: `--${flag}` }] : [];
  });
}
